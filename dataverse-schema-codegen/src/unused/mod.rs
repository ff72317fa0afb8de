//! Options that have no effect.

mod external;
mod rename;
mod selector;

use dataverse_schema_pages::diagnostic::Diagnostic;
use proc_macro2::Span;
use syn::ext::IdentExt as _;

use crate::input::Input;
use crate::plan::{OperationsPlan, TablePlan};

/// Returns an error for each option that has no effect on these tables and operations.
pub(crate) fn unused_options(
    input: &Input,
    tables: &[TablePlan<'_>],
    operations: &OperationsPlan<'_>,
) -> Vec<(Span, Diagnostic)> {
    let mut errors = Vec::new();
    for name in &input.external.table_names {
        let error = external::check_table(&name.unraw().to_string(), tables, operations);
        errors.extend(error.map(|error| (name.span(), error)));
    }
    for name in &input.external.choice_names {
        let error = external::check_choice(&name.unraw().to_string(), tables);
        errors.extend(error.map(|error| (name.span(), error)));
    }
    for (rename, spans) in input.renames.renames.0.iter().zip(&input.renames.spans) {
        errors.extend(rename::check_rename(rename, spans, tables));
    }
    errors.extend(selector::check_selectors(&input.select, tables));
    errors
}
