use serde::Deserializer;
use serde::de::Error as _;

use super::from_row::FromRow;
use super::take::{take_column, take_from};
use crate::json::{deserialize_row, read_row};
use crate::row::ColumnValue;
use crate::table::{Column, Table};
use crate::value::Json;

/// Deserializes a row as a projection.
pub fn deserialize_projection<'de, P: FromRow, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<P, D::Error> {
    P::from_row(deserialize_row(deserializer)?).map_err(D::Error::custom)
}

/// Deserializes the value of a column from a row that may hold nothing else.
///
/// The row has the value in the form it has in a whole row, with its annotations.
pub fn read_column<T: Table, V: ColumnValue, A>(
    row: &Json,
    column: Column<T, V, A>,
) -> Result<Option<V>, serde_json::Error> {
    take_from(read_row(row)?, |row| take_column(row, column)).map_err(serde_json::Error::custom)
}
