use core::marker::PhantomData;

use dataverse_schema_runtime::table::{
    ManyToMany, ManyToOne, Named, OneToMany, Relationship, Table,
};

use super::ast::{Expansion, Options, Origin, RelationshipKind};
use super::filter::IntoFilter;
use super::order::IntoOrder;
use super::selectable::Selectable;
use crate::cardinality::{ToMany, ToOne};

/// A relationship to expand, with options for the related rows.
#[derive(Clone, Debug)]
#[must_use]
pub struct Expand<R> {
    pub(crate) expansion: Expansion,
    relationship: PhantomData<fn() -> R>,
}

/// A relationship of table `T` that a query can expand, with or without options.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be expanded from `{T}`",
    label = "expected a relationship of `{T}`",
    note = "use a relationship of `{T}::many_to_one()`, which leads to the row of a lookup, or of `{T}::one_to_many()` or `{T}::many_to_many()`, which lead to lists; call `expand` once for each",
    note = "a relationship without a navigation property on its page can't be expanded"
)]
pub trait Expandable<T> {
    #[doc(hidden)]
    fn expansion(self) -> Expansion;
}

#[diagnostic::do_not_recommend]
impl<R: Relationship> Expandable<R::From> for Expand<R> {
    fn expansion(self) -> Expansion {
        self.expansion
    }
}

macro_rules! expandable {
    ($($relationship:ident),*) => {
        $(#[diagnostic::do_not_recommend]
        impl<T: Table, To: Named, N> Expandable<T> for $relationship<T, To, N>
        where
            Self: Relationship,
        {
            fn expansion(self) -> Expansion {
                expand(self, RelationshipKind::$relationship).expansion
            }
        }

        impl<T: Table, To: Named, N> WithOptions for $relationship<T, To, N>
        where
            Self: Relationship,
        {
            fn expanded(self) -> Expand<Self> {
                expand(self, RelationshipKind::$relationship)
            }
        })*
    };
}
expandable! { ManyToOne, OneToMany, ManyToMany }

fn expand<R: Relationship>(relationship: R, kind: RelationshipKind) -> Expand<R> {
    Expand {
        expansion: Expansion {
            kind,
            navigation: relationship.info().navigation_property,
            is_reference: false,
            options: Options::default(),
        },
        relationship: PhantomData,
    }
}

/// Options for the related rows of a relationship to expand.
pub trait WithOptions: Relationship {
    #[doc(hidden)]
    fn expanded(self) -> Expand<Self>;

    /// Selects columns of the related rows, in addition to the primary key.
    #[rustfmt::skip]
    fn select( // one column, or several as a tuple: `select((a, b))`
        self,
        column_or_tuple: impl Selectable<Self::To>,
    ) -> Expand<Self>
    where
        Self::To: Table,
    {
        self.expanded().select(column_or_tuple)
    }

    /// Expands a relationship of the related rows.
    #[rustfmt::skip]
    fn expand( // one relationship; more in further calls: `.expand(a).expand(b)`
        self,
        one_relationship: impl Expandable<Self::To>,
    ) -> Expand<Self>
    where
        Self::To: Table,
    {
        self.expanded().expand(one_relationship)
    }

    /// Filters the related rows.
    #[rustfmt::skip]
    fn filter( // one condition, or several as a tuple: `filter((a, b))`
        self,
        condition_or_tuple: impl IntoFilter<Self::To>,
    ) -> Expand<Self>
    where
        Self: ToMany,
    {
        self.expanded().filter(condition_or_tuple)
    }

    /// Orders the related rows, by one order or a tuple of orders. Further orders break ties.
    #[rustfmt::skip]
    fn order_by( // one order, or several as a tuple: `order_by((a, b))`
        self,
        order_or_tuple: impl IntoOrder<Self::To>,
    ) -> Expand<Self>
    where
        Self: ToMany,
    {
        self.expanded().order_by(order_or_tuple)
    }

    /// Limits the number of related rows of each row.
    #[rustfmt::skip]
    fn top( // a number of rows: `top(10)`; text is parsed by `text.parse()?`
        self,
        rows: u32,
    ) -> Expand<Self>
    where
        Self: ToMany,
    {
        self.expanded().top(rows)
    }

    /// Asks only for the URL of the related row (`$ref`).
    fn by_reference(self) -> Expand<Self>
    where
        Self: ToOne,
    {
        let mut expand = self.expanded();
        expand.expansion.is_reference = true;
        expand
    }
}

impl<R: Relationship> Expand<R> {
    /// Selects columns of the related rows, in addition to the primary key.
    #[rustfmt::skip]
    pub fn select( // one column, or several as a tuple: `select((a, b))`
        mut self,
        column_or_tuple: impl Selectable<R::To>,
    ) -> Self
    where
        R::To: Table,
    {
        column_or_tuple.add_to(&mut self.expansion.options.select);
        self
    }

    /// Expands a relationship of the related rows. Calls for the same relationship merge as in
    /// [`Query::expand`](super::Query::expand).
    #[rustfmt::skip]
    pub fn expand( // one relationship; more in further calls: `.expand(a).expand(b)`
        mut self,
        one_relationship: impl Expandable<R::To>,
    ) -> Self
    where
        R::To: Table,
    {
        let options = &mut self.expansion.options;
        options.add_expansion(one_relationship.expansion(), Origin::Calls);
        self
    }

    /// Filters the related rows. The conditions of several calls, and those of a tuple, are combined with `and`.
    #[rustfmt::skip]
    pub fn filter( // one condition, or several as a tuple: `filter((a, b))`
        mut self,
        condition_or_tuple: impl IntoFilter<R::To>,
    ) -> Self
    where
        R: ToMany,
    {
        let filter = condition_or_tuple.into_filter();
        self.expansion.options.filter.push(filter.condition);
        self
    }

    /// Orders the related rows, by one order or a tuple of orders. Further orders break ties.
    #[rustfmt::skip]
    pub fn order_by( // one order, or several as a tuple: `order_by((a, b))`
        mut self,
        order_or_tuple: impl IntoOrder<R::To>,
    ) -> Self
    where
        R: ToMany,
    {
        order_or_tuple.add_to(&mut self.expansion.options);
        self
    }

    /// Limits the number of related rows of each row.
    #[rustfmt::skip]
    pub fn top( // a number of rows: `top(10)`; text is parsed by `text.parse()?`
        mut self,
        rows: u32,
    ) -> Self
    where
        R: ToMany,
    {
        self.expansion.options.top = Some(rows);
        self
    }

    /// Selects and expands what a projection needs.
    pub(crate) fn with_selection(mut self, options: Options) -> Self {
        self.expansion.options.select = options.select;
        self.expansion.options.expand = options.expand;
        self
    }
}
