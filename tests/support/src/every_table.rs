//! A program with the types of every table of the corpus.

use std::path::Path;

use quote::ToTokens as _;

use crate::NestedCrate;
use crate::corpus::{self, TABLES};

/// The settings of the program's build, which takes long.
const PROFILE: &str = "[profile.dev]\ndebug = false\nincremental = false\n";

/// A crate with the generated code of all tables as the module `schema`.
pub struct EveryTable {
    /// The crate.
    pub program: NestedCrate,
    /// The generated code.
    pub schema: syn::File,
}

impl EveryTable {
    /// Writes the crate with this `main.rs`, which declares `schema` and `registry` as modules.
    ///
    /// The function `registry::each` calls `visit.table::<T>()` for each row type; the trait is
    /// `crate::Visit`.
    pub fn new(name: &str, dependencies: &str, main: &str) -> Self {
        let pages = corpus::folder().join("scale");
        let input = format!("[::dataverse_schema] \"*.md\", dir = {pages:?}");
        let input = input.parse().expect("the input consists of tokens");
        let code = dataverse_schema_codegen::include_schema(input, Path::new("/"));
        let program = NestedCrate::new(name, &format!("{dependencies}\n{PROFILE}"), main);
        program.write("schema.rs", &code.to_string());
        let schema: syn::File = syn::parse2(code).expect("the expansion parses");
        let types = row_types(&schema);
        assert!(types.len() >= TABLES, "only {} tables", types.len());
        program.write("registry.rs", &registry(&types));
        Self { program, schema }
    }
}

/// Returns the paths of the row types, which the schema re-exports.
fn row_types(schema: &syn::File) -> Vec<String> {
    let path = |item: &syn::Item| match item {
        syn::Item::Use(item) => {
            let path = item.tree.to_token_stream().to_string().replace(' ', "");
            let path = path.strip_prefix("self::")?;
            path.contains("::").then(|| path.to_owned())
        }
        _ => None,
    };
    schema.items.iter().filter_map(path).collect()
}

/// Returns the module that visits each row type.
fn registry(types: &[String]) -> String {
    let visits: String = types
        .iter()
        .map(|path| format!("    visit.table::<crate::schema::{path}>();\n"))
        .collect();
    format!("pub(crate) fn each(visit: &mut impl crate::Visit) {{\n{visits}}}\n")
}
