use core::fmt::{self, Debug, Display};
use core::marker::PhantomData;

use crate::read::{Read, ReadAll};
use crate::{Expanded, Id, Json, Named, Relationship, Table};

/// What the page says of a relationship.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RelationshipInfo {
    /// The schema name.
    pub schema_name: &'static str,
    /// The name of this table's navigation property; empty where there is none.
    pub navigation_property: &'static str,
    /// The logical name of the other table.
    pub table: &'static str,
    /// The lookup column: this table's for many-to-one, the other table's for one-to-many; this table's column of the
    /// intersect table for many-to-many. Empty where the page gives none.
    pub attribute: &'static str,
}

/// Whether a relationship has a navigation property, as types.
pub mod navigation {
    /// It has one.
    #[derive(Clone, Copy, Debug)]
    pub enum Named {}
    /// The page gives none.
    #[derive(Clone, Copy, Debug)]
    pub enum Unnamed {}
}

/// Where a navigation property leads from a given row: a path below the Web API's base address, for example
/// `pluginpackages(<id>)/pluginpackage_pluginassembly`.
pub struct NavigationPath<R: Relationship> {
    relationship: R,
    id: Id<R::From>,
}

impl<R: Relationship> NavigationPath<R> {
    /// The relationship.
    pub fn relationship(self) -> R {
        self.relationship
    }

    /// The id of the row that it leads from.
    pub fn id(self) -> Id<R::From> {
        self.id
    }
}

impl<R: Relationship> Clone for NavigationPath<R> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<R: Relationship> Copy for NavigationPath<R> {}
impl<R: Relationship> Debug for NavigationPath<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}
impl<R: Relationship> Display for NavigationPath<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let entity_set = R::From::info().entity_set;
        let navigation = self.relationship.info().navigation_property;
        write!(f, "{entity_set}({})/{navigation}", self.id)
    }
}

fn row<T: Table>(json: &Json) -> Result<T, serde_json::Error> {
    json.parse().map(|Read(row)| row)
}

fn rows<T: Table>(json: &Json) -> Result<Vec<T>, serde_json::Error> {
    json.parse().map(|ReadAll(rows)| rows)
}

macro_rules! relationship {
    ($(#[$doc:meta])* $name:ident, $list:ident, $to:ident -> $found:ty, $decode:ident, $is_list:literal) => {
        $(#[$doc])*
        pub struct $name<T, $to, N = navigation::Named> {
            index: u16,
            r#type: PhantomData<fn() -> (T, $to, N)>,
        }

        /// The relationship at this place in its list in [`TableInfo`](crate::TableInfo).
        pub fn $list<T, $to, N>(index: u16) -> $name<T, $to, N> {
            $name {
                index,
                r#type: PhantomData,
            }
        }

        impl<T, $to, N> Clone for $name<T, $to, N> {
            fn clone(&self) -> Self {
                *self
            }
        }
        impl<T, $to, N> Copy for $name<T, $to, N> {}
        impl<T: Table, $to, N> Debug for $name<T, $to, N> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.info().schema_name)
            }
        }

        impl<T: Table, $to, N> $name<T, $to, N> {
            /// What the page says of the relationship.
            pub fn info(self) -> &'static RelationshipInfo {
                &T::info().$list[usize::from(self.index)]
            }
        }

        impl<T: Table, $to: Named> $name<T, $to> {
            /// Where the relationship leads from the row with this id.
            pub fn of(self, id: Id<T>) -> NavigationPath<Self> {
                NavigationPath {
                    relationship: self,
                    id,
                }
            }
        }

        impl<T: Table, $to: Named> Relationship for $name<T, $to> {
            type From = T;
            type To = $to;
            const IS_LIST: bool = $is_list;
            fn info(self) -> &'static RelationshipInfo {
                self.info()
            }
        }

        impl<T: Table, $to: Table> Expanded for $name<T, $to> {
            type Found = $found;
            fn decode(json: &Json) -> Result<$found, serde_json::Error> {
                $decode(json)
            }
        }
    };
}

relationship! {
    /// A relationship from table `T` to one row of table `To`, over a lookup column of `T`.
    ManyToOne, many_to_one, To -> To, row, false
}
relationship! {
    /// A relationship from table `T` to the rows of table `To` whose lookup column points to it.
    OneToMany, one_to_many, To -> Vec<To>, rows, true
}
relationship! {
    /// A relationship between the rows of table `T` and those of table `To`, over an intersect table.
    ManyToMany, many_to_many, To -> Vec<To>, rows, true
}
