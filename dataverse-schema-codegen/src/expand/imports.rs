use std::collections::BTreeMap;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

use crate::names::identifier;

/// The module with the re-exports for the option `extern_tables`, named by logical name.
pub(super) const EXTERN_TABLES: &str = "__extern";

/// The module with the re-exports for the option `extern_choices`, named by global choice.
pub(super) const EXTERN_CHOICES: &str = "__extern_choices";

/// The name under which the generated modules import the runtime.
///
/// The compiler shows it if there are two includes in a module, or one in a function.
pub(super) const RUNTIME: &str = "put_each_include_schema_in_a_module_of_its_own";

/// Returns what the generated modules import: the runtime, and the types of other includes.
pub(crate) fn imports(
    krate: &TokenStream,
    tables: &BTreeMap<String, TokenStream>,
    choices: &BTreeMap<String, TokenStream>,
) -> TokenStream {
    let extern_tables = extern_module(EXTERN_TABLES, tables);
    let extern_choices = extern_module(EXTERN_CHOICES, choices);
    let (tables, choices) = (tables.values(), choices.values());
    let runtime = Ident::new(RUNTIME, Span::call_site());
    quote! {
        #[allow(unused_imports)]
        use #krate::__rt as #runtime;
        #extern_tables
        #extern_choices
        #(const _: fn() = #runtime::expect_table::<#tables>;)*
        #(const _: fn() = #runtime::expect_choice::<#choices>;)*
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
