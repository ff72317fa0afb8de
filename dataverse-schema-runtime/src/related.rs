//! Rows that were expanded over a relationship.

use core::fmt::{self, Display};

use crate::info::RelationshipInfo;
use crate::json::{read_row, read_rows};
use crate::row::Extras;
use crate::table::{ManyToMany, ManyToOne, OneToMany, Relationship, Table};
use crate::value::Json;

/// The result of expanding a relationship.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Related<R> {
    /// The relationship wasn't expanded.
    Absent,
    /// The relationship was expanded, and there is no related row.
    Null,
    /// The relationship was expanded, with this result.
    Present(R),
}

impl<R> Related<R> {
    /// Returns the result of the expansion, if there is one.
    pub fn present(self) -> Option<R> {
        match self {
            Self::Present(found) => Some(found),
            Self::Absent | Self::Null => None,
        }
    }

    pub(crate) fn and_then<T, E>(
        self,
        convert: impl FnOnce(R) -> Result<T, E>,
    ) -> Result<Related<T>, E> {
        Ok(match self {
            Self::Absent => Related::Absent,
            Self::Null => Related::Null,
            Self::Present(found) => Related::Present(convert(found)?),
        })
    }
}

/// A relationship to a table whose page is included, so that its rows can be deserialized.
#[diagnostic::on_unimplemented(
    message = "`{Self}` isn't a relationship to a table whose page is included",
    label = "expected a relationship to an included table",
    note = "use a relationship of `many_to_one()`, `one_to_many()`, or `many_to_many()`, also for the row of a lookup",
    note = "if the page of the related table isn't included, add it to `include_schema!`, or use `related_json`"
)]
pub trait Expanded: Relationship {
    /// The type of the result: a row, or a list of rows.
    type Found;
    /// Deserializes the result of the expansion.
    ///
    /// # Errors
    /// Returns an error if the JSON can't be deserialized as rows of the related table.
    fn decode(json: &Json) -> Result<Self::Found, serde_json::Error>;
}

impl<T: Table, To: Table, N> Expanded for ManyToOne<T, To, N>
where
    Self: Relationship<From = T, To = To>,
{
    type Found = To;

    fn decode(json: &Json) -> Result<To, serde_json::Error> {
        read_row(json)
    }
}

impl<T: Table, To: Table, N> Expanded for OneToMany<T, To, N>
where
    Self: Relationship<From = T, To = To>,
{
    type Found = Vec<To>;

    fn decode(json: &Json) -> Result<Vec<To>, serde_json::Error> {
        read_rows(json)
    }
}

impl<T: Table, To: Table> Expanded for ManyToMany<T, To> {
    type Found = Vec<To>;

    fn decode(json: &Json) -> Result<Vec<To>, serde_json::Error> {
        read_rows(json)
    }
}

/// An error in deserializing expanded rows.
#[derive(Debug)]
pub struct RelatedError {
    relationship: &'static RelationshipInfo,
    error: serde_json::Error,
}

impl RelatedError {
    pub(crate) fn new(relationship: &'static RelationshipInfo, error: serde_json::Error) -> Self {
        Self {
            relationship,
            error,
        }
    }
}

impl Display for RelatedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            relationship,
            error,
        } = self;
        write!(
            f,
            "rows expanded over `{}`: {error}",
            relationship.schema_name
        )
    }
}

impl core::error::Error for RelatedError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        Some(&self.error)
    }
}

pub(crate) fn expanded<'r>(
    extras: &'r Extras,
    relationship: &RelationshipInfo,
) -> Related<&'r Json> {
    match extras.property(relationship.navigation_property) {
        None => Related::Absent,
        Some(json) if json.as_str() == "null" => Related::Null,
        Some(json) => Related::Present(json),
    }
}
