//! Reading rows from the Web API's JSON. Little of it depends on the row's type.

mod error;
mod key;
mod lookups;
mod order;
mod row;
mod value;

use core::fmt;
use core::marker::PhantomData;

use serde::de::{DeserializeSeed, Error as _, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

pub use self::error::Shortened;
pub(crate) use self::order::Order;
use self::row::RowVisitor;
use self::value::ValueSeed;
use crate::projection::{take_column, take_from};
use crate::row::with_slots_mut;
use crate::{Column, ColumnKind, ColumnValue, FromRow, Json, Table};

/// Reads a row.
pub fn deserialize_row<'de, T: Table, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    Order::with(T::info(), |order| {
        RowSeed::new(order).deserialize(deserializer)
    })
}

/// Reads what a row is made into.
pub fn deserialize_projection<'de, P: FromRow, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<P, D::Error> {
    P::from_row(deserialize_row(deserializer)?).map_err(D::Error::custom)
}

/// Reads the value of a column of this kind by itself.
pub fn read_value<V: ColumnValue>(
    kind: &'static ColumnKind,
    json: &Json,
) -> Result<Option<V>, serde_json::Error> {
    let mut value = None;
    let slot = &mut value;
    ValueSeed { kind, slot }.deserialize(&mut serde_json::Deserializer::from_str(json.as_str()))?;
    Ok(value)
}

/// Reads the value of a column from a row that may hold nothing else: as it comes with its row, with its annotations.
pub fn read_column<T: Table, V: ColumnValue, A>(
    row: &Json,
    column: Column<T, V, A>,
) -> Result<Option<V>, serde_json::Error> {
    let row = deserialize_row(&mut serde_json::Deserializer::from_str(row.as_str()))?;
    take_from(row, |row| take_column(row, column)).map_err(serde_json::Error::custom)
}

/// A row or a projection, whether or not its type can be read by itself.
pub(crate) struct Read<P>(pub(crate) P);

impl<'de, P: FromRow> Deserialize<'de> for Read<P> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_projection(deserializer).map(Self)
    }
}

/// Rows or projections, whether or not their type can be read by itself.
pub(crate) struct ReadAll<P>(pub(crate) Vec<P>);

impl<'de, P: FromRow> Deserialize<'de> for ReadAll<P> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct RowsVisitor<P>(PhantomData<P>);

        impl<'de, P: FromRow> Visitor<'de> for RowsVisitor<P> {
            type Value = ReadAll<P>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let table = P::Row::info().logical_name;
                write!(f, "a list of rows of the table `{table}`")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<ReadAll<P>, A::Error> {
                Order::with(P::Row::info(), |order| {
                    let mut rows = Vec::new();
                    while let Some(row) = list.next_element_seed(RowSeed::new(order))? {
                        rows.push(P::from_row(row).map_err(A::Error::custom)?);
                    }
                    Ok(ReadAll(rows))
                })
            }
        }

        deserializer.deserialize_seq(RowsVisitor(PhantomData))
    }
}

struct RowSeed<'o, T> {
    order: &'o mut Order,
    row: PhantomData<T>,
}

impl<'o, T> RowSeed<'o, T> {
    fn new(order: &'o mut Order) -> Self {
        Self {
            order,
            row: PhantomData,
        }
    }
}

impl<'de, T: Table> DeserializeSeed<'de> for RowSeed<'_, T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        let mut row = T::default();
        with_slots_mut(&mut row, |slots, extras| {
            deserializer.deserialize_map(RowVisitor {
                table: T::info(),
                order: self.order,
                slots,
                extras,
            })
        })?;
        Ok(row)
    }
}
