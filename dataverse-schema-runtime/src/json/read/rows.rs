use core::convert::Infallible;
use core::fmt::{self, Display};
use core::marker::PhantomData;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error as _, SeqAccess, Visitor};

use super::collection::{Annotations, CollectionVisitor};
use super::key_predictor::KeyPredictor;
use super::row::SlotsSeed;
use super::slots::{Ignored, Places, SlotOf, Slots};
use crate::info::TableInfo;
use crate::json::text::seed_from_text;
use crate::row::{Extras, Slot, with_slots_mut};
use crate::table::Table;
use crate::value::Json;

/// Deserializes a list of rows, and converts each row as soon as it is read.
pub fn deserialize_rows<'de, T: Table, P, E: Display, D: Deserializer<'de>>(
    deserializer: D,
    convert: impl FnMut(T) -> Result<P, E>,
) -> Result<Vec<P>, D::Error> {
    deserializer.deserialize_seq(RowsVisitor {
        convert,
        row: PhantomData,
    })
}

/// Deserializes a list of rows, and checks each as soon as it is read.
///
/// Rows are large, so each is read in its place in the list. Only [`add_rows`] is compiled for each
/// table, and it doesn't depend on the deserializer.
pub(crate) fn deserialize_own_rows<'de, T: Table, E: Display, D: Deserializer<'de>>(
    deserializer: D,
    check: fn(&T) -> Result<(), E>,
) -> Result<Vec<T>, D::Error> {
    let mut rows = Vec::new();
    let list = OwnRows {
        table: T::info(),
        add: &mut |fill| add_rows(&mut rows, fill, check),
    };
    list.deserialize(deserializer)?;
    Ok(rows)
}

/// Reads a collection of rows from JSON text, and checks each row as soon as it is read.
pub(crate) fn read_own_collection<T: Table, E: Display>(
    text: &str,
    check: fn(&T) -> Result<(), E>,
) -> Result<(Vec<T>, Annotations), serde_json::Error> {
    let mut rows = Vec::new();
    // The list is read again after what only serde_json can read.
    let annotations = read_collection(text, T::info(), &mut |fill| {
        rows.clear();
        add_rows(&mut rows, fill, check)
    })?;
    Ok((rows, annotations))
}

/// Reads a collection. It isn't generic, so it is compiled with this crate.
fn read_collection(
    text: &str,
    table: &'static TableInfo,
    add: &mut AddRows<'_>,
) -> Result<Annotations, serde_json::Error> {
    seed_from_text(text, &mut OwnCollection { table, add })
}

struct OwnCollection<'a, 'f> {
    table: &'static TableInfo,
    add: &'a mut AddRows<'f>,
}

impl<'de> DeserializeSeed<'de> for &mut OwnCollection<'_, '_> {
    type Value = Annotations;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Annotations, D::Error> {
        let list = OwnRows {
            table: self.table,
            add: &mut *self.add,
        };
        let collection = CollectionVisitor::new(self.table, list);
        let ((), annotations) = deserializer.deserialize_map(collection)?;
        Ok(annotations)
    }
}

/// Reads the next row of a list into empty slots. Returns false if there is none, or an error.
type FillRow<'f> = dyn FnMut(&mut [&mut dyn Slot], &mut Extras) -> bool + 'f;

/// Adds rows while there are any. Returns the message of the check that fails.
fn add_rows<T: Table, E: Display>(
    rows: &mut Vec<T>,
    fill: &mut FillRow<'_>,
    check: fn(&T) -> Result<(), E>,
) -> Result<(), String> {
    loop {
        // A pushed row would be moved there.
        rows.resize_with(rows.len() + 1, T::default);
        let Some(row) = rows.last_mut() else {
            return Ok(());
        };
        if !with_slots_mut(row, &mut *fill) {
            rows.pop();
            return Ok(());
        }
        check(row).map_err(|error| error.to_string())?;
    }
}

/// Adds the rows of a list. Returns the message of an error.
type AddRows<'f> = dyn FnMut(&mut FillRow<'_>) -> Result<(), String> + 'f;

struct OwnRows<'a, 'f> {
    table: &'static TableInfo,
    add: &'a mut AddRows<'f>,
}

