use std::borrow::Cow;
use std::collections::BTreeMap;

use dataverse_schema_runtime::info::ColumnKind;
use dataverse_schema_runtime::internal::{read_column, read_value};
use dataverse_schema_runtime::row::Groupable;
use dataverse_schema_runtime::table::{Column, Readable, Table};
use dataverse_schema_runtime::value::{Json, Value};
use serde::de::Error as _;

use super::ast::Key;
use super::date_part::{FiscalPart, TimePart};
use crate::fields::{field_error, text_or_json, without_position};
use crate::query::aggregate::Cells;
use crate::query::ast::LinkedPath;
use crate::query::fetch::linked_column::LinkedColumn;
use crate::query::query_column::QueryColumn;
use crate::query::traverse::RelatedColumn;
use crate::request::{LOOKUP_TABLE, ResponseAnnotation};

/// Keys to group rows of table `T` by: a column, a column of a related row, a part of a date, or a
/// tuple of them.
#[diagnostic::on_unimplemented(
    message = "rows of `{T}` can't be grouped by `{Self}`",
    label = "expected a column of `{T}`, a part of a date, or a tuple of them",
    note = "use a column such as `{T}::columns().name`, a part of a date such as `c.created_on.month()`, or a tuple of up to 8 of them; a column of a related row is `{T}::many_to_one().lookup.column(c.name)`, and one of linked rows `{T}::one_to_many().list.linked_column(c.name)`"
)]
pub trait FetchKeys<T> {
    /// The values, each an `Option`, as rows without a value form a group, too.
    type Values;

    #[doc(hidden)]
    fn add_to(&self, keys: &mut Vec<Key>);

    #[doc(hidden)]
    fn read(&self, cells: &mut Cells<'_>) -> Result<Self::Values, serde_json::Error>;
}

fn whole(path: impl Into<LinkedPath>) -> Key {
    Key {
        path: path.into(),
        part: None,
        is_local: None,
    }
}

impl<T: Table, V: Groupable, A: Readable> FetchKeys<T> for Column<T, V, A> {
    type Values = Option<V>;

    fn add_to(&self, keys: &mut Vec<Key>) {
        keys.push(whole(self.path()));
    }

    /// Reads the value like that of a row, with its annotations, which a lookup needs.
    fn read(&self, cells: &mut Cells<'_>) -> Result<Option<V>, serde_json::Error> {
        let name = cells.next_name();
        let property = self.info().property;
        let fields = cells.with_annotations(name);
        let row: BTreeMap<String, &Json> = fields
            .map(|(field, json)| (format!("{property}{}", &field[name.len()..]), json))
            .collect();
        let value = read_column(&Json::new(&row)?, *self);
        value.map_err(|error| serde_json::Error::custom(without_position(&error)))
    }
}

impl<T: Table, V: Groupable> FetchKeys<T> for RelatedColumn<T, V> {
    type Values = Option<V>;

    fn add_to(&self, keys: &mut Vec<Key>) {
        keys.push(whole(self.path.clone()));
    }

    fn read(&self, cells: &mut Cells<'_>) -> Result<Option<V>, serde_json::Error> {
        read_annotated(&self.path.column.kind, cells)
    }
}

impl<T: Table, V: Groupable> FetchKeys<T> for LinkedColumn<T, V> {
    type Values = Option<V>;

    fn add_to(&self, keys: &mut Vec<Key>) {
        keys.push(whole(self.path.clone()));
    }

    fn read(&self, cells: &mut Cells<'_>) -> Result<Option<V>, serde_json::Error> {
        read_annotated(&self.path.path.column.kind, cells)
    }
}

/// Parts of dates are read like the values of an Integer column.
const PART: ColumnKind = ColumnKind::Integer {
    min: i32::MIN,
    max: i32::MAX,
};

impl<T: Table> FetchKeys<T> for TimePart<T> {
    type Values = Option<i32>;

    fn add_to(&self, keys: &mut Vec<Key>) {
        keys.push(Key {
            path: self.path.clone(),
            part: Some(self.part),
            is_local: self.is_local,
        });
    }

    fn read(&self, cells: &mut Cells<'_>) -> Result<Option<i32>, serde_json::Error> {
        let name = cells.next_name();
        read(&PART, name, cells)
    }
}

impl<T: Table> FetchKeys<T> for FiscalPart<T> {
    type Values = Option<String>;

    fn add_to(&self, keys: &mut Vec<Key>) {
        keys.push(Key {
            path: self.path.clone(),
            part: Some(self.part),
            is_local: self.is_local,
        });
    }

    fn read(&self, cells: &mut Cells<'_>) -> Result<Option<String>, serde_json::Error> {
        let name = cells.next_name();
        let value = cells.get(name).filter(|json| json.as_str() != "null");
        Ok(value.map(text_or_json))
    }
}

fn read<V: Groupable>(
    kind: &'static ColumnKind,
    name: &str,
    cells: &Cells<'_>,
) -> Result<Option<V>, serde_json::Error> {
    match cells.get(name) {
        Some(json) => read_value(kind, json).map_err(|error| field_error(name, &error)),
        None => Ok(None),
    }
}

/// Reads a value, and for a lookup the table and the name of its row.
fn read_annotated<V: Groupable>(
    kind: &'static ColumnKind,
    cells: &mut Cells<'_>,
) -> Result<Option<V>, serde_json::Error> {
    let name = cells.next_name();
    let Some(value) = read::<V>(kind, name, cells)? else {
        return Ok(None);
    };
    let Value::Lookup(reference) = value.value() else {
        return Ok(Some(value));
    };
    let text = |annotation: &str| cells.get(&format!("{name}@{annotation}"))?.text();
    let mut reference = reference.into_owned();
    if let Some(table) = text(LOOKUP_TABLE) {
        reference = reference.with_table(table);
    }
    if let Some(name) = text(ResponseAnnotation::FormattedValues.names()) {
        reference = reference.with_name(name);
    }
    Ok(V::from_value(Value::Lookup(Cow::Owned(reference))))
}
