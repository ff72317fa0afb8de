use core::marker::PhantomData;

use super::ast::{JoinKind, JoinNode, Node};
use super::filter::IntoFetchFilter;
use super::joined::LinkedRows;
use crate::query::ast::{Hop, Options};
use crate::query::order::IntoOrder;
use crate::query::projection::{Projection, WholeRow};
use crate::query::selectable::Selectable;

/// The kinds of links, as types.
pub mod kind {
    /// Rows without a linked row are left out.
    #[derive(Clone, Copy, Debug)]
    pub enum Inner {}
    /// Rows without a linked row are returned, too.
    #[derive(Clone, Copy, Debug)]
    pub enum Outer {}
    /// Linked rows are only required, and not returned.
    #[derive(Clone, Copy, Debug)]
    pub enum Required {}

    /// How the linked row is read, if it is read.
    #[diagnostic::on_unimplemented(
        message = "the rows of this link aren't returned",
        label = "expected a link of `inner()`, `outer()`, or `first_match()`",
        note = "pass a link of `exists()` or `in_subquery()` to `require`; it has filters, but neither columns nor links"
    )]
    pub trait Read {
        #[doc(hidden)]
        type Of<R>;
    }
    impl Read for Inner {
        type Of<R> = R;
    }
    impl Read for Outer {
        type Of<R> = Option<R>;
    }
}

/// A link from rows of table `T` to other rows, which are read as `P`, with links `L` in turn.
#[derive(Clone, Debug)]
#[must_use]
pub struct Link<T, P, K, L = ()> {
    pub(super) join: JoinNode,
    types: Types<T, P, K, L>,
}

type Types<T, P, K, L> = PhantomData<fn() -> (T, P, K, L)>;

impl<T, P, K> Link<T, P, K> {
    pub(super) fn new(hop: Hop, kind: JoinKind, options: Options) -> Self {
        Self {
            join: JoinNode {
                hop,
                kind,
                node: Node {
                    select: options.select,
                    ..Node::default()
                },
            },
            types: PhantomData,
        }
    }
}

impl<T, P: Projection, K, L> Link<T, P, K, L> {
    /// Selects columns of the linked rows, in addition to their primary key.
    #[rustfmt::skip]
    pub fn select( // one column, or several as a tuple: `select((a, b))`
        mut self,
        column_or_tuple: impl Selectable<P::Row>,
    ) -> Self
    where
        P: WholeRow,
        K: kind::Read,
    {
        column_or_tuple.add_to(&mut self.join.node.select);
        self
    }

    /// Restricts the linked rows. Those that don't match aren't linked.
    #[rustfmt::skip]
    pub fn filter( // one condition, or several as a tuple: `filter((a, b))`
        mut self,
        condition_or_tuple: impl IntoFetchFilter<P::Row>,
    ) -> Self {
        self.join.node.filter.push(condition_or_tuple.into_fetch_filter().criteria);
        self
    }

    /// Orders by columns of the linked rows, after the orders of the queried table.
    #[rustfmt::skip]
    pub fn order_by( // one order, or several as a tuple: `order_by((a, b))`
        mut self,
        order_or_tuple: impl IntoOrder<P::Row>,
    ) -> Self
    where
        K: kind::Read,
    {
        self.join.node.order_by(order_or_tuple);
        self
    }

    /// Links the linked rows to further rows: one link, or a tuple of up to 8 links.
    #[rustfmt::skip]
    pub fn link<N: Links<P::Row>>( // one link, or several as a tuple: `link((a, b))`
        mut self,
        link_or_tuple: N,
    ) -> Link<T, P, K, N::Rows>
    where
        L: Unlinked,
        K: kind::Read,
        N::Rows: LinkedRows,
    {
        link_or_tuple.add_to(&mut self.join.node.joins);
        Link {
            join: self.join,
            types: PhantomData,
        }
    }
}

/// What a query has no links of: `()`.
#[diagnostic::on_unimplemented(
    message = "the query already has links",
    label = "`link` can be called once",
    note = "give all links in one call, as a tuple: `link((a, b))`"
)]
pub trait Unlinked {}
impl Unlinked for () {}

/// A link from rows of table `T` whose linked rows are read.
#[diagnostic::on_unimplemented(
    message = "`{Self}` isn't a link from rows of `{T}`",
    label = "expected a link from rows of `{T}`",
    note = "use `inner()`, `outer()`, or `first_match()` of a relationship of `{T}`; pass links of `exists()` and `in_subquery()`, whose rows aren't returned, to `require`"
)]
pub trait OneLink<T> {
    /// The linked row: a row, or an `Option` of one.
    type Row;

    #[doc(hidden)]
    fn into_join(self) -> JoinNode;
}

impl<T, P, K: kind::Read, L: LinkedRows> OneLink<T> for Link<T, P, K, L> {
    type Row = K::Of<L::Joined<P>>;

    fn into_join(self) -> JoinNode {
        self.join
    }
}

/// A link from rows of table `T` whose linked rows are only required.
#[diagnostic::on_unimplemented(
    message = "`{Self}` isn't a link that only requires rows",
    label = "expected `exists()` or `in_subquery()`",
    note = "use `exists()` of a relationship of `{T}`; pass links whose rows are returned to `link`"
)]
pub trait RequiredLink<T> {
    #[doc(hidden)]
    fn into_join(self) -> JoinNode;
}

impl<T, P> RequiredLink<T> for Link<T, P, kind::Required> {
    fn into_join(self) -> JoinNode {
        self.join
    }
}

/// A link from rows of table `T`, or a tuple of up to 8 links.
#[diagnostic::on_unimplemented(
    message = "`{Self}` isn't a link from rows of `{T}`",
    label = "expected a link from rows of `{T}`, or a tuple of links",
    note = "use `inner()`, `outer()`, or `first_match()` of a relationship of `{T}`, or a tuple of up to 8 of them"
)]
pub trait Links<T> {
    /// The linked rows, as a tuple.
    type Rows;

    #[doc(hidden)]
    fn add_to(self, joins: &mut Vec<JoinNode>);
}

impl<T, P, K: kind::Read, L: LinkedRows> Links<T> for Link<T, P, K, L> {
    type Rows = (<Self as OneLink<T>>::Row,);

    fn add_to(self, joins: &mut Vec<JoinNode>) {
        joins.push(self.into_join());
    }
}

macro_rules! tuples {
    ($first:ident $($name:ident)*) => {
        impl<T, $first: OneLink<T>, $($name: OneLink<T>),*> Links<T> for ($first, $($name,)*) {
            type Rows = ($first::Row, $($name::Row,)*);

            #[allow(non_snake_case)]
            fn add_to(self, joins: &mut Vec<JoinNode>) {
                let ($first, $($name,)*) = self;
                joins.push($first.into_join());
                $(joins.push($name.into_join());)*
            }
        }
        tuples! { $($name)* }
    };
    () => {};
}
tuples! { A B C D E F G H }
