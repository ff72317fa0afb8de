//! The attribute `#[deprecated]`, which the option `deprecated = warn` adds.

use dataverse_schema_pages::model::ChoiceOption;

use crate::plan::{ColumnPlan, TablePlan};

/// Returns the attribute for the field and the value of a deprecated column.
pub(super) fn column(column: ColumnPlan<'_>) -> String {
    let model = column.column.model;
    attribute(column.table, || model.is_deprecated(), model.description())
}

/// Returns the attribute for the variant of a deprecated option.
pub(super) fn option(table: &TablePlan<'_>, option: &ChoiceOption) -> String {
    attribute(table, || option.is_deprecated(), option.description())
}

/// Returns the attribute for the row type of a deprecated table.
pub(super) fn row(table: &TablePlan<'_>) -> String {
    let model = table.table.model;
    attribute(table, || model.is_deprecated(), model.description())
}

fn attribute(
    table: &TablePlan<'_>,
    is_deprecated: impl FnOnce() -> bool,
    description: &str,
) -> String {
    if !table.options.warns_of_deprecated || !is_deprecated() {
        return String::new();
    }
    if description.is_empty() {
        "#[deprecated]".to_owned()
    } else {
        format!("#[deprecated = {description:?}]")
    }
}

/// Returns the attribute for code that uses the items of a table itself.
pub(super) fn allow(table: &TablePlan<'_>) -> &'static str {
    if table.options.warns_of_deprecated {
        "#[allow(deprecated)]"
    } else {
        ""
    }
}
