use dataverse_schema_pages::check::{Access, WrittenBy};

use crate::expand::code::Code;
use crate::expand::value_type::{Scope, value_type};
use crate::expand::{deprecation, docs};
use crate::plan::{ColumnPlan, Plan, TablePlan};

/// The fields for the columns of a table.
pub(super) struct Fields {
    /// The fields of the row.
    pub(super) row: Code,
    /// The fields of `Columns`.
    pub(super) columns: Code,
}

/// Writes the fields of both structs at once, as most of their documentation is the same.
pub(super) fn fields(plan: &Plan<'_>, table: &TablePlan<'_>) -> Fields {
    let row_type = &table.names.row;
    let mut row = Code::default();
    let mut columns = Code::default();
    for column in table.columns() {
        let Some(name) = column.field() else {
            continue;
        };
        let [row_doc, doc] = docs::column(column);
        let deprecated = deprecation::column(column);
        if column.is_in_row() {
            let value = value_type(plan, column, Scope::Module);
            row.add(format_args!(
                "{row_doc} {deprecated} pub {name}: __rt::Option<{value}>,"
            ));
        }
        let value = value_type(plan, column, Scope::Table);
        let access = access(column);
        columns.add(format_args!(
            "{doc} {deprecated} pub {name}: __rt::Column<super::{row_type}, {value}, {access}>,"
        ));
    }
    Fields { row, columns }
}

/// Returns the type that says what requests can do with a column.
fn access(column: ColumnPlan<'_>) -> String {
    let access = match column.column.access {
        Access::ReadWrite => "ReadWrite",
        Access::ReadOnly => "ReadOnly",
        Access::WriteOnly => "WriteOnly",
        Access::ByBind => "ByBind",
        Access::ByUnknownBind => "ByUnknownBind",
        Access::ByState => "ByState",
        Access::ByParty => "ByParty",
    };
    match column.column.written_by() {
        // No request can set it, and only its own access has a message that says why.
        _ if access == "ByUnknownBind" => format!("__rt::{access}"),
        WrittenBy::CreateAndUpdate => format!("__rt::{access}"),
        WrittenBy::Create => format!("__rt::CreateOnly<__rt::{access}>"),
        WrittenBy::Update => format!("__rt::UpdateOnly<__rt::{access}>"),
    }
}
