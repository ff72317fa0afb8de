//! Writes the plan of an include as code, with a function for each item.

mod choice;
mod code;
mod columns;
mod copy_impls;
mod deprecation;
mod deref;
mod description;
mod docs;
mod fields;
mod imports;
mod messages;
mod operations;
mod relationships;
mod row;
mod serialization;
mod state;
mod table;
mod tables;
mod target_set;
mod value_type;

use crate::parallel;
use crate::plan::{External, OperationsPlan, Plan, TablePlan};

pub(crate) use code::Code;
pub(crate) use imports::imports;

/// Writes the modules of the tables, and the modules `tables` and `operations`. They name the
/// runtime as `__rt`. Passes each one to `add` while others are written.
pub(crate) fn expand(
    tables: &[TablePlan<'_>],
    operations: &OperationsPlan<'_>,
    external: &External,
    mut add: impl FnMut(Code),
) {
    let plan = Plan::new(tables, operations, external);
    parallel::for_each(tables, |table| table::module(&plan, table), &mut add);
    add(tables::module(&plan));
    add(operations::module(&plan));
}
