use dataverse_schema_pages::diagnostic::{Code, Diagnostic};
use proc_macro2::Span;

use crate::input::RenameSpans;
use crate::names::Rename;
use crate::plan::{ColumnPlan, TablePlan};

/// Returns an error if a rename has no effect.
pub(super) fn check_rename(
    rename: &Rename,
    spans: &RenameSpans,
    included: &[TablePlan<'_>],
) -> Option<(Span, Diagnostic)> {
    let table = match find_table(&rename.table, included) {
        Ok(table) => table,
        Err(error) => return Some((spans.table, error)),
    };
    let column = match find_column(rename.column.as_deref()?, table) {
        Ok(column) => column,
        Err(error) => return Some((spans.column, error)),
    };
    let error = check_option(rename.option?, column)?;
    Some((spans.option, error))
}

fn find_table<'a>(
    name: &str,
    included: &'a [TablePlan<'a>],
) -> Result<&'a TablePlan<'a>, Diagnostic> {
    let table = included.iter().find(|table| table.logical_name() == name);
    table.ok_or_else(|| {
        let known: Vec<&str> = included.iter().map(TablePlan::logical_name).collect();
        let message = format!("table `{name}` is not included");
        Diagnostic::general(Code::UnknownNameInOption, message).suggest_or_list(
            "included tables",
            name,
            &known,
        )
    })
}

fn find_column<'a>(name: &str, table: &'a TablePlan<'a>) -> Result<ColumnPlan<'a>, Diagnostic> {
    let column = table
        .columns()
        .find(|column| column.column.logical_name == name);
    let Some(column) = column else {
        return Err(missing_column(name, table));
    };
    if column.field().is_none() {
        let message = format!("no code is generated for column `{name}`");
        let help = "remove this rename: a column that can be neither selected nor set has no field";
        return Err(Diagnostic::general(Code::UnusedOption, message).help(help));
    }
    Ok(column)
}

fn missing_column(name: &str, table: &TablePlan<'_>) -> Diagnostic {
    let mut on_page = table.table.model.columns.iter();
    if on_page.any(|column| column.logical_name() == name) {
        let message = format!("column `{name}` is left out by the option `columns`");
        let help = "remove this rename, or add the column to `columns(…)`";
        return Diagnostic::general(Code::UnusedOption, message).help(help);
    }
    let known: Vec<&str> = table
        .columns()
        .map(|column| column.column.logical_name)
        .collect();
    let message = format!(
        "unknown column `{name}` in table `{}`",
        table.logical_name()
    );
    Diagnostic::general(Code::UnknownNameInOption, message).suggest_or_list(
        "available columns",
        name,
        &known,
    )
}

fn check_option(value: i32, column: ColumnPlan<'_>) -> Option<Diagnostic> {
    let name = column.column.logical_name;
    let Some(options) = column.choice_options() else {
        return Some(Diagnostic::general(
            Code::UnusedOption,
            format!("column `{name}` is not a choice"),
        ));
    };
    let values = options.iter().map(|option| option.value.value);
    if values.clone().any(|known| known == value) {
        return None;
    }
    let values: Vec<String> = values.map(|value| value.to_string()).collect();
    let known: Vec<&str> = values.iter().map(String::as_str).collect();
    let message = format!("unknown option {value} in column `{name}`");
    // A similar number isn't a likely correction.
    Some(
        Diagnostic::general(Code::UnknownNameInOption, message).suggest_or_list(
            "available options",
            "",
            &known,
        ),
    )
}
