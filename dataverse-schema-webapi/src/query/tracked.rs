use dataverse_schema_runtime::internal::{DELETED_ENTITY_ID, is_deleted_entity};
use dataverse_schema_runtime::projection::{FromRow, ProjectionError};
use dataverse_schema_runtime::row::Row;
use dataverse_schema_runtime::table::Table;
use dataverse_schema_runtime::value::Id;

use super::projection::{Projection, Selection, WholeRow};
use super::query::Query;
use crate::request::{Method, Request};

/// An entry of the response to a query with [`track_changes`](Query::track_changes), whose rows are
/// read as `P`.
#[derive(Clone, Debug, PartialEq)]
pub enum Tracked<P: FromRow> {
    /// A row that was created or updated. The first query returns all rows.
    Changed(P),
    /// A row that was deleted. It may have been created since the delta link, too.
    Deleted(Id<P::Row>),
}

impl<P: FromRow> FromRow for Tracked<P> {
    type Row = P::Row;

    const READS_DELETED: bool = true;

    fn from_row(row: P::Row) -> Result<Self, ProjectionError> {
        if !is_deleted_entity(&row) {
            return P::from_row(row).map(Self::Changed);
        }
        let id = row.extras().property(DELETED_ENTITY_ID);
        id.and_then(|id| id.parse::<String>().ok()?.parse().ok())
            .map(|id| Self::Deleted(Id::new(id)))
            .ok_or(ProjectionError::DeletedWithoutId {
                table: P::Row::info(),
            })
    }
}

impl<P: Projection> Projection for Tracked<P> {
    fn selection() -> Selection<P::Row> {
        P::selection().tracked()
    }
}

#[diagnostic::do_not_recommend]
impl<P: WholeRow> WholeRow for Tracked<P> {}

impl<P: Projection> Query<P> {
    /// Asks for the rows as they are now, and for a link to later changes:
    /// [`Rows::delta_link`](dataverse_schema_runtime::rows::Rows::delta_link) of the last page, which
    /// [`changes_since`](Query::changes_since) takes.
    ///
    /// The table must have change tracking enabled, and the user must be allowed to read the whole
    /// table. The service rejects filters, orders, expansions, and `top`, and returns no link where
    /// annotations are asked for, so each of them is an error.
    ///
    /// ```text
    /// let query = Account::query().select(c.name).track_changes();
    /// // Each of the rows is `Changed`.
    /// let request = query.clone().into_request()?;
    /// // Later: each row is `Changed` or `Deleted`.
    /// let request = query.changes_since(delta_link);
    /// ```
    pub fn track_changes(self) -> Query<Tracked<P>> {
        self.into_tracked()
    }
}

impl<P: Projection> Query<Tracked<P>> {
    /// Returns the request for the first page of the changes since the response with this
    /// [link](dataverse_schema_runtime::rows::Rows::delta_link). The last page has the link to the
    /// changes after it.
    ///
    /// A link is valid for 7 days by default (`ExpireChangeTrackingInDays` of the organization).
    /// The service then responds with an error; query all rows again.
    pub fn changes_since(&self, delta_link: &str) -> Request {
        self.next_page(delta_link)
    }

    /// Returns the request for the number of changes since the response with this link:
    /// [`Response::count`](crate::response::Response::count).
    pub fn count_since(&self, delta_link: &str) -> Request {
        let (path, options) = delta_link.split_once('?').unwrap_or((delta_link, ""));
        let token = options
            .split('&')
            .find(|option| {
                option.starts_with("$deltatoken=") || option.starts_with("%24deltatoken=")
            })
            .unwrap_or(options);
        Request::new(Method::Get, format!("{path}/$count?{token}"))
    }
}
