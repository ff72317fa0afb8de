use dataverse_schema_pages::diagnostic::{Code, Diagnostic, Diagnostics};
use dataverse_schema_pages::model::Fact;
use dataverse_schema_pages::source::{Source, Span};

use super::OperationsPlan;
use crate::plan::external::External;
use crate::plan::table::TablePlan;

impl OperationsPlan<'_> {
    /// Removes operations that are bound to all rows of a table whose entity set isn't known.
    /// Reports them if there are no other errors: a page that can't be read may be that of the
    /// table.
    pub(crate) fn reject_unknown_entity_sets(
        &mut self,
        included: &[TablePlan<'_>],
        external: &External,
        errors: &mut Diagnostics,
    ) {
        let is_complete = errors.is_empty();
        let Self {
            operations,
            entity_sets,
            ..
        } = self;
        operations.retain(|operation| {
            let Some(Fact { value, span }) = &operation.model.facts.bound_to else {
                return true;
            };
            let Some(table) = value.table.as_deref().filter(|_| value.is_collection) else {
                return true;
            };
            let is_known = external.tables.contains(table)
                || external.entity_sets.contains_key(table)
                || included.iter().any(|plan| plan.logical_name() == table)
                || entity_sets.contains_key(table);
            if !is_known && is_complete {
                errors.push(unknown_entity_set(table, &operation.page.page, *span));
            }
            is_known
        });
    }
}

fn unknown_entity_set(table: &str, page: &Source, span: Span) -> Diagnostic {
    let message = format!("unknown entity set of table `{table}`");
    Diagnostic::new(Code::UnknownEntitySet, page, span, message)
        .help("include the page of the table, or add the table to the section `Tables`")
        .help(format!(
            "or add the option `entity_sets({table} = \"the_tables\")`"
        ))
}
