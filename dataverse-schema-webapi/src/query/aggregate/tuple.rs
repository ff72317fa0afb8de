use super::cells::Cells;
use super::key::GroupKeys;
use super::total::Totals;
use crate::query::ast::{ColumnPath, Computed};

/// Implements a trait for tuples of up to 8 keys or totals. The empty tuple has none.
macro_rules! tuples {
    ($list:ident -> $item:ty: $($name:ident)*) => {
        impl<T, $($name: $list<T>),*> $list<T> for ($($name,)*) {
            type Values = ($($name::Values,)*);

            #[allow(non_snake_case, unused_variables)]
            fn add_to(&self, items: &mut Vec<$item>) {
                let ($($name,)*) = self;
                $($name.add_to(items);)*
            }

            #[allow(non_snake_case, unused_variables)]
            fn read(&self, cells: &mut Cells<'_>) -> Result<Self::Values, serde_json::Error> {
                let ($($name,)*) = self;
                Ok(($($name.read(cells)?,)*))
            }
        }
        tuples! { shorter $list -> $item: $($name)* }
    };
    (shorter $list:ident -> $item:ty: $first:ident $($name:ident)*) => {
        tuples! { $list -> $item: $($name)* }
    };
    (shorter $list:ident -> $item:ty:) => {};
}
pub(crate) use tuples;

tuples! { GroupKeys -> ColumnPath: A B C D E F G H }
tuples! { Totals -> Computed: A B C D E F G H }
