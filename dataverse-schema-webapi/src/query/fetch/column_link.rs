use core::fmt::{self, Debug};
use core::marker::PhantomData;

use dataverse_schema_runtime::row::Linkable;
use dataverse_schema_runtime::table::{Column, Readable, Table};

use super::join::{Join, Joinable};
use super::related::LinkConditions;
use crate::query::ast::{ColumnPair, Hop};
use crate::query::query_column::{OwnColumn, QueryColumn};

/// A link from rows of table `T` to those of table `To` with the same value in a column.
pub struct ColumnLink<T, To> {
    pair: ColumnPair,
    tables: PhantomData<fn() -> (T, To)>,
}

impl<T, To> Clone for ColumnLink<T, To> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T, To> Copy for ColumnLink<T, To> {}

impl<T, To> Debug for ColumnLink<T, To> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ColumnPair { own, table, other } = self.pair;
        let (own, table, other) = (own.logical_name, table.logical_name, other.logical_name);
        write!(f, "{own} = {table}.{other}")
    }
}

/// Links tables without a relationship between them.
pub trait LinkColumns: Sized {
    /// Links each row to the rows of another table with the same value. Rows without a value aren't
    /// linked. A lookup has the same value as an id.
    ///
    /// The link is used like a relationship: `c.full_name.link_to(a.name).inner()`. Links over long
    /// text and over calculated columns [may be slow].
    ///
    /// [may be slow]: https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/join-tables#no-relationship
    #[rustfmt::skip]
    fn link_to<To: Table, V, A: Readable>( // a column of the other table, with values of the same type
        self,
        other: Column<To, V, A>,
    ) -> ColumnLink<<Self as QueryColumn>::Table, To>
    where
        Self: OwnColumn<Value: Linkable>,
        V: Linkable<Same = <<Self as QueryColumn>::Value as Linkable>::Same>,
    {
        ColumnLink {
            pair: ColumnPair {
                own: self.path().column,
                table: To::info(),
                other: other.info(),
            },
            tables: PhantomData,
        }
    }
}
// The method has the bound, so that the compiler explains it instead of missing a method.
impl<T, V, A> LinkColumns for Column<T, V, A> {}

impl<T: Table, To: Table> Joinable for ColumnLink<T, To> {
    type From = T;
    type To = To;

    fn hop(self) -> Hop {
        Hop::Columns(self.pair)
    }
}
impl<T, To> Join for ColumnLink<T, To> {}
impl<T, To> LinkConditions for ColumnLink<T, To> {}
