use std::collections::BTreeMap;
use std::ptr;

use dataverse_schema_pages::check::{CheckedColumn, CheckedTable};
use dataverse_schema_pages::diagnostic::{Diagnostic, Diagnostics};
use dataverse_schema_pages::model::Fact;

use crate::names::collision::{Origin, collision, rename_help};
use crate::names::ident::identifier;

/// The names taken in a namespace, each with the schema name that took it.
#[derive(Default)]
pub(super) struct Taken<'a>(BTreeMap<String, &'a Fact<String>>);

impl<'a> Taken<'a> {
    /// Creates a namespace in which the name of the row type is taken.
    pub(super) fn with_row(name: &str, schema_name: &'a Fact<String>) -> Self {
        Self(BTreeMap::from([(name.to_owned(), schema_name)]))
    }

    /// Takes a name for a column and returns the identifier, or reports the item that has it.
    pub(super) fn take(
        &mut self,
        name: String,
        column: &CheckedColumn<'a>,
        table: &CheckedTable<'a>,
        errors: &mut Diagnostics,
    ) -> Option<String> {
        let schema_name = &column.model.schema_name;
        if let Some(first) = self.0.get(&name) {
            errors.push(column_collision(&name, first, column, table));
            return None;
        }
        let taken = identifier(&name);
        self.0.insert(name, schema_name);
        Some(taken)
    }
}

fn column_collision(
    name: &str,
    first: &Fact<String>,
    column: &CheckedColumn<'_>,
    table: &CheckedTable<'_>,
) -> Diagnostic {
    let second = &column.model.schema_name;
    let logical_name = &table.logical_name.value;
    // The enums of state and status can't be renamed, but the table can.
    let rename = if ptr::eq(first, table.schema_name) {
        format!("{logical_name} = OtherName")
    } else {
        format!("{logical_name}.{} = other_name", column.logical_name)
    };
    let message = format!(
        "duplicate name `{name}` for `{}` and `{}`",
        first.value, second.value
    );
    let [first, second] = [first, second].map(|name| Origin::new(table.model, name));
    collision(message, first, second).help(rename_help(&rename))
}
