//! Descriptions of tables in expansions.

use dataverse_schema::__rt::Description;
use dataverse_schema::info::TableInfo;
use syn::visit::Visit;

/// Reads the description of a table.
pub(crate) fn described(item: &syn::ItemConst) -> &'static TableInfo {
    let syn::Expr::Lit(syn::ExprLit {
        lit: syn::Lit::Str(text),
        ..
    }) = &*item.expr
    else {
        panic!("`{}` is a string", item.ident);
    };
    let text: &str = text.value().leak();
    let table = Box::leak(Box::new(Description::new(text))).table();
    let (offsets, _) = text.split_once('\n').expect("several lines");
    for (index, column) in table.columns.iter().enumerate() {
        let offset = &offsets["lines\t".len() + 8 * index..][..8];
        let offset = usize::from_str_radix(offset, 16).expect("eight digits");
        let start = format!("\ncolumn\t{}\t", column.logical_name);
        assert!(text[offset - 1..].starts_with(&start), "{start:?} is there");
    }
    table
}

/// Returns the descriptions of all tables in an expansion.
pub(crate) fn tables(code: &syn::File) -> Vec<&'static TableInfo> {
    struct Texts(Vec<&'static TableInfo>);
    impl<'ast> Visit<'ast> for Texts {
        fn visit_item_const(&mut self, item: &'ast syn::ItemConst) {
            if item.ident == "TEXT" {
                self.0.push(described(item));
            }
        }
    }
    let mut texts = Texts(Vec::new());
    texts.visit_file(code);
    texts.0
}
