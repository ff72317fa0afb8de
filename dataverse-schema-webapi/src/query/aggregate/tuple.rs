use super::cells::Cells;
use super::key::Keys;
use super::total::Totals;
use crate::query::ast::{ColumnPath, Computed};

/// Tuples of keys or totals, and the empty one: nothing to group by, or nothing to compute.
macro_rules! tuples {
    ($list:ident of $item:ty: $($name:ident)*) => {
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
        tuples! { shorter $list of $item: $($name)* }
    };
    (shorter $list:ident of $item:ty: $first:ident $($name:ident)*) => {
        tuples! { $list of $item: $($name)* }
    };
    (shorter $list:ident of $item:ty:) => {};
}
tuples! { Keys of ColumnPath: A B C D E F G H }
tuples! { Totals of Computed: A B C D E F G H }
