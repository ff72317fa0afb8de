use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Column, ColumnType, Fact, Table};

/// Warns about statuses of states, default statuses of states, and default options that don't
/// exist.
pub(super) fn check(table: &Table, warnings: &mut Diagnostics) {
    let of_type = |r#type| {
        let mut columns = table.columns.iter();
        columns.find(|column| {
            column
                .facts
                .r#type
                .as_ref()
                .is_some_and(|fact| fact.value == r#type)
        })
    };
    let (states, statuses) = (of_type(ColumnType::State), of_type(ColumnType::Status));
    for option in statuses
        .and_then(|column| column.options.as_ref())
        .into_iter()
        .flatten()
    {
        if let Some(warning) = missing(table, "State", option.facts.state.as_ref(), states) {
            warnings.push(warning);
        }
    }
    for option in states
        .and_then(|column| column.options.as_ref())
        .into_iter()
        .flatten()
    {
        let status = option.facts.default_status.as_ref();
        if let Some(warning) = missing(table, "DefaultStatus", status, statuses) {
            warnings.push(warning);
        }
    }
}

/// Returns a warning if a column has options, but not the one with this value.
fn missing(
    table: &Table,
    key: &str,
    value: Option<&Fact<i32>>,
    column: Option<&Column>,
) -> Option<Diagnostic> {
    let (value, column) = (value?, column?);
    let options = column.options.as_ref()?;
    if options.is_empty()
        || options
            .iter()
            .any(|option| option.value.value == value.value)
    {
        return None;
    }
    let name = &column.schema_name;
    let message = format!(
        "`{key}` {} is not an option of column `{}`",
        value.value, name.value
    );
    let known: Vec<String> = options
        .iter()
        .map(|option| option.value.value.to_string())
        .collect();
    let warning = Diagnostic::warning(
        Code::UnknownOption,
        table.page_containing(value.span),
        value.span,
        message,
    )
    .with_related(
        table.page_containing(name.span),
        name.span,
        "column defined here",
    )
    .help(format!("known options: {}", known.join(", ")));
    Some(warning)
}
