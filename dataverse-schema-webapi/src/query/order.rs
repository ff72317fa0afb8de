use core::marker::PhantomData;

use dataverse_schema_runtime::internal::Never;
use dataverse_schema_runtime::table::{Column, ManyToOne};

use super::ast::{Options, Sort};
use super::query_column::QueryColumn;
use super::traverse::{LookupPath, RelatedColumn};

/// An order of rows of table `T` by one column (`$orderby`).
#[derive(Clone, Debug)]
#[must_use]
pub struct Order<T> {
    pub(crate) sort: Sort,
    table: PhantomData<fn() -> T>,
}

/// An order of rows of table `T`: an [`Order`], or a tuple of orders of which later ones break ties.
#[diagnostic::on_unimplemented(
    message = "`{Self}` isn't an order of rows of `{T}`",
    label = "expected an order of rows of `{T}`",
    note = "use `asc()` or `desc()` of a column of `{T}::columns()`, or a tuple of up to 8 orders: `(c.name.asc(), c.version.desc())`",
    note = "for a column of a related row, use `TheTable::many_to_one().lookup.column(c.name).asc()`; the service can't order by totals"
)]
pub trait IntoOrder<T> {
    #[doc(hidden)]
    fn add_to(self, options: &mut Options);
}

impl<T> IntoOrder<T> for Order<T> {
    fn add_to(self, options: &mut Options) {
        options.add_order(self.sort);
    }
}

/// A list of orders, such as those that a user chose.
#[diagnostic::do_not_recommend]
impl<T, O: IntoOrder<T>> IntoOrder<T> for Vec<O> {
    fn add_to(self, options: &mut Options) {
        for order in self {
            order.add_to(options);
        }
    }
}

macro_rules! tuples {
    ($first:ident $($name:ident)*) => {
        impl<T, $first: IntoOrder<T>, $($name: IntoOrder<T>),*> IntoOrder<T> for ($first, $($name,)*) {
            #[allow(non_snake_case)]
            fn add_to(self, options: &mut Options) {
                let ($first, $($name,)*) = self;
                $first.add_to(options);
                $($name.add_to(options);)*
            }
        }
        tuples! { $($name)* }
    };
    () => {};
}
tuples! { A B C D E F G H }

/// Orders rows by a column. A lookup is ordered by the name of its row, a choice by the number of
/// its option.
pub trait Sortable: Sized {
    /// Orders rows by ascending values.
    fn asc(self) -> Order<<Self as QueryColumn>::Table>
    where
        Self: QueryColumn,
    {
        order(self, false)
    }

    /// Orders rows by descending values.
    fn desc(self) -> Order<<Self as QueryColumn>::Table>
    where
        Self: QueryColumn,
    {
        order(self, true)
    }

    /// Is named `asc`; this exists so that the compiler says so.
    #[doc(hidden)]
    fn ascending(self) -> Order<<Self as QueryColumn>::Table>
    where
        Self: QueryColumn<Value: LongName>,
    {
        <<Self as QueryColumn>::Value as Never>::never()
    }

    /// Is named `desc`; this exists so that the compiler says so.
    #[doc(hidden)]
    fn descending(self) -> Order<<Self as QueryColumn>::Table>
    where
        Self: QueryColumn<Value: LongName>,
    {
        <<Self as QueryColumn>::Value as Never>::never()
    }
}
/// A trait that no type implements, for the errors about other names of the methods.
#[diagnostic::on_unimplemented(
    message = "orders have short names",
    label = "expected `asc` or `desc`",
    note = "use `asc()` for ascending values and `desc()` for descending ones"
)]
pub trait LongName: Never {}

// The methods have the bounds, so that the compiler explains them instead of missing a method.
impl<T, V, A> Sortable for Column<T, V, A> {}
impl<T, V> Sortable for RelatedColumn<T, V> {}
impl<T, To, N> Sortable for ManyToOne<T, To, N> {}
impl<T, To> Sortable for LookupPath<T, To> {}

fn order<P: QueryColumn>(property: P, is_descending: bool) -> Order<P::Table> {
    Order {
        sort: Sort {
            path: property.path(),
            is_descending,
        },
        table: PhantomData,
    }
}
