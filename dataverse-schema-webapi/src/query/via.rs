use core::marker::PhantomData;

use dataverse_schema_runtime::info::RelationshipInfo;
use dataverse_schema_runtime::row::ColumnValue;
use dataverse_schema_runtime::table::{Column, ManyToOne, Named, Readable, Table};

use super::ast::ColumnPath;
use super::query_column::Property;

/// The row that lookups lead to from a row of table `T`, one after the other.
#[derive(Clone, Debug)]
pub struct Via<T, To> {
    navigation: Vec<&'static RelationshipInfo>,
    tables: PhantomData<fn() -> (T, To)>,
}

/// A column of the row that lookups lead to.
#[derive(Clone, Debug)]
pub struct ViaColumn<T, V> {
    pub(super) path: ColumnPath,
    types: PhantomData<fn() -> (T, V)>,
}

impl<T: Table, To: Table> Via<T, To> {
    /// The row that a lookup of that row leads to.
    pub fn then<Next: Named>(mut self, relationship: ManyToOne<To, Next>) -> Via<T, Next> {
        self.navigation.push(relationship.info());
        Via {
            navigation: self.navigation,
            tables: PhantomData,
        }
    }

    /// A column of that row.
    pub fn column<V: ColumnValue, A: Readable>(self, column: Column<To, V, A>) -> ViaColumn<T, V> {
        ViaColumn {
            path: ColumnPath {
                navigation: self.navigation,
                column: column.info(),
            },
            types: PhantomData,
        }
    }
}

impl<T: Table, V: ColumnValue> Property for ViaColumn<T, V> {
    type Table = T;
    type Value = V;

    fn path(self) -> ColumnPath {
        self.path
    }
}

/// From a row to what its lookups lead to, in filters and orders.
pub trait Through<T: Table, To: Named>: Sized {
    /// A column of the row that the lookup leads to: `primarycontactid/fullname`.
    fn column<V: ColumnValue, A: Readable>(self, column: Column<To, V, A>) -> ViaColumn<T, V>
    where
        To: Table;

    /// The row that a lookup of that row leads to: `primarycontactid/createdby`.
    fn then<Next: Named>(self, relationship: ManyToOne<To, Next>) -> Via<T, Next>
    where
        To: Table;
}

impl<T: Table, To: Named> Through<T, To> for ManyToOne<T, To> {
    fn column<V: ColumnValue, A: Readable>(self, column: Column<To, V, A>) -> ViaColumn<T, V>
    where
        To: Table,
    {
        via(self).column(column)
    }

    fn then<Next: Named>(self, relationship: ManyToOne<To, Next>) -> Via<T, Next>
    where
        To: Table,
    {
        via(self).then(relationship)
    }
}

fn via<T: Table, To: Named>(relationship: ManyToOne<T, To>) -> Via<T, To> {
    Via {
        navigation: vec![relationship.info()],
        tables: PhantomData,
    }
}
