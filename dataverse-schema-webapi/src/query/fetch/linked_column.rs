use core::marker::PhantomData;

use dataverse_schema_runtime::row::ColumnValue;
use dataverse_schema_runtime::table::Table;

use crate::query::aggregate::Computable;
use crate::query::ast::{Hop, LinkedPath};
use crate::query::fetch_column::{FetchColumn, OnlyFetch};

/// A column of the rows that a query of table `T` links. See
/// [`LinkConditions::linked_column`](super::LinkConditions::linked_column).
#[derive(Clone, Debug)]
#[must_use]
pub struct LinkedColumn<T, V> {
    pub(super) path: LinkedPath,
    types: PhantomData<fn() -> (T, V)>,
}

impl<T, V> LinkedColumn<T, V> {
    pub(super) fn new(hop: Hop, mut path: LinkedPath) -> Self {
        path.links.insert(0, hop);
        Self {
            path,
            types: PhantomData,
        }
    }
}

impl<T: Table, V: ColumnValue> FetchColumn for LinkedColumn<T, V> {
    type Table = T;
    type Value = V;
    type Queries = OnlyFetch;

    fn linked_path(self) -> LinkedPath {
        self.path
    }
}
impl<T, V> Computable for LinkedColumn<T, V> {}
