//! Errors in the input of a macro. Their texts contain help in rustc's form.

use dataverse_schema_pages::suggest::{list, suggestion};
use proc_macro2::Span;

/// Returns the error for a word that isn't among the known ones.
pub(crate) fn unknown_word(span: Span, message: &str, word: &str, known: &[&str]) -> syn::Error {
    let help = suggestion(word, known).unwrap_or_else(|| list("expected one of", known));
    syn::Error::new(span, format!("{message}\n  = help: {help}"))
}
