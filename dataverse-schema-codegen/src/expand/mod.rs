//! Writes the plan of an include as code, with a function for each item.

mod choice;
mod code;
mod columns;
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
/// runtime as `__rt`.
pub(crate) fn expand(
    tables: &[TablePlan<'_>],
    operations: &OperationsPlan<'_>,
    external: &External,
) -> Code {
    let plan = Plan::new(tables, operations, external);
    let mut code = Code::default();
    for module in parallel::map(tables, |table| table::module(&plan, table)) {
        code.add(format_args!("{module}"));
    }
    code.add(format_args!("{}", tables::module(&plan)));
    code.add(format_args!("{}", operations::module(&plan)));
    code
}
