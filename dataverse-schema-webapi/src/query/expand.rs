use core::marker::PhantomData;

use dataverse_schema_runtime::table::{
    ManyToMany, ManyToOne, Named, OneToMany, Relationship, Table,
};

use super::ast::{Expansion, Options, RelationshipKind};
use super::filter::Filter;
use super::order::Order;
use super::selectable::Selectable;
use crate::cardinality::{ToMany, ToOne};

/// A relationship that is expanded, with options for the related rows.
#[derive(Clone, Debug)]
#[must_use]
pub struct Expand<R> {
    pub(crate) expansion: Expansion,
    relationship: PhantomData<fn() -> R>,
}

/// What can be expanded from rows of table `T`: a relationship, with options or without.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be expanded from `{T}`",
    note = "relationships of the table can, if they have a navigation property"
)]
pub trait Expandable<T> {
    #[doc(hidden)]
    fn expansion(self) -> Expansion;
}

macro_rules! expandable {
    ($($relationship:ident),*) => {
        $(impl<T: Table, To: Named> Expandable<T> for $relationship<T, To> {
            fn expansion(self) -> Expansion {
                expand(self, RelationshipKind::$relationship).expansion
            }
        }

        impl<T: Table, To: Named> Expandable<T> for Expand<$relationship<T, To>> {
            fn expansion(self) -> Expansion {
                self.expansion
            }
        }

        impl<T: Table, To: Named> WithOptions for $relationship<T, To> {
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

/// The options for the rows that a relationship leads to.
pub trait WithOptions: Relationship {
    #[doc(hidden)]
    fn expanded(self) -> Expand<Self>;

    /// Only these columns of the related rows, and the primary key.
    fn select(self, columns: impl Selectable<Self::To>) -> Expand<Self>
    where
        Self::To: Table,
    {
        self.expanded().select(columns)
    }

    /// Related rows are expanded in turn.
    fn expand(self, relationship: impl Expandable<Self::To>) -> Expand<Self>
    where
        Self::To: Table,
    {
        self.expanded().expand(relationship)
    }

    /// Only related rows on which the condition holds.
    fn filter(self, filter: Filter<Self::To>) -> Expand<Self>
    where
        Self: ToMany,
    {
        self.expanded().filter(filter)
    }

    /// The order of the related rows. Of several, the first given counts most.
    fn order_by(self, order: Order<Self::To>) -> Expand<Self>
    where
        Self: ToMany,
    {
        self.expanded().order_by(order)
    }

    /// At most so many related rows of each row.
    fn top(self, rows: u32) -> Expand<Self>
    where
        Self: ToMany,
    {
        self.expanded().top(rows)
    }

    /// Only the address of the related row (`$ref`).
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
    /// Only these columns of the related rows, and the primary key.
    pub fn select(mut self, columns: impl Selectable<R::To>) -> Self
    where
        R::To: Table,
    {
        columns.add_to(&mut self.expansion.options.select);
        self
    }

    /// Related rows are expanded in turn.
    pub fn expand(mut self, relationship: impl Expandable<R::To>) -> Self
    where
        R::To: Table,
    {
        let options = &mut self.expansion.options;
        options.expand.push(relationship.expansion());
        self
    }

    /// Only related rows on which the condition holds. Of several all must hold.
    pub fn filter(mut self, filter: Filter<R::To>) -> Self
    where
        R: ToMany,
    {
        self.expansion.options.add_filter(filter.condition);
        self
    }

    /// The order of the related rows. Of several, the first given counts most.
    pub fn order_by(mut self, order: Order<R::To>) -> Self
    where
        R: ToMany,
    {
        self.expansion.options.order_by.push(order.sort);
        self
    }

    /// At most so many related rows of each row.
    pub fn top(mut self, rows: u32) -> Self
    where
        R: ToMany,
    {
        self.expansion.options.top = Some(rows);
        self
    }

    pub(crate) fn with(mut self, options: Options) -> Self {
        self.expansion.options.select = options.select;
        self.expansion.options.expand = options.expand;
        self
    }
}