impl<'de> DeserializeSeed<'de> for OwnRows<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for OwnRows<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expect_rows(self.table, f)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        let table = self.table;
        KeyPredictor::with_table(table, |predictor| {
            let mut result = Ok(());
            let added = (self.add)(&mut |slots, extras| {
                let row = list.next_element_seed(SlotsSeed {
                    table,
                    predictor,
                    slots: Slots::All(slots),
                    extras,
                });
                row.map_err(|error| result = Err(error))
                    .is_ok_and(|row| row.is_some())
            });
            result?;
            added.map_err(A::Error::custom)
        })
    }
}

/// Deserializes a list of rows from the text of a JSON value.
pub(crate) fn read_rows<T: Table>(json: &Json) -> Result<Vec<T>, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(json.as_str());
    deserialize_own_rows(&mut deserializer, |_| Ok::<(), Infallible>(()))
}

/// Reads the next row of a list into an empty one. Returns false at the end.
fn read_next<'de, T: Table, A: SeqAccess<'de>>(
    list: &mut A,
    predictor: &mut KeyPredictor,
    row: &mut T,
) -> Result<bool, A::Error> {
    let next = with_slots_mut(row, |slots, extras| {
        list.next_element_seed(SlotsSeed {
            table: T::info(),
            predictor,
            slots: Slots::All(slots),
            extras,
        })
    })?;
    Ok(next.is_some())
}

struct RowsVisitor<F, T> {
    convert: F,
    row: PhantomData<T>,
}

impl<'de, T: Table, P, E: Display, F: FnMut(T) -> Result<P, E>> Visitor<'de> for RowsVisitor<F, T> {
    type Value = Vec<P>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expect_rows(T::info(), f)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<Vec<P>, A::Error> {
        KeyPredictor::with_table(T::info(), |predictor| {
            let mut rows = Vec::new();
            loop {
                let mut row = T::default();
                if !read_next(&mut list, predictor, &mut row)? {
                    return Ok(rows);
                }
                rows.push((self.convert)(row).map_err(A::Error::custom)?);
            }
        })
    }
}

/// Reads the next row of a list into these slots. Returns false if there is none, or an error.
type Fill<'f> = dyn FnMut(&mut [SlotOf<'_>], &mut Extras) -> bool + 'f;

/// Deserializes a list of rows of table `T`, each into slots of its own.
///
/// `read` makes the slots, always for the same columns, calls the function to fill them, and
/// returns the value that it makes of them, or `None` if there was no row.
pub(crate) fn deserialize_slots<'de, T: Table, P, E: Display, D: Deserializer<'de>>(
    deserializer: D,
    read: impl FnMut(&mut Fill<'_>, &mut Extras) -> Result<Option<P>, E>,
) -> Result<Vec<P>, D::Error> {
    deserializer.deserialize_seq(SlotsVisitor {
        read,
        row: PhantomData::<T>,
    })
}

struct SlotsVisitor<F, T> {
    read: F,
    row: PhantomData<T>,
}

impl<'de, T, P, E, F> Visitor<'de> for SlotsVisitor<F, T>
where
    T: Table,
    E: Display,
    F: FnMut(&mut Fill<'_>, &mut Extras) -> Result<Option<P>, E>,
{
    type Value = Vec<P>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        expect_rows(T::info(), f)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<Vec<P>, A::Error> {
        let table = T::info();
        KeyPredictor::with_table(table, |predictor| {
            let mut rows = Vec::new();
            let mut extras = Extras::EMPTY;
            let mut places = Places::default();
            loop {
                let mut result = Ok(());
                let mut fill = |slots: &mut [SlotOf<'_>], extras: &mut Extras| {
                    places.find(slots);
                    let seed = SlotsSeed {
                        table,
                        predictor,
                        slots: Slots::Some {
                            slots,
                            places: &places,
                            other: Ignored,
                        },
                        extras,
                    };
                    let row = list.next_element_seed(seed);
                    row.map_err(|error| result = Err(error))
                        .is_ok_and(|row| row.is_some())
                };
                extras.clear();
                let row = (self.read)(&mut fill, &mut extras);
                result?;
                match row.map_err(A::Error::custom)? {
                    Some(row) => rows.push(row),
                    None => return Ok(rows),
                }
            }
        })
    }
}

fn expect_rows(table: &TableInfo, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "a list of rows of table `{}`", table.logical_name)
}
