//! Writes the module `operations`.

mod complex;
mod enum_type;
mod operation;
mod value_type;

use crate::expand::code::{Code, template};
use crate::expand::imports::RUNTIME;
use crate::plan::Plan;

/// Writes the module with the types of operations, if there are any.
pub(super) fn module(plan: &Plan<'_>) -> Code {
    let operations = plan.operations();
    if operations.is_empty() {
        return Code::default();
    }
    let mut types = Code::default();
    for operation in &operations.operations {
        types.add(format_args!("{}", operation::operation(plan, operation)));
    }
    for complex in operations.complex_types.values() {
        types.add(format_args!("{}", complex::complex_type(plan, complex)));
    }
    for enum_type in operations.enum_types.values() {
        types.add(format_args!("{}", enum_type::enum_type(enum_type)));
    }
    template! {
        /// Actions and functions, and the types of their parameters and results.
        #[allow(dead_code, unused_imports, unused_variables, unreachable_pub)]
        #[allow(clippy::all, clippy::pedantic)]
        pub mod operations {
            use super::#RUNTIME as __rt;
            use super::tables as __tables;
            #types
        }
    }
}
