use core::marker::PhantomData;

use super::ast::Sort;
use super::query_column::QueryColumn;

/// An order of rows of table `T` by one column (`$orderby`).
#[derive(Clone, Debug)]
#[must_use]
pub struct Order<T> {
    pub(crate) sort: Sort,
    table: PhantomData<fn() -> T>,
}

/// Orders rows by a column. A lookup is ordered by the name of its row, a choice by the number of
/// its option.
pub trait Sortable: QueryColumn {
    /// Orders rows by ascending values.
    fn asc(self) -> Order<Self::Table> {
        order(self, false)
    }

    /// Orders rows by descending values.
    fn desc(self) -> Order<Self::Table> {
        order(self, true)
    }
}
impl<P: QueryColumn> Sortable for P {}

fn order<P: QueryColumn>(property: P, is_descending: bool) -> Order<P::Table> {
    Order {
        sort: Sort {
            path: property.path(),
            is_descending,
        },
        table: PhantomData,
    }
}
