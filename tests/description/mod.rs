//! Descriptions of tables in expansions, for several tests.

use dataverse_schema::__rt::Description;
use dataverse_schema::TableInfo;
use syn::visit::Visit;

/// What the `static` of a table says.
pub(crate) fn described(item: &syn::ItemStatic) -> &'static TableInfo {
    let syn::Expr::Call(call) = &*item.expr else {
        panic!("`{}` is made by a call", item.ident);
    };
    let Some(syn::Expr::Lit(syn::ExprLit {
        lit: syn::Lit::Str(text),
        ..
    })) = call.args.first()
    else {
        panic!("`{}` is made of a text", item.ident);
    };
    let description = Description::new(text.value().leak());
    Box::leak(Box::new(description)).table()
}

/// All tables of an expansion.
#[allow(dead_code)] // Not every test has whole files.
pub(crate) fn tables(code: &syn::File) -> Vec<&'static TableInfo> {
    struct Statics(Vec<&'static TableInfo>);
    impl<'ast> Visit<'ast> for Statics {
        fn visit_item_static(&mut self, item: &'ast syn::ItemStatic) {
            self.0.push(described(item));
        }
    }
    let mut statics = Statics(Vec::new());
    statics.visit_file(code);
    statics.0
}
