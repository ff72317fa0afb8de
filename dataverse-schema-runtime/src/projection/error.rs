use core::fmt::{self, Display};

use crate::info::{ColumnInfo, TableInfo};
use crate::related::RelatedError;

/// An error in converting a row into a projection.
#[derive(Debug)]
#[non_exhaustive]
pub enum ProjectionError {
    /// A column has no value, and the field isn't an `Option`.
    NoValue {
        /// The table.
        table: &'static TableInfo,
        /// The column.
        column: &'static ColumnInfo,
        /// True if the column was null, false if it was absent.
        is_null: bool,
    },
    /// There is no related row, and the field isn't an `Option`.
    NoRelated {
        /// The table.
        table: &'static TableInfo,
        /// The name of the navigation property.
        navigation_property: &'static str,
        /// True if the related row was null, false if it was absent.
        is_null: bool,
    },
    /// The related rows can't be deserialized.
    Related(RelatedError),
    /// A query linked no row, and the linked row isn't an `Option`.
    NoLinked {
        /// The linked table.
        table: &'static TableInfo,
        /// The alias of the link.
        alias: String,
    },
    /// The linked row can't be deserialized.
    Linked {
        /// The linked table.
        table: &'static TableInfo,
        /// The alias of the link.
        alias: String,
        /// The reason.
        error: serde_json::Error,
    },
    /// The row is an entry about a deleted row.
    Deleted {
        /// The table.
        table: &'static TableInfo,
    },
    /// The entry about a deleted row has no id, or an invalid one.
    DeletedWithoutId {
        /// The table.
        table: &'static TableInfo,
    },
}

impl Display for ProjectionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (table, name, is_null) = match self {
            Self::NoValue {
                table,
                column,
                is_null,
            } => (table, column.property, is_null),
            Self::NoRelated {
                table,
                navigation_property,
                is_null,
            } => (table, *navigation_property, is_null),
            Self::Related(error) => return error.fmt(f),
            Self::NoLinked { table, alias } => {
                return write!(
                    f,
                    "missing row of table `{}`, linked as `{alias}`, which isn't an `Option`",
                    table.logical_name
                );
            }
            Self::Linked { alias, error, .. } => {
                return write!(f, "row linked as `{alias}`: {error}");
            }
            Self::Deleted { table } => {
                return write!(
                    f,
                    "a row of table `{}` was deleted: read the response as rows of `Tracked`",
                    table.logical_name
                );
            }
            Self::DeletedWithoutId { table } => {
                return write!(
                    f,
                    "missing or invalid `id` of a deleted row of table `{}`",
                    table.logical_name
                );
            }
        };
        let error = if *is_null { "null" } else { "missing" };
        write!(
            f,
            "{error} `{name}` of table `{}`, whose field isn't an `Option`",
            table.logical_name
        )
    }
}

impl core::error::Error for ProjectionError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            Self::Related(error) => Some(error),
            Self::Linked { error, .. } => Some(error),
            _ => None,
        }
    }
}
