use core::marker::PhantomData;

use dataverse_schema_runtime::info::{RelationshipInfo, TableInfo};
use dataverse_schema_runtime::row::ColumnValue;
use dataverse_schema_runtime::table::{
    Column, ManyToMany, ManyToOne, Named, OneToMany, Readable, Relationship, Table,
};

use super::ast::{ColumnPath, Step};
use super::query_column::QueryColumn;
use crate::cardinality::ToOne;

/// A path of lookups from a row of table `T` to a related row of table `To`.
#[derive(Clone, Debug)]
pub struct LookupPath<T, To> {
    before: Vec<Step>,
    last: (&'static TableInfo, &'static RelationshipInfo),
    tables: PhantomData<fn() -> (T, To)>,
}

/// A column of a related row, as a column of a query of table `T`.
#[derive(Clone, Debug)]
pub struct RelatedColumn<T, V> {
    pub(super) path: ColumnPath,
    types: PhantomData<fn() -> (T, V)>,
}

impl<T: Table, To: Named> LookupPath<T, To> {
    fn new(relationship: &'static RelationshipInfo) -> Self {
        Self {
            before: Vec::new(),
            last: (T::info(), relationship),
            tables: PhantomData,
        }
    }
}

impl<T: Table, To: Table> LookupPath<T, To> {
    fn steps(self) -> Vec<Step> {
        let (from, relationship) = self.last;
        let mut steps = self.before;
        steps.push(Step {
            from,
            relationship,
            to: Some(To::info()),
        });
        steps
    }

    /// Extends the path by a lookup of the related row.
    pub fn then<Next: Named, N>(self, relationship: ManyToOne<To, Next, N>) -> LookupPath<T, Next>
    where
        ManyToOne<To, Next, N>: Relationship,
    {
        LookupPath {
            before: self.steps(),
            last: (To::info(), relationship.info()),
            tables: PhantomData,
        }
    }

    /// Returns a column of the related row.
    pub fn column<V: ColumnValue, A: Readable>(
        self,
        column: Column<To, V, A>,
    ) -> RelatedColumn<T, V> {
        RelatedColumn {
            path: ColumnPath {
                navigation: self.steps(),
                column: column.info(),
            },
            types: PhantomData,
        }
    }
}

impl<T: Table, V: ColumnValue> QueryColumn for RelatedColumn<T, V> {
    type Table = T;
    type Value = V;

    fn path(self) -> ColumnPath {
        self.path
    }
}

/// Follows lookups in filters and orders.
pub trait Traverse<T: Table, To: Named>: Sized {
    /// Returns a column of the related row: `primarycontactid/fullname`.
    fn column<V: ColumnValue, A: Readable>(self, column: Column<To, V, A>) -> RelatedColumn<T, V>
    where
        Self: ToOne<From = T, To = To>,
        To: Table,
    {
        LookupPath::new(self.info()).column(column)
    }

    /// Returns the path to the row of another lookup: `primarycontactid/createdby`.
    fn then<Next: Named, N>(self, relationship: ManyToOne<To, Next, N>) -> LookupPath<T, Next>
    where
        Self: ToOne<From = T, To = To>,
        ManyToOne<To, Next, N>: Relationship,
        To: Table,
    {
        LookupPath::new(self.info()).then(relationship)
    }
}

impl<T: Table, To: Named, N> Traverse<T, To> for ManyToOne<T, To, N> {}
// The methods have the bound, so that the compiler explains it instead of missing a method.
impl<T: Table, To: Named> Traverse<T, To> for OneToMany<T, To> {}
impl<T: Table, To: Named> Traverse<T, To> for ManyToMany<T, To> {}
