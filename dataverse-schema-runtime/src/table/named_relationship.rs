use core::fmt::{self, Display};

use super::relationship::{ManyToMany, ManyToOne, OneToMany, Relationship};
use super::row_type::Table;
use super::unknown_name::UnknownName;
use crate::info::RelationshipInfo;
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
            Self::NoNavigationProperty { relationship } => write!(
                f,
                "missing navigation property of relationship `{relationship}`"
            ),
        }
    }
}

impl core::error::Error for RelationshipError {}

/// Returns the relationship with this schema name or navigation property.
pub(crate) fn find<R: NamedRelationship>(name: &str) -> Result<R, RelationshipError> {
    let list = R::list();
    let mut relationships = list.iter();
    let has_name = |relationship: &RelationshipInfo| {
        let RelationshipInfo {
            schema_name,
            navigation_property,
            ..
        } = *relationship;
        !name.is_empty() && [schema_name, navigation_property].contains(&name)
    };
    let Some(index) = relationships.position(has_name) else {
        let names = list.iter().map(|relationship| {
            let others = [relationship.navigation_property, relationship.attribute];
            (relationship.schema_name, others)
        });
        let table = R::From::info().logical_name;
        let unknown = UnknownName::new("relationship", table, name, names);
        return Err(RelationshipError::Unknown(unknown));
    };
    let relationship = &list[index];
    let expected = R::To::logical_name();
    if !expected.is_empty() && expected != relationship.table {
        return Err(RelationshipError::OtherTable {
            relationship: relationship.schema_name,
            expected,
            actual: relationship.table,
        });
    }
    if relationship.navigation_property.is_empty() {
        return Err(RelationshipError::NoNavigationProperty {
            relationship: relationship.schema_name,
        });
    }
    Ok(R::at(index as u16))
}
