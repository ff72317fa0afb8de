use crate::choose::Docs;
use crate::expand::code::{Code, template};
use crate::expand::fields::fields;
use crate::expand::imports::RUNTIME;
use crate::expand::{
    choice, columns, deprecation, description, docs, relationships, row, state, target_set,
};
use crate::plan::{Plan, TablePlan};

/// Writes the module of a table, and the re-export of its row type.
pub(super) fn module(plan: &Plan<'_>, table: &TablePlan<'_>) -> Code {
    let (module, row) = (&table.names.module, &table.names.row);
    let doc = docs::module(table);
    let allowed = if table.options.docs == Docs::None {
        "#[allow(missing_docs)]"
    } else {
        ""
    };
    let allow_deprecated = deprecation::allow(table);
    let fields = fields(plan, table);
    let row_type = row::row(table, &fields.row);
    let choices = choice::choices(plan, table);
    let states = state::state_choices(table);
    let description = description::description(plan, table);
    let table_module = table_module(plan, table, &fields.columns);
    template! {
        #doc
        #allowed
        #allow_deprecated
        #[allow(dead_code, unused_imports, missing_debug_implementations, non_camel_case_types, unreachable_pub)]
        #[allow(clippy::all, clippy::pedantic)]
        pub mod #module {
            use super::#RUNTIME as __rt;
            use super::tables as __tables;
            #row_type
            #choices
            #states
            #description
            #table_module
        }
        #allow_deprecated
        #[allow(unused_imports)]
        #[doc(inline)]
        pub use self::#module::#row;
    }
}

/// Writes the module `table`, with the values of columns and relationships.
fn table_module(plan: &Plan<'_>, table: &TablePlan<'_>, fields: &Code) -> Code {
    let row = &table.names.row;
    let columns = columns::columns_struct(table, fields);
    let target_sets = target_set::target_sets(plan, table);
    let columns_function = columns::columns_function(table);
    let relationships = relationships::structs(plan, table);
    let relationship_functions = relationships::functions(table);
    template! {
        /// The typed columns and relationships of the table.
        pub mod table {
            use super::__rt;
            use super::super::tables as __tables;
            #columns
            #target_sets
            #relationships
            impl super::#row {
                #columns_function
                #relationship_functions
            }
        }
    }
}
