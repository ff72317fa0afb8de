use crate::expand::code::template;
use crate::expand::docs::Doc;
use crate::expand::{Code, EXTERN_TABLES, Include};
use crate::names::identifier;

impl Include<'_> {
    /// The type of a table, as the modules of the include name it.
    pub(super) fn table(&self, logical_name: &str) -> String {
        format!("__tables::{}", self.types[logical_name])
    }

    /// The entity set of a table, where its page or an option names it.
    pub(super) fn entity_set(&self, logical_name: &str) -> Option<&str> {
        match self.tables.get(logical_name) {
            Some(named) => Some(&named.table.entity_set.value),
            None => self
                .outside
                .entity_sets
                .get(logical_name)
                .map(String::as_str),
        }
    }
}

/// The module `tables`: a type for each table that the pages name. It is the row type where the page is included, the type
/// of another include where the options say so, else a type that only has a name.
pub(super) fn module(include: &Include<'_>) -> Code {
    let mut types = Code::default();
    for (logical_name, name) in &include.types {
        if let Some(included) = include.tables.get(logical_name) {
            let (module, row) = (&included.names.module, &included.names.row);
            types.add(format_args!("pub use super::{module}::{row} as {name};"));
            continue;
        }
        if include.outside.extern_tables.contains(*logical_name) {
            let path = identifier(logical_name);
            types.add(format_args!(
                "pub use super::{EXTERN_TABLES}::{path} as {name};"
            ));
            continue;
        }
        let text = format!("{logical_name:?}");
        let doc = Doc::line(format!(
            "The table `{logical_name}`, whose page isn't included."
        ));
        let entity_set = include.entity_set(logical_name);
        let entity_set = entity_set.map(|entity_set| {
            let entity_set = format!("{entity_set:?}");
            template! {
                impl __rt::EntitySet for #name {
                    #[inline]
                    fn entity_set() -> &'static str {
                        #entity_set
                    }
                }
            }
        });
        let entity_set = entity_set.unwrap_or_default();
        let one = template! {
            #doc
            pub enum #name {}
            impl __rt::Named for #name {
                #[inline]
                fn logical_name() -> &'static str {
                    #text
                }
            }
            #entity_set
        };
        types.add(format_args!("{one}"));
    }
    template! {
        /// The types of all tables that the pages name, by logical name.
        #[allow(dead_code, unused_imports, missing_debug_implementations, unreachable_pub)]
        #[allow(clippy::all, clippy::pedantic)]
        pub mod tables {
            use super::__rt;
            #types
        }
    }
}
