use crate::expand::code::{Code, template};
use crate::expand::imports::{EXTERN_TABLES, RUNTIME};
use crate::expand::{deprecation, docs};
use crate::names::identifier;
use crate::plan::{Plan, TableType};

/// Returns the path of a table's type, as the modules of the tables name it.
pub(super) fn path(plan: &Plan<'_>, logical_name: &str) -> String {
    format!("__tables::{}", plan.table_type(logical_name))
}

/// Writes the module `tables`: a type for each table that is named.
pub(super) fn module(plan: &Plan<'_>) -> Code {
    let mut types = Code::default();
    for (logical_name, name, table_type) in plan.table_types() {
        let code = match table_type {
            TableType::Row(table) => {
                let (module, row) = (&table.names.module, &table.names.row);
                let allow_deprecated = deprecation::allow(table);
                template!(#allow_deprecated pub use super::#module::#row as #name;)
            }
            TableType::External => {
                let external = identifier(logical_name);
                template!(pub use super::#EXTERN_TABLES::#external as #name;)
            }
            TableType::Marker => marker(plan, logical_name, name),
        };
        types.add(format_args!("{code}"));
    }
    template! {
        /// The types of all tables that the pages refer to.
        #[allow(dead_code, unused_imports, missing_debug_implementations, unreachable_pub)]
        #[allow(clippy::all, clippy::pedantic)]
        pub mod tables {
            use super::#RUNTIME as __rt;
            #types
        }
    }
}

/// Writes a type without values, with the name of its table.
fn marker(plan: &Plan<'_>, logical_name: &str, name: &str) -> Code {
    let doc = docs::marker(logical_name);
    let text = format!("{logical_name:?}");
    let entity_set = plan
        .entity_set(logical_name)
        .map(|entity_set| entity_set_impl(name, entity_set, plan.operations().key(logical_name)))
        .unwrap_or_default();
    template! {
        #doc
        pub enum #name {}
        impl __rt::Named for #name {
            #[inline]
            fn logical_name() -> &'static str {
                #text
            }
        }
        #entity_set
    }
}

fn entity_set_impl(name: &str, entity_set: &str, key: Option<&str>) -> Code {
    let key = key.map(key_function).unwrap_or_default();
    let text = format!("{entity_set:?}");
    template! {
        impl __rt::EntitySet for #name {
            #[inline]
            fn entity_set() -> &'static str {
                #text
            }
            #key
        }
    }
}

fn key_function(key: &str) -> Code {
    let text = format!("{key:?}");
    template! {
        #[inline]
        fn key() -> __rt::Option<&'static str> {
            __rt::Some(#text)
        }
    }
}
