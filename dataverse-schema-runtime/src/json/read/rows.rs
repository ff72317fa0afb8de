use core::convert::Infallible;
use core::fmt::{self, Display};
use core::marker::PhantomData;

use serde::Deserializer;
use serde::de::{Error as _, SeqAccess, Visitor};

use super::key_predictor::KeyPredictor;
use super::row::RowSeed;
use crate::table::Table;
use crate::value::Json;

/// Deserializes a list of rows, and converts each row as soon as it is read.
pub(crate) fn deserialize_rows<'de, T: Table, P, E: Display, D: Deserializer<'de>>(
    deserializer: D,
    convert: impl FnMut(T) -> Result<P, E>,
) -> Result<Vec<P>, D::Error> {
    deserializer.deserialize_seq(RowsVisitor {
        convert,
        row: PhantomData,
    })
}

/// Deserializes a list of rows from the text of a JSON value.
pub(crate) fn read_rows<T: Table>(json: &Json) -> Result<Vec<T>, serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_str(json.as_str());
    deserialize_rows(&mut deserializer, Ok::<T, Infallible>)
}

struct RowsVisitor<F, T> {
    convert: F,
    row: PhantomData<T>,
}

impl<'de, T: Table, P, E: Display, F: FnMut(T) -> Result<P, E>> Visitor<'de> for RowsVisitor<F, T> {
    type Value = Vec<P>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let table = T::info().logical_name;
        write!(f, "a list of rows of table `{table}`")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<Vec<P>, A::Error> {
        KeyPredictor::with_table(T::info(), |predictor| {
            let mut rows = Vec::new();
            while let Some(row) = list.next_element_seed(RowSeed::new(predictor))? {
                rows.push((self.convert)(row).map_err(A::Error::custom)?);
            }
            Ok(rows)
        })
    }
}
