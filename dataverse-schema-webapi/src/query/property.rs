use core::marker::PhantomData;

use dataverse_schema_runtime::{
    Column, ColumnInfo, ColumnKind, ColumnValue, ManyToOne, Named, Readable, RelationshipInfo,
    Table,
};

/// What a filter or an order goes by: a column, or a column of a row that lookups lead to.
#[diagnostic::on_unimplemented(
    message = "a query can't go by `{Self}`",
    note = "it goes by columns that come with a row, such as `columns().name`, and by those of related rows: `many_to_one().createdby.column(…)`"
)]
pub trait Property: Sized {
    /// The table that is queried.
    type Table: Table;
    /// The type of the column's values.
    type Value: ColumnValue;

    #[doc(hidden)]
    fn path(self) -> Path;
}

/// The column at the end of navigation properties.
#[derive(Clone, Debug)]
pub struct Path {
    pub(crate) navigation: Vec<&'static RelationshipInfo>,
    pub(crate) column: &'static ColumnInfo,
}

impl Path {
    /// The path as OData writes it, from the variable of a lambda or from the row itself.
    pub(crate) fn write(&self, url: &mut String, variable: Option<&str>) {
        if let Some(variable) = variable {
            url.push_str(variable);
            url.push('/');
        }
        for relationship in &self.navigation {
            url.push_str(relationship.navigation_property);
            url.push('/');
        }
        url.push_str(self.column.property);
        if matches!(self.column.kind, ColumnKind::ManagedProperty) {
            url.push_str("/Value");
        }
    }

    /// The name under which it comes as the key of a group: that of a related row is preceded by its table.
    pub(crate) fn name_as_key(&self) -> String {
        match self.navigation.last() {
            None => self.column.property.to_owned(),
            Some(to) => format!("{}_{}", to.table, self.column.property),
        }
    }
}

impl<T: Table, V: ColumnValue, A: Readable> Property for Column<T, V, A> {
    type Table = T;
    type Value = V;

    fn path(self) -> Path {
        Path {
            navigation: Vec::new(),
            column: self.info(),
        }
    }
}

/// The row that lookups lead to from a row of table `T`, one after the other.
#[derive(Clone, Debug)]
pub struct Via<T, To> {
    navigation: Vec<&'static RelationshipInfo>,
    tables: PhantomData<fn() -> (T, To)>,
}

/// A column of the row that lookups lead to.
#[derive(Clone, Debug)]
pub struct ViaColumn<T, V> {
    pub(super) path: Path,
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
            path: Path {
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

    fn path(self) -> Path {
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
