use proc_macro2::TokenStream;
use quote::quote;

use crate::expand::Include;
use crate::expand::docs::Doc;

impl Include<'_> {
    /// The type of a table, as the modules of the include name it.
    pub(super) fn table(&self, logical_name: &str) -> String {
        format!("__tables::{}", self.types[logical_name])
    }
}

/// The module `tables`: a type for each table that the pages name. It is the row type where the page is included, the type
/// of another include where the options say so, else a type that only has a name.
pub(super) fn module(include: &Include<'_>) -> TokenStream {
    let krate = &include.outside.krate;
    let types = include.types.iter().map(|(logical_name, name)| {
        if let Some(included) = include.tables.get(logical_name) {
            let (module, row) = (&included.names.module, &included.names.row);
            return quote!(pub use super::#module::#row as #name;);
        }
        if let Some(path) = include.outside.extern_tables.get(*logical_name) {
            return quote!(pub use #path as #name;);
        }
        let doc = Doc::line(format!(
            "The table `{logical_name}`, whose page isn't included."
        ));
        let entity_set = include
            .outside
            .entity_sets
            .get(*logical_name)
            .map(|entity_set| {
                quote! {
                    impl __rt::EntitySet for #name {
                        fn entity_set() -> &'static str {
                            #entity_set
                        }
                    }
                }
            });
        quote! {
            #doc
            pub enum #name {}
            impl __rt::Named for #name {
                fn logical_name() -> &'static str {
                    #logical_name
                }
            }
            #entity_set
        }
    });
    quote! {
        /// The types of all tables that the pages name, by logical name.
        #[allow(dead_code, unused_imports)]
        pub mod tables {
            use #krate::__rt;
            #(#types)*
        }
    }
}
