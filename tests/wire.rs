//! Rows of every table of the corpus, read and written with the types that are generated from its page.

use std::path::Path;
use std::{env, fs};

use nested::Krate;
use quote::ToTokens as _;

mod nested;

/// The paths of the row types in the code of an include: each is named beside its module again.
fn row_types(code: &syn::File) -> Vec<String> {
    let named = |item: &syn::Item| match item {
        syn::Item::Use(item) => {
            let path = item.tree.to_token_stream().to_string().replace(' ', "");
            let path = path.strip_prefix("self::")?;
            path.contains("::").then(|| path.to_owned())
        }
        _ => None,
    };
    code.items.iter().filter_map(named).collect()
}

#[test]
#[ignore = "reads the folder that DATAVERSE_SCHEMA_CORPUS names"]
fn rows_of_every_table_survive() {
    let corpus = env::var_os("DATAVERSE_SCHEMA_CORPUS")
        .expect("DATAVERSE_SCHEMA_CORPUS names the folder of pages");
    let scale = Path::new(&corpus).join("scale");
    let pages = fs::read_dir(&scale).expect("the corpus has this folder");
    let pages = pages.count();
    let input = format!("[::dataverse_schema] \"*.md\", dir = {scale:?}").parse();
    let code = dataverse_schema_codegen::include_schema(
        input.expect("the input consists of tokens"),
        Path::new("/"),
    );
    let text = code.to_string();
    let types = row_types(&syn::parse2(code).expect("the expansion parses"));
    assert!(types.len() >= 280, "only {} of {pages} pages", types.len());

    let calls = types
        .iter()
        .map(|path| format!("    forms += bodies::survive::<schema::{path}>(8);\n"));
    let main = format!(
        "mod bodies;\nmod schema;\n\nfn main() {{\n    let mut forms = 0;\n{}    println!(\"{{forms}} forms\");\n}}\n",
        calls.collect::<String>()
    );
    let krate = Krate::new(
        "wire",
        "proptest = { version = \"1\", default-features = false, features = [\"std\"] }\n\
         serde = \"1\"\nserde_json = { version = \"1\", features = [\"raw_value\"] }\n\
         [profile.dev]\ndebug = false\nincremental = false\n",
        &main,
    );
    krate.write("schema.rs", &text);
    krate.write("bodies.rs", include_str!("wire/bodies.rs"));
    let (printed, errors) = krate.run();
    let forms = printed
        .strip_suffix(" forms\n")
        .and_then(|n| n.parse().ok());
    let forms: usize = forms.unwrap_or_else(|| panic!("{errors:.9000}"));
    eprintln!("{} tables, {forms} forms of their columns", types.len());
    assert!(forms > 50_000, "{forms} forms");
}
