use dataverse_schema_runtime::table::{ManyToMany, ManyToOne, OneToMany, Table};

use super::ast::JoinKind;
use super::link::{Link, kind};
use crate::query::ast::{Hop, Options, Step};
use crate::query::projection::ProjectionOf;

/// A relationship that FetchXML can link tables over.
///
/// It needs no navigation property. The page of the other table must be included.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be linked",
    label = "expected a relationship to an included table",
    note = "use a relationship such as `many_to_one().createdby`, or two columns with the same values: `c.name.link_to(d.name)`; if the page of the other table isn't included, add it to `include_schema!`"
)]
pub trait Joinable: Copy {
    /// The table whose page lists the relationship.
    type From: Table;
    /// The other table.
    type To: Table;

    #[doc(hidden)]
    fn hop(self) -> Hop;
}

macro_rules! joinable {
    ($($relationship:ident),*) => {
        $(impl<T: Table, To: Table, N> Joinable for $relationship<T, To, N> {
            type From = T;
            type To = To;

            fn hop(self) -> Hop {
                Hop::Relationship(Step {
                    from: T::info(),
                    relationship: self.info(),
                    to: Some(To::info()),
                })
            }
        })*
    };
}
joinable! { ManyToOne, OneToMany }

/// Starts links over a relationship. By default, all columns of the linked rows are returned.
pub trait Join: Sized {
    /// Links rows that have a linked row, once for each linked row (`inner`).
    fn inner(self) -> Link<From<Self>, To<Self>, kind::Inner>
    where
        Self: Joinable,
    {
        self.inner_as()
    }

    /// Links rows like [`inner`](Self::inner), and reads the linked rows as `P`.
    fn inner_as<P: ProjectionOf<To<Self>>>(self) -> Link<From<Self>, P, kind::Inner>
    where
        Self: Joinable,
    {
        Link::new(self.hop(), JoinKind::Inner, P::selection().options)
    }

    /// Links all rows, once for each linked row or for none (`outer`).
    fn outer(self) -> Link<From<Self>, To<Self>, kind::Outer>
    where
        Self: Joinable,
    {
        self.outer_as()
    }

    /// Links rows like [`outer`](Self::outer), and reads the linked rows as `P`.
    fn outer_as<P: ProjectionOf<To<Self>>>(self) -> Link<From<Self>, P, kind::Outer>
    where
        Self: Joinable,
    {
        Link::new(self.hop(), JoinKind::Outer, P::selection().options)
    }

    /// Links rows that have a linked row once, to one of their linked rows
    /// (`matchfirstrowusingcrossapply`).
    ///
    /// The response has the linked columns by their schema names, without an alias. So link a table
    /// this way only once, and to the queried table, not inside another link. Columns such as
    /// `statecode`, whose schema name is also a property of the queried table, can't be selected:
    /// the response doesn't say whose value it has.
    ///
    /// Microsoft documents such links in queries for rows, not in queries for groups.
    fn first_match(self) -> Link<From<Self>, To<Self>, kind::Inner>
    where
        Self: Joinable,
    {
        self.first_match_as()
    }

    /// Links rows like [`first_match`](Self::first_match), and reads the linked rows as `P`.
    fn first_match_as<P: ProjectionOf<To<Self>>>(self) -> Link<From<Self>, P, kind::Inner>
    where
        Self: Joinable,
    {
        Link::new(self.hop(), JoinKind::First, P::selection().options)
    }

    /// Requires linked rows, and returns each row once (`exists`). See
    /// [`Fetch::require`](super::Fetch::require).
    fn exists(self) -> Link<From<Self>, To<Self>, kind::Required>
    where
        Self: Joinable,
    {
        Link::new(self.hop(), JoinKind::Exists, Options::default())
    }

    /// Requires linked rows like [`exists`](Self::exists), by a list of their values (`in`). Only
    /// the speed may differ.
    fn in_subquery(self) -> Link<From<Self>, To<Self>, kind::Required>
    where
        Self: Joinable,
    {
        Link::new(self.hop(), JoinKind::In, Options::default())
    }
}
type From<R> = <R as Joinable>::From;
type To<R> = <R as Joinable>::To;

// The methods have the bound, so that the compiler explains it instead of missing a method.
impl<T, To, N> Join for ManyToOne<T, To, N> {}
impl<T, To, N> Join for OneToMany<T, To, N> {}
impl<T, To, N> Join for ManyToMany<T, To, N> {}
