use core::marker::PhantomData;

use super::ast::Sort;
use super::query_column::Property;

/// By what rows of table `T` are ordered (`$orderby`).
#[derive(Clone, Debug)]
#[must_use]
pub struct Order<T> {
    pub(crate) sort: Sort,
    table: PhantomData<fn() -> T>,
}

/// The orders by a column. Lookups go by the name of the row that they point to, options by their numbers.
pub trait Sortable: Property {
    /// The least value first.
    fn asc(self) -> Order<Self::Table> {
        order(self, false)
    }

    /// The greatest value first.
    fn desc(self) -> Order<Self::Table> {
        order(self, true)
    }
}
impl<P: Property> Sortable for P {}

fn order<P: Property>(property: P, is_descending: bool) -> Order<P::Table> {
    Order {
        sort: Sort {
            path: property.path(),
            is_descending,
        },
        table: PhantomData,
    }
}
