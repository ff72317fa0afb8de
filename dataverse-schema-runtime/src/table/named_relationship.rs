use core::fmt::{self, Display};

use super::relationship::{ManyToMany, ManyToOne, OneToMany, Relationship};
use super::row_type::Table;
use super::unknown_name::UnknownName;
use crate::info::{RelationshipInfo, TableInfo};
use crate::value::named::Named;

/// A table whose type isn't known, as the other end of a relationship that is found by name.
///
/// Its rows are read as JSON: [`RowExt::related_json`](crate::row_ext::RowExt::related_json).
#[derive(Clone, Copy, Debug)]
pub enum AnyTable {}

impl Named for AnyTable {
    /// Returns an empty string.
    fn logical_name() -> &'static str {
        ""
    }
}

/// A relationship that can be found by name at run time:
/// [`RowExt::relationship`](crate::row_ext::RowExt::relationship).
pub trait NamedRelationship: Relationship {
    #[doc(hidden)]
    fn list() -> &'static [RelationshipInfo];

    #[doc(hidden)]
    fn at(index: u16) -> Self;
}

macro_rules! named {
    ($($relationship:ident, $list:ident;)*) => {
        $(impl<T: Table, To: Named> NamedRelationship for $relationship<T, To> {
            fn list() -> &'static [RelationshipInfo] {
                T::info().$list
            }

            fn at(index: u16) -> Self {
                super::relationship::$list(index)
            }
        })*
    };
}
named! {
    ManyToOne, many_to_one;
    OneToMany, one_to_many;
    ManyToMany, many_to_many;
}

/// The error for a name that no relationship of the given kind and tables has.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RelationshipError {
    /// No relationship of this kind has the name.
    Unknown(UnknownName),
    /// The relationship leads to another table.
    OtherTable {
        /// The schema name of the relationship.
        relationship: &'static str,
        /// The logical name of the table that was asked for.
        expected: &'static str,
        /// The logical name of the table that the relationship leads to.
        actual: &'static str,
    },
    /// Several relationships have the navigation property.
    Ambiguous {
        /// The navigation property.
        navigation_property: &'static str,
        /// The schema names of the relationships.
        relationships: Vec<&'static str>,
    },
    /// The page has no navigation property of the relationship, which requests need.
    NoNavigationProperty {
        /// The schema name of the relationship.
        relationship: &'static str,
    },
}

impl Display for RelationshipError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(error) => Display::fmt(error, f),
            Self::OtherTable {
                relationship,
                expected,
                actual,
            } => write!(
                f,
                "relationship `{relationship}` leads to table `{actual}`, not to `{expected}`"
            ),
            Self::Ambiguous {
                navigation_property,
                relationships,
            } => write!(
                f,
                "relationships `{}` have the navigation property `{navigation_property}`: use a schema name",
                relationships.join("`, `")
            ),
            Self::NoNavigationProperty { relationship } => write!(
                f,
                "missing navigation property of relationship `{relationship}`"
            ),
        }
    }
}

impl core::error::Error for RelationshipError {}

/// Returns the relationship to the table `R::To` with this schema name or navigation property.
pub(crate) fn find<R: NamedRelationship>(name: &str) -> Result<R, RelationshipError> {
    let index = position(R::list(), R::From::info(), R::To::logical_name(), name)?;
    Ok(R::at(index as u16))
}

/// Returns the index of the relationship to a table, or to any table if `to` is empty.
///
/// Several relationships of a lookup may have one navigation property.
fn position(
    list: &'static [RelationshipInfo],
    from: &TableInfo,
    to: &'static str,
    name: &str,
) -> Result<usize, RelationshipError> {
    let named = |name_of: fn(&RelationshipInfo) -> &'static str| {
        let relationships = list.iter().enumerate();
        relationships
            .filter(move |(_, relationship)| !name.is_empty() && name_of(relationship) == name)
    };
    let by_schema_name = named(|relationship| relationship.schema_name);
    let by_property = named(|relationship| relationship.navigation_property);
    let mut found = by_schema_name.chain(by_property).peekable();
    let Some((_, first)) = found.peek().copied() else {
        return Err(unknown(list, from, name));
    };
    let mut fitting = found.filter(|(_, relationship)| to.is_empty() || relationship.table == to);
    let Some((index, relationship)) = fitting.next() else {
        return Err(RelationshipError::OtherTable {
            relationship: first.schema_name,
            expected: to,
            actual: first.table,
        });
    };
    let others: Vec<_> = fitting.map(|(_, other)| other.schema_name).collect();
    if relationship.schema_name != name && !others.is_empty() {
        return Err(RelationshipError::Ambiguous {
            navigation_property: relationship.navigation_property,
            relationships: [vec![relationship.schema_name], others].concat(),
        });
    }
    if relationship.navigation_property.is_empty() {
        return Err(RelationshipError::NoNavigationProperty {
            relationship: relationship.schema_name,
        });
    }
    Ok(index)
}

fn unknown(list: &[RelationshipInfo], from: &TableInfo, name: &str) -> RelationshipError {
    let names = list.iter().map(|relationship| {
        let others = [relationship.navigation_property, relationship.attribute];
        (relationship.schema_name, others)
    });
    let unknown = UnknownName::new("relationship", from.logical_name, name, names);
    RelationshipError::Unknown(unknown)
}
