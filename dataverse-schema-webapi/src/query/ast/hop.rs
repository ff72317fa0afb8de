use dataverse_schema_runtime::info::{ColumnInfo, TableInfo};

use super::column_path::{ColumnPath, Step};

/// How a link leads from the rows of one table to those of another.
#[derive(Clone, Copy, Debug)]
pub enum Hop {
    /// Over a relationship with a lookup column.
    Relationship(Step),
    /// Over a many-to-many relationship.
    Intersect(Step, Intersect),
    /// To the rows with the same value in a column.
    Columns(ColumnPair),
}

/// An intersect table, with its columns that have the ids of the linked rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Intersect {
    pub(crate) table: &'static str,
    pub(crate) own: &'static str,
    pub(crate) other: &'static str,
}

/// A column, and one of another table with values of the same type.
#[derive(Clone, Copy, Debug)]
pub struct ColumnPair {
    pub(crate) own: &'static ColumnInfo,
    pub(crate) table: &'static TableInfo,
    pub(crate) other: &'static ColumnInfo,
}

impl Hop {
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Relationship(a), Self::Relationship(b)) => a.is_same(b),
            (Self::Intersect(a, first), Self::Intersect(b, second)) => {
                a.is_same(b) && first == second
            }
            (Self::Columns(a), Self::Columns(b)) => {
                core::ptr::eq(a.own, b.own) && core::ptr::eq(a.other, b.other)
            }
            _ => false,
        }
    }

    /// Returns the logical name of the other table.
    pub(crate) fn table(&self) -> &'static str {
        match self {
            Self::Relationship(step) | Self::Intersect(step, _) => step.relationship.table,
            Self::Columns(pair) => pair.table.logical_name,
        }
    }

    /// Returns the other table, if its page is included.
    pub(crate) fn to(&self) -> Option<&'static TableInfo> {
        match self {
            Self::Relationship(step) | Self::Intersect(step, _) => step.to,
            Self::Columns(pair) => Some(pair.table),
        }
    }
}

/// A column of the queried table, of a related row, or of linked rows.
#[derive(Clone, Debug)]
pub struct LinkedPath {
    /// The links of the query that lead to the rows.
    pub(crate) links: Vec<Hop>,
    /// The column, from the last of their tables on.
    pub(crate) path: ColumnPath,
}

impl LinkedPath {
    /// Returns true if it is a column of the queried table.
    pub(crate) fn is_own(&self) -> bool {
        self.links.is_empty() && self.path.navigation.is_empty()
    }
}

impl From<ColumnPath> for LinkedPath {
    fn from(path: ColumnPath) -> Self {
        let links = Vec::new();
        Self { links, path }
    }
}
