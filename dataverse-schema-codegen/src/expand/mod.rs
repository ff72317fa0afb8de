//! Writes the plan of an include as code, with a function for each item.

mod choice;
mod code;
mod columns;
mod deprecation;
mod description;
mod docs;
mod imports;
mod messages;
mod relationships;
mod row;
mod serialization;
mod state;
mod table;
mod tables;
mod target_set;
mod value_type;

use crate::parallel;
use crate::plan::{External, Plan, TablePlan};

pub(crate) use code::Code;
pub(crate) use imports::imports;

/// Writes the modules of the tables, and the module `tables`. They name the runtime as `__rt`.
pub(crate) fn expand(tables: &[TablePlan<'_>], external: &External) -> Code {
    let plan = Plan::new(tables, external);
    let mut code = Code::default();
    for module in parallel::map(tables, |table| table::module(&plan, table)) {
        code.add(format_args!("{module}"));
    }
    code.add(format_args!("{}", tables::module(&plan)));
    code
}
