use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

use super::deleted::reject_deleted;
use super::error::ProjectionError;
use super::from_row::FromRow;
use super::take::Taking;
use crate::json::{deserialize_row, deserialize_slots, from_text, read_row};
use crate::row::{ColumnValue, value_at};
use crate::table::{Column, Table};
use crate::value::Json;

/// Deserializes a row as a projection.
pub fn deserialize_projection<'de, P: FromRow, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<P, D::Error> {
    P::from_row(deserialize_row(deserializer)?).map_err(D::Error::custom)
}

/// Reads a row from JSON text as a projection.
pub fn read_projection<P: FromRow>(text: &str) -> Result<P, serde_json::Error> {
    struct Projection<P>(P);

    impl<'de, P: FromRow> Deserialize<'de> for Projection<P> {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserialize_projection(deserializer).map(Self)
        }
    }

    from_text(text).map(|Projection(projection)| projection)
}

/// Deserializes a list of rows as projections, each of which this function takes.
pub fn deserialize_projections<'de, P: FromRow, D: Deserializer<'de>>(
    deserializer: D,
    take: impl Fn(&mut Taking<'_, P::Row>) -> Result<Option<P>, ProjectionError>,
) -> Result<Vec<P>, D::Error> {
    deserialize_slots::<P::Row, _, _, _>(deserializer, |fill, extras| {
        take(&mut Taking::new(extras, &mut |slots, extras| {
            let is_filled = fill(slots, extras);
            reject_deleted::<P::Row>(extras)?;
            Ok(is_filled)
        }))
    })
}

/// Deserializes the value of a column from a row that may hold nothing else.
///
/// The row has the value in the form it has in a whole row, with its annotations.
pub fn read_column<T: Table, V: ColumnValue, A>(
    row: &Json,
    column: Column<T, V, A>,
) -> Result<Option<V>, serde_json::Error> {
    let row: T = read_row(row)?;
    Ok(value_at(&row, column.index().into()).and_then(V::from_value))
}
