use core::fmt::{self, Debug, Display};
use core::marker::PhantomData;

use super::access::{ByBind, CreateOnly, ReadOnly, Required, UpdateOnly};
use super::address::{Address, Locator};
use super::row_type::Table;
use crate::info::RelationshipInfo;
use crate::value::named::Named;

/// Types that mark whether a relationship has a navigation property.
///
/// A relationship with a navigation property whose lookup some messages can't set or clear has the
/// [access](super::access) to the lookup instead.
pub mod navigation {
    /// The marker of a relationship that has a navigation property.
    #[derive(Clone, Copy, Debug)]
    pub enum Named {}
    /// The marker of a relationship without a navigation property on the page.
    #[derive(Clone, Copy, Debug)]
    pub enum Unnamed {}
}

/// A relationship with a navigation property on the page.
#[diagnostic::on_unimplemented(
    message = "`{Self}` isn't a relationship with a navigation property",
    label = "expected a relationship with a navigation property",
    note = "use a relationship of `many_to_one()`, `one_to_many()`, or `many_to_many()` of the same table; a column isn't one, and a relationship without a navigation property on its page can't be used in requests"
)]
pub trait Relationship: Copy {
    /// The table whose page lists the relationship.
    type From: Table;
    /// The other table.
    type To: Named;
    /// The [access](super::access) to the lookup of the relationship: what can bind and clear it.
    ///
    /// That of a one-to-many relationship is in the other table, whose page may not be included; it
    /// is then taken to be writable. A many-to-many relationship has none.
    type Access;
    /// True if the relationship leads to a list of rows, false if it leads to one row.
    const IS_LIST: bool;
    /// Returns the description of the relationship on the page.
    fn info(self) -> &'static RelationshipInfo;
}

/// The path of a navigation property of a row, relative to the base URL of the Web API.
///
/// For example: `pluginpackages(<id>)/pluginpackage_pluginassembly`.
pub struct NavigationPath<R: Relationship> {
    relationship: R,
    row: Address<R::From>,
}

impl<R: Relationship> NavigationPath<R> {
    /// Creates the path of a relationship from the row with this id or alternate key.
    pub fn new(relationship: R, row: impl Locator<R::From>) -> Self {
        Self {
            relationship,
            row: row.address(),
        }
    }

    /// Returns the relationship.
    pub fn relationship(&self) -> R {
        self.relationship
    }

    /// Returns the address of the row that the path starts from.
    pub fn row(&self) -> &Address<R::From> {
        &self.row
    }
}

impl<R: Relationship> Clone for NavigationPath<R> {
    fn clone(&self) -> Self {
        Self {
            relationship: self.relationship,
            row: self.row.clone(),
        }
    }
}
impl<R: Relationship> Debug for NavigationPath<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}
impl<R: Relationship> Display for NavigationPath<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let navigation = self.relationship.info().navigation_property;
        write!(f, "{}/{navigation}", self.row)
    }
}

macro_rules! relationship {
    (
        $(#[$doc:meta])* $name:ident, $list:ident, $is_list:literal;
        $($navigation:ty => $access:ty),*
    ) => {
        $(#[$doc])*
        pub struct $name<T, To, N = navigation::Named> {
            index: u16,
            r#type: PhantomData<fn() -> (T, To, N)>,
        }

        /// Creates the relationship with this index in its list in
        /// [`TableInfo`](crate::info::TableInfo).
        pub fn $list<T, To, N>(index: u16) -> $name<T, To, N> {
            $name {
                index,
                r#type: PhantomData,
            }
        }

        impl<T, To, N> Clone for $name<T, To, N> {
            fn clone(&self) -> Self {
                *self
            }
        }
        impl<T, To, N> Copy for $name<T, To, N> {}
        impl<T: Table, To, N> Debug for $name<T, To, N> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.info().schema_name)
            }
        }

        impl<T: Table, To, N> $name<T, To, N> {
            /// Returns the description of the relationship on the page.
            pub fn info(self) -> &'static RelationshipInfo {
                &T::info().$list[usize::from(self.index)]
            }
        }

        impl<T: Table, To, N> $name<T, To, N>
        where
            Self: Relationship<From = T>,
        {
            /// Returns the path of the relationship from the row with this id or alternate key.
            pub fn path(self, row: impl Locator<T>) -> NavigationPath<Self> {
                NavigationPath::new(self, row)
            }
        }

        $(
            impl<T: Table, To: Named> Relationship for $name<T, To, $navigation> {
                type From = T;
                type To = To;
                type Access = $access;
                const IS_LIST: bool = $is_list;
                fn info(self) -> &'static RelationshipInfo {
                    self.info()
                }
            }
        )*
    };
}

relationship! {
    /// A relationship from table `T` to one row of table `To`, over a lookup column of `T`.
    ManyToOne, many_to_one, false;
    navigation::Named => ByBind,
    ReadOnly => ReadOnly,
    CreateOnly<ByBind> => CreateOnly<ByBind>,
    UpdateOnly<ByBind> => UpdateOnly<ByBind>
}
relationship! {
    /// A relationship from table `T` to the rows of table `To` whose lookup column points to it.
    OneToMany, one_to_many, true;
    navigation::Named => ByBind,
    ReadOnly => ReadOnly,
    CreateOnly<ByBind> => CreateOnly<ByBind>,
    UpdateOnly<ByBind> => UpdateOnly<ByBind>,
    Required<ByBind> => Required<ByBind>
}
relationship! {
    /// A relationship between rows of tables `T` and `To`, over an intersect table.
    ManyToMany, many_to_many, true;
    navigation::Named => ByBind
}
