//! Generated code: snapshots of the reference pages, a comparison with the compiler's view, and its
//! size.

use std::{env, fs};

use proc_macro2::TokenStream;
use syn::visit::{Visit, visit_item};
use test_support::{NestedCrate, workspace};

const PAGES: [&str; 2] = ["pluginpackage.md", "stagedmetadataasyncoperation.md"];

/// Returns the expansion of `include_schema!` with this input.
pub(crate) fn expansion(input: &str) -> TokenStream {
    let input = format!("[::dataverse_schema] {input}");
    let input = input.parse().expect("the input consists of tokens");
    dataverse_schema_codegen::include_schema(input, workspace())
}

/// Formats an expansion, without the text of the pages, which is there for Cargo to track.
fn formatted(tokens: TokenStream) -> String {
    let file = syn::parse2(tokens).expect("the expansion parses");
    format(file)
}

fn format(mut file: syn::File) -> String {
    file.items
        .retain(|item| !matches!(item, syn::Item::Const(item) if item.ident == "_"));
    prettyplease::unparse(&file)
}

#[test]
fn code_of_the_reference_pages() {
    for page in PAGES {
        let code = formatted(expansion(&format!("{page:?}")));
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(page.trim_end_matches(".md"), code);
        });
    }
}

/// Compares the code that the compiler sees with that of the snapshots.
#[test]
fn macro_emits_the_code_of_the_snapshots() {
    for page in PAGES {
        let main = format!("dataverse_schema::include_schema!({page:?});\n\nfn main() {{}}\n");
        let nested = NestedCrate::new("expanded", "", &main);
        let schemas = nested.path().join("schemas");
        fs::copy(workspace().join("schemas").join(page), schemas.join(page))
            .expect("the page can be copied");
        let output = nested
            .cargo("rustc")
            .args(["--", "-Zunpretty=expanded"])
            .env("RUSTC_BOOTSTRAP", "1")
            .output()
            .expect("cargo runs");
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{stderr}");
        let emitted = String::from_utf8(output.stdout).expect("Rust is UTF-8");
        let mut emitted = syn::parse_file(&emitted).expect("what the compiler prints parses");
        emitted.attrs.clear();
        emitted.items.retain(|item| match item {
            // The compiler adds these.
            syn::Item::ExternCrate(_) => false,
            syn::Item::Fn(item) => item.sig.ident != "main",
            syn::Item::Use(item) => !item
                .attrs
                .iter()
                .any(|a| a.path().is_ident("prelude_import")),
            _ => true,
        });
        let emitted = format(emitted);
        let expected = formatted(expansion(&format!("{page:?}")));
        assert_eq!(
            spelled_alike(&emitted),
            spelled_alike(&expected),
            "the expansion of {page}"
        );
    }
}

/// The compiler prints some tokens with other spacing.
fn spelled_alike(code: &str) -> String {
    code.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every user compiles the generated code, so it must not grow by accident.
#[test]
fn size_per_column() {
    #[derive(Default)]
    struct Counts {
        items: usize,
        functions: usize,
    }
    impl<'ast> Visit<'ast> for Counts {
        fn visit_item(&mut self, item: &'ast syn::Item) {
            self.items += 1;
            visit_item(self, item);
        }

        fn visit_signature(&mut self, _: &'ast syn::Signature) {
            self.functions += 1;
        }
    }
    const FIGURES: &str = "benches/expansion_size.txt";
    let mut measured = String::from("# page, columns, bytes of the expansion, functions, items\n");
    let mut errors = Vec::new();
    let committed =
        fs::read_to_string(workspace().join(FIGURES)).expect("the figures are committed");
    for (page, columns) in PAGES.into_iter().zip([32_usize, 20]) {
        let code = formatted(expansion(&format!("{page:?}")));
        let mut counts = Counts::default();
        counts.visit_file(&syn::parse_file(&code).expect("it parses"));
        let Counts { items, functions } = counts;
        let bytes = code.len();
        measured += &format!("{page} {columns} {bytes} {functions} {items}\n");
        let line = committed
            .lines()
            .find(|line| line.starts_with(page))
            .expect("each page has a line");
        let figures: Vec<usize> = line
            .split(' ')
            .filter_map(|word| word.parse().ok())
            .collect();
        for (what, now, then) in [
            ("bytes", bytes, figures[1]),
            ("functions", functions, figures[2]),
            ("items", items, figures[3]),
        ] {
            if now * 100 > then * 105 {
                errors.push(format!("{page}: {now} {what}, more than 5 % over {then}"));
            }
        }
    }
    if env::var_os("UPDATE_EXPANSION_SIZE").is_some() {
        fs::write(workspace().join(FIGURES), measured).expect("the figures can be written");
        return;
    }
    assert!(
        errors.is_empty(),
        "{}\nIf it has to be: UPDATE_EXPANSION_SIZE=1 cargo test -p dataverse-schema-codegen size_per_column",
        errors.join("\n")
    );
}
