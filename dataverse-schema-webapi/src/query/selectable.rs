use dataverse_schema_runtime::info::ColumnInfo;
use dataverse_schema_runtime::row::ColumnValue;
use dataverse_schema_runtime::table::{Column, Readable, Table};

use super::ast::add_column;

/// Columns of table `T` that a query can select: one column, or a tuple of columns and tuples.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be selected from `{T}`",
    label = "expected a column of `{T}`, or a tuple of its columns",
    note = "use a column of `{T}::columns()`, or a tuple of up to 16 columns and tuples: `(c.name, c.version)`",
    note = "for columns of a related row, use `expand(relationship.select(…))`"
)]
pub trait Selectable<T> {
    #[doc(hidden)]
    fn add_to(self, columns: &mut Vec<&'static ColumnInfo>);
}

impl<T: Table, V: ColumnValue, A: Readable> Selectable<T> for Column<T, V, A> {
    fn add_to(self, columns: &mut Vec<&'static ColumnInfo>) {
        add_column(columns, self.info());
    }
}

/// A list of columns, such as those found by name.
#[diagnostic::do_not_recommend]
impl<T, S: Selectable<T>> Selectable<T> for Vec<S> {
    fn add_to(self, columns: &mut Vec<&'static ColumnInfo>) {
        for column in self {
            column.add_to(columns);
        }
    }
}

macro_rules! tuples {
    ($first:ident $($name:ident)*) => {
        impl<T, $first: Selectable<T>, $($name: Selectable<T>),*> Selectable<T> for ($first, $($name,)*) {
            #[allow(non_snake_case)]
            fn add_to(self, columns: &mut Vec<&'static ColumnInfo>) {
                let ($first, $($name,)*) = self;
                $first.add_to(columns);
                $($name.add_to(columns);)*
            }
        }
        tuples! { $($name)* }
    };
    () => {};
}
tuples! { A B C D E F G H I J K L M N O P }
