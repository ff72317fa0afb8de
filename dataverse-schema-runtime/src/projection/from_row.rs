use core::marker::PhantomData;

use serde::de::DeserializeSeed;
use serde::{Deserialize, Deserializer};

use super::deleted::reject_deleted;
use super::error::ProjectionError;
use crate::json::{
    Annotations, CollectionVisitor, deserialize_own_rows, deserialize_rows, from_text,
    read_own_collection,
};
use crate::row::Row as _;
use crate::table::Table;

/// A type that can be created from a row.
///
/// It is the row type itself, or a type of yours that holds some of its columns and related rows.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a row type nor a projection",
    label = "expected a row type or a projection",
    note = "a struct of yours becomes a projection by `#[derive(Projection)] #[projection(table = path::to::TheTable)]`",
    note = "a type of the module `tables` becomes a row type if you add the page of its table to `include_schema!`"
)]
pub trait FromRow: Sized {
    /// The row type of the table.
    type Row: Table;

    /// Creates the value from a row.
    ///
    /// # Errors
    /// Returns an error if a required value is missing, or if related rows can't be deserialized.
    fn from_row(row: Self::Row) -> Result<Self, ProjectionError>;

    /// Deserializes a list of rows.
    #[doc(hidden)]
    fn deserialize_list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Self>, D::Error> {
        deserialize_rows(deserializer, |row: Self::Row| {
            reject_deleted::<Self::Row>(row.extras())?;
            Self::from_row(row)
        })
    }

    /// Reads a collection of rows from JSON text.
    #[doc(hidden)]
    fn read_collection(text: &str) -> Result<(Vec<Self>, Annotations), serde_json::Error> {
        from_text(text).map(|Collection(rows, annotations)| (rows, annotations))
    }
}

#[diagnostic::do_not_recommend]
impl<T: Table> FromRow for T {
    type Row = T;

    fn from_row(row: T) -> Result<T, ProjectionError> {
        Ok(row)
    }

    fn deserialize_list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
        deserialize_own_rows(deserializer, |row: &T| reject_deleted::<T>(row.extras()))
    }

    fn read_collection(text: &str) -> Result<(Vec<T>, Annotations), serde_json::Error> {
        read_own_collection(text, |row: &T| reject_deleted::<T>(row.extras()))
    }
}

/// A collection of rows.
pub(crate) struct Collection<P>(pub(crate) Vec<P>, pub(crate) Annotations);

impl<'de, P: FromRow> Deserialize<'de> for Collection<P> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let visitor = CollectionVisitor::new(P::Row::info(), List(PhantomData));
        let (rows, annotations) = deserializer.deserialize_map(visitor)?;
        Ok(Self(rows, annotations))
    }
}

/// Reads the list of rows in a collection.
struct List<P>(PhantomData<P>);

impl<'de, P: FromRow> DeserializeSeed<'de> for List<P> {
    type Value = Vec<P>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Vec<P>, D::Error> {
        P::deserialize_list(deserializer)
    }
}

/// The row type that a projection has and a relationship leads to.
#[diagnostic::on_unimplemented(
    message = "expected rows of `{T}`, found rows of `{Self}`",
    label = "the relationship leads to rows of `{T}`",
    note = "use `{T}`, or a struct with `#[derive(Projection)] #[projection(table = {T})]`"
)]
pub trait SameRow<T> {}

impl<T: Table> SameRow<T> for T {}

/// The row type that nothing leads to.
pub enum NoRow {}

// With only one impl, the compiler would infer the row type of the relationship from it, and then
// report a mismatch with the relationship instead of a missing impl.
impl<T: Table> SameRow<NoRow> for T {}
