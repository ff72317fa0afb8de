use dataverse_schema_runtime::related::Expanded;
use dataverse_schema_runtime::table::{NavigationPath, Relationship, Table};

use super::aggregate::Aggregate;
use super::projection::{Projection, ProjectionOf};
use super::query::Query;
use super::retrieve::Retrieve;
use crate::cardinality::{ToMany, ToOne};

/// Starts queries along a relationship to a list of rows.
pub trait QueryRelated<R: Relationship>: Sized {
    /// Starts a query for the related rows, as the table's row type.
    fn query(self) -> Query<R::To>
    where
        R: ToMany + Expanded,
        R::To: Table + Projection<Row = R::To>;

    /// Starts a query for the related rows, as a projection.
    fn query_as<P: ProjectionOf<R::To>>(self) -> Query<P>
    where
        R: ToMany,
        R::To: Table;

    /// Starts a query for groups of the related rows, or for totals over all of them.
    fn aggregate(self) -> Aggregate<R::To>
    where
        R: ToMany,
        R::To: Table;
}

impl<R: Relationship> QueryRelated<R> for NavigationPath<R> {
    fn query(self) -> Query<R::To>
    where
        R: ToMany + Expanded,
        R::To: Table + Projection<Row = R::To>,
    {
        Query::new(self.to_string())
    }

    fn query_as<P: ProjectionOf<R::To>>(self) -> Query<P>
    where
        R: ToMany,
        R::To: Table,
    {
        Query::new(self.to_string())
    }

    fn aggregate(self) -> Aggregate<R::To>
    where
        R: ToMany,
        R::To: Table,
    {
        Aggregate::new(self.to_string())
    }
}

/// Starts queries along a relationship to one row.
pub trait RetrieveRelated<R: Relationship>: Sized {
    /// Starts a query for the related row, as the table's row type.
    fn retrieve(self) -> Retrieve<R::To>
    where
        R: ToOne + Expanded,
        R::To: Table + Projection<Row = R::To>;

    /// Starts a query for the related row, as a projection.
    fn retrieve_as<P: ProjectionOf<R::To>>(self) -> Retrieve<P>
    where
        R: ToOne,
        R::To: Table;
}

impl<R: Relationship> RetrieveRelated<R> for NavigationPath<R> {
    fn retrieve(self) -> Retrieve<R::To>
    where
        R: ToOne + Expanded,
        R::To: Table + Projection<Row = R::To>,
    {
        Retrieve::new(self.to_string())
    }

    fn retrieve_as<P: ProjectionOf<R::To>>(self) -> Retrieve<P>
    where
        R: ToOne,
        R::To: Table,
    {
        Retrieve::new(self.to_string())
    }
}
