use std::collections::BTreeMap;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::names::identifier;

/// The module with the re-exports for the option `extern_tables`, named by logical name.
pub(super) const EXTERN_TABLES: &str = "__extern";

/// The module with the re-exports for the option `extern_choices`, named by global choice.
pub(super) const EXTERN_CHOICES: &str = "__extern_choices";

/// Returns what the generated modules import: the runtime, and the types of other includes.
pub(crate) fn imports(
    krate: &TokenStream,
    tables: &BTreeMap<String, TokenStream>,
    choices: &BTreeMap<String, TokenStream>,
) -> TokenStream {
    let tables = extern_module(EXTERN_TABLES, tables);
    let choices = extern_module(EXTERN_CHOICES, choices);
    quote! {
        #[allow(unused_imports)]
        use #krate::__rt;
        #tables
        #choices
    }
}

/// Returns a module that re-exports types of other includes under the names that pages have for
/// them.
fn extern_module(module: &str, types: &BTreeMap<String, TokenStream>) -> Option<TokenStream> {
    if types.is_empty() {
        return None;
    }
    let module = Ident::new(module, Span::call_site());
    let exports = types.iter().map(|(name, path)| {
        let name = Ident::new(&identifier(name), Span::call_site());
        quote!(pub use #path as #name;)
    });
    Some(quote! {
        #[allow(unused_imports)]
        mod #module {
            #(#exports)*
        }
    })
}
