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
        let every = Self::with_tables(&["*"], name, dependencies, main);
        let count = row_types(&every.schema).len();
        assert!(count >= TABLES, "only {count} tables");
        every
    }

    /// Writes the crate like [`new`](Self::new), but only with these tables.
    pub fn with_tables(tables: &[&str], name: &str, dependencies: &str, main: &str) -> Self {
        let folder = corpus::folder().join("scale");
        let pages: Vec<String> = tables
            .iter()
            .map(|table| format!("\"{table}.md\""))
            .collect();
        let schema = expand(&format!("[{}], dir = {folder:?}", pages.join(",")));
        let program = NestedCrate::new(name, &format!("{dependencies}\n{PROFILE}"), main);
        program.write("schema.rs", &schema.to_token_stream().to_string());
        program.write("registry.rs", &registry(&row_types(&schema)));
        Self { program, schema }
    }
}

/// Returns the code that is generated for the input of `include_schema!`.
pub fn expand(input: &str) -> syn::File {
    let input = format!("[::dataverse_schema] {input}");
    let input = input.parse().expect("the input consists of tokens");
    let code = dataverse_schema_codegen::include_schema(input, Path::new("/"));
    syn::parse2(code).expect("the expansion parses")
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
