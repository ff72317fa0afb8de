//! The procedural macros of `dataverse-schema`, which call `dataverse-schema-codegen`.

use std::path::Path;

use proc_macro::TokenStream;

/// Expands `dataverse_schema::include_schema!`, which puts the path of its crate first.
#[proc_macro]
pub fn include_schema(input: TokenStream) -> TokenStream {
    let manifest_dir = std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default();
    dataverse_schema_codegen::include_schema(input.into(), Path::new(&manifest_dir)).into()
}

/// Derives `dataverse_schema::Projection`, which documents the derive.
#[proc_macro_derive(Projection, attributes(projection))]
pub fn derive_projection(input: TokenStream) -> TokenStream {
    dataverse_schema_codegen::derive_projection(input.into()).into()
}
