//! Reading rows from the Web API's JSON. Little of it depends on the row's type.

mod error;
mod key;
mod lookups;
mod order;
mod row;
mod value;

use core::fmt;
use core::marker::PhantomData;

use serde::de::{DeserializeSeed, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use self::order::Order;
use self::row::RowVisitor;
use crate::Table;

/// Reads a row.
pub fn deserialize_row<'de, T: Table, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let order = &mut Order::new(T::info());
    RowSeed::new(order).deserialize(deserializer)
}

/// A row, whether or not its type can be read by itself.
pub(crate) struct Read<T>(pub(crate) T);

impl<'de, T: Table> Deserialize<'de> for Read<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_row(deserializer).map(Self)
    }
}

/// Rows, whether or not their type can be read by itself.
pub(crate) struct ReadAll<T>(pub(crate) Vec<T>);

impl<'de, T: Table> Deserialize<'de> for ReadAll<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct RowsVisitor<T>(PhantomData<T>);

        impl<'de, T: Table> Visitor<'de> for RowsVisitor<T> {
            type Value = ReadAll<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(
                    f,
                    "a list of rows of the table `{}`",
                    T::info().logical_name
                )
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<ReadAll<T>, A::Error> {
                let mut order = Order::new(T::info());
                let mut rows = Vec::new();
                while let Some(row) = list.next_element_seed(RowSeed::new(&mut order))? {
                    rows.push(row);
                }
                Ok(ReadAll(rows))
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
        deserializer.deserialize_map(RowVisitor {
            table: T::info(),
            order: self.order,
            row: &mut row,
        })?;
        Ok(row)
    }
}
