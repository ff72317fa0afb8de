use std::collections::BTreeMap;

use dataverse_schema_runtime::__rt::{deserialize_row, read_value, take_column, take_from};
use dataverse_schema_runtime::{Column, Groupable, Json, Readable, Table};
use serde::de::Error as _;

use super::super::property::{Path, Property, ViaColumn};
use super::group::{Cells, of, unplaced};

/// By what rows of table `T` are grouped: a column, one of the row that a lookup leads to, or a tuple of such.
#[diagnostic::on_unimplemented(
    message = "rows of `{T}` can't be grouped by `{Self}`",
    note = "they can by columns of the table that come with a row and hold texts, numbers, yes or no, ids, options or lookups, by `many_to_one().x.column(…)`, and by tuples of up to 8 of them"
)]
pub trait Keys<T> {
    /// The values: of each key an `Option`, as rows without a value make a group, too.
    type Values;

    #[doc(hidden)]
    fn add_to(&self, keys: &mut Vec<Path>);

    #[doc(hidden)]
    fn read(&self, cells: &mut Cells<'_>) -> Result<Self::Values, serde_json::Error>;
}

impl<T: Table, V: Groupable, A: Readable> Keys<T> for Column<T, V, A> {
    type Values = Option<V>;

    fn add_to(&self, keys: &mut Vec<Path>) {
        keys.push(self.path());
    }

    /// As it would come with its row: a lookup has its annotations beside it.
    fn read(&self, cells: &mut Cells<'_>) -> Result<Option<V>, serde_json::Error> {
        let cells = cells.with_annotations(self.info().property);
        let cells: BTreeMap<&str, &Json> = cells.collect();
        let row = Json::new(&cells)?;
        let row = deserialize_row::<T, _>(&mut serde_json::Deserializer::from_str(row.as_str()));
        let row = row.map_err(|error| serde_json::Error::custom(unplaced(&error)))?;
        let value = take_from(row, |row| take_column(row, *self));
        value.map_err(serde_json::Error::custom)
    }
}

impl<T: Table, V: Groupable> Keys<T> for ViaColumn<T, V> {
    type Values = Option<V>;

    fn add_to(&self, keys: &mut Vec<Path>) {
        keys.push(self.path.clone());
    }

    fn read(&self, cells: &mut Cells<'_>) -> Result<Option<V>, serde_json::Error> {
        let name = self.path.name_as_key();
        match cells.get(&name) {
            Some(json) => {
                read_value(&self.path.column.kind, json).map_err(|error| of(&name, &error))
            }
            None => Ok(None),
        }
    }
}

macro_rules! tuples {
    ($first:ident $($name:ident)*) => {
        impl<T, $first: Keys<T>, $($name: Keys<T>),*> Keys<T> for ($first, $($name,)*) {
            type Values = ($first::Values, $($name::Values,)*);

            #[allow(non_snake_case)]
            fn add_to(&self, keys: &mut Vec<Path>) {
                let ($first, $($name,)*) = self;
                $first.add_to(keys);
                $($name.add_to(keys);)*
            }

            #[allow(non_snake_case)]
            fn read(&self, cells: &mut Cells<'_>) -> Result<Self::Values, serde_json::Error> {
                let ($first, $($name,)*) = self;
                Ok(($first.read(cells)?, $($name.read(cells)?,)*))
            }
        }
        tuples! { $($name)* }
    };
    () => {};
}
tuples! { A B C D E F G H }

/// No key: all rows are one group.
impl<T> Keys<T> for () {
    type Values = ();

    fn add_to(&self, _: &mut Vec<Path>) {}

    fn read(&self, _: &mut Cells<'_>) -> Result<(), serde_json::Error> {
        Ok(())
    }
}
