use dataverse_schema_runtime::internal::{DELETED_ENTITY_ID, deserialize_rows, is_deleted_entity};
use dataverse_schema_runtime::projection::{FromRow, Nested, ProjectionError};
use dataverse_schema_runtime::row::Row;
use dataverse_schema_runtime::table::Table;
use dataverse_schema_runtime::value::Id;
use serde::Deserializer;

use super::projection::{Projection, Selection, WholeRow};

/// An entry of the response to a query with [`track_changes`](super::Query::track_changes), with
/// rows read as `P`.
#[derive(Clone, Debug, PartialEq)]
pub enum Tracked<P: FromRow> {
    /// A row that was created or updated. The first query returns all rows.
    Changed(P),
    /// A row that was deleted. It may have been created since the delta link, too.
    Deleted(Id<P::Row>),
}

impl<P: FromRow> FromRow for Tracked<P> {
    type Row = P::Row;

    fn from_row(row: P::Row) -> Result<Self, ProjectionError> {
        if !is_deleted_entity(row.extras()) {
            return P::from_row(row).map(Self::Changed);
        }
        let id = row.extras().property(DELETED_ENTITY_ID);
        id.and_then(|id| id.parse::<String>().ok()?.parse().ok())
            .map(|id| Self::Deleted(Id::new(id)))
            .ok_or(ProjectionError::DeletedWithoutId {
                table: P::Row::info(),
            })
    }

    fn deserialize_list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Self>, D::Error> {
        deserialize_rows(deserializer, Self::from_row)
    }
}

impl<P: Projection> Projection for Tracked<P> {
    fn selection() -> Selection<P::Row> {
        P::selection().tracked()
    }
}

#[diagnostic::do_not_recommend]
impl<P: FromRow + Nested<D>, D> Nested<D> for Tracked<P> {}

#[diagnostic::do_not_recommend]
impl<P: WholeRow> WholeRow for Tracked<P> {}
