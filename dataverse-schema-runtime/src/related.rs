use core::fmt::{self, Display};

use crate::{Json, Named, RelationshipInfo, Table};

/// What was expanded over a relationship.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Related<R> {
    /// It wasn't expanded.
    Absent,
    /// It was expanded, and there is no related row.
    Null,
    /// It was expanded, and this came.
    Present(R),
}

impl<R> Related<R> {
    /// What came, if anything did.
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

/// A relationship of a page that has a navigation property.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be navigated",
    note = "it needs a relationship of the same table that has a navigation property, such as one of `many_to_one()`"
)]
pub trait Relationship: Copy {
    /// The table whose page it is.
    type From: Table;
    /// The other table.
    type To: Named;
    /// Whether it leads to a list of rows, rather than to one row.
    const IS_LIST: bool;
    /// What the page says of it.
    fn info(self) -> &'static RelationshipInfo;
}

/// A relationship with a table whose page is included, so that its rows can be decoded.
pub trait Expanded: Relationship {
    /// What is found: a row, or a list of rows.
    type Found;
    /// Decodes what came.
    ///
    /// # Errors
    /// When it can't be decoded as rows of the related table.
    fn decode(json: &Json) -> Result<Self::Found, serde_json::Error>;
}

/// Expanded rows that can't be decoded.
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
