use core::fmt::{self, Debug, Display};

use dataverse_schema_runtime::changes::Changes;
use dataverse_schema_runtime::check::Checks;
use dataverse_schema_runtime::rule::Invalid;
use dataverse_schema_runtime::table::Table;

use super::check::{QueryErrors, check_returned};
use super::expand::Expandable;
use super::print::{rows_url, with_preferences};
use super::projection::{Projection, ProjectionOf, WholeRow};
use super::query::Query;
use super::selectable::Selectable;
use crate::request::{IntoAnnotations, IntoRequest, Method, Request};

/// Changes of a row that ask for the row as it is after the write, as the table's row type or as
/// the projection `P` (`Prefer: return=representation`).
///
/// [`Response::row`](crate::response::Response::row) reads the response.
///
/// ```text
/// let c = Account::columns();
/// let new = Account::create().set(c.name, "Contoso");
/// let request = new.returning().select((c.account_number, c.created_on)).into_request()?;
/// ```
#[must_use]
pub struct Returning<P: Projection, M> {
    changes: Changes<P::Row, M>,
    /// A query with columns, expansions, and annotations only.
    query: Query<P>,
}

/// Asks for the row as it is after a write.
pub trait ReturnRow<T: Table, M>: Sized {
    /// Asks for the row as the table's row type, with all columns unless some are selected.
    fn returning(self) -> Returning<T, M>
    where
        T: Projection<Row = T>;

    /// Asks for the row as a projection.
    fn returning_as<P: ProjectionOf<T> + Projection<Row = T>>(self) -> Returning<P, M>;
}

impl<T: Table, M> ReturnRow<T, M> for Changes<T, M> {
    fn returning(self) -> Returning<T, M>
    where
        T: Projection<Row = T>,
    {
        Returning::new(self)
    }

    fn returning_as<P: ProjectionOf<T> + Projection<Row = T>>(self) -> Returning<P, M> {
        Returning::new(self)
    }
}

impl<P: Projection, M> Returning<P, M> {
    fn new(changes: Changes<P::Row, M>) -> Self {
        Self {
            changes,
            query: Query::new(String::new()),
        }
    }

    /// Selects columns, in addition to the primary key. By default all columns are returned.
    #[rustfmt::skip]
    pub fn select( // one column, or several as a tuple: `select((a, b))`
        mut self,
        column_or_tuple: impl Selectable<P::Row>,
    ) -> Self
    where
        P: WholeRow,
    {
        self.query = self.query.select(column_or_tuple);
        self
    }

    /// Expands a relationship of a new row, so that the response contains the related rows:
    /// [`RowExt::related`](dataverse_schema_runtime::row_ext::RowExt::related).
    ///
    /// The service ignores the expansions of an update or upsert, and returns no rows for lists
    /// inside another expansion, so these are errors ([create], [update]).
    ///
    /// [create]: https://learn.microsoft.com/power-apps/developer/data-platform/webapi/create-entity-web-api#create-with-data-returned
    /// [update]: https://learn.microsoft.com/power-apps/developer/data-platform/webapi/update-delete-entities-using-web-api#update-with-data-returned
    #[rustfmt::skip]
    pub fn expand( // one relationship; more in further calls: `.expand(a).expand(b)`
        mut self,
        one_relationship: impl Expandable<P::Row>,
    ) -> Self
    where
        P: WholeRow,
    {
        self.query = self.query.expand(one_relationship);
        self
    }

    /// Asks for annotations.
    pub fn annotations(mut self, annotations: impl IntoAnnotations) -> Self {
        self.query = self.query.annotations(annotations);
        self
    }

    /// Adds a query option, percent-encoded. See [`Request::query_option`].
    pub fn query_option(mut self, name: &str, value: &str) -> Self {
        self.query = self.query.query_option(name, value);
        self
    }

    /// Adds preferences (`Prefer`). They replace those of the same name, except that the row is
    /// returned (`return=representation`).
    pub fn prefer(mut self, preferences: &str) -> Self {
        self.query = self.query.prefer(preferences);
        self
    }

    /// Checks all rules and the selection, and returns the request. The status of its response is
    /// 201 for a new row, and 200 otherwise.
    ///
    /// # Errors
    /// Returns the violated rules, or else all errors of the selection.
    pub fn into_request(self) -> Result<Request, ReturningError> {
        self.into_request_with(&Checks::default())
    }

    /// Runs the given checks and returns the request, like [`into_request`](Self::into_request).
    ///
    /// # Errors
    /// Returns the violated rules, or else all errors of the selection.
    pub fn into_request_with(self, checks: &Checks) -> Result<Request, ReturningError> {
        let request = self.changes.into_request_with(checks)?;
        let mut query = self.query.ast;
        query.path.clone_from(&request.path);
        let path = rows_url(&query);
        check_returned(&query, &path, request.method == Method::Post)?;
        let request = Request { path, ..request };
        Ok(with_preferences(request, &query.own)
            .return_representation()
            .annotations(query.annotations))
    }
}

impl<P: Projection, M> Debug for Returning<P, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Returning");
        debug.field("changes", &self.changes);
        debug.field("query", &self.query).finish()
    }
}

impl<P: Projection, M> Clone for Returning<P, M> {
    fn clone(&self) -> Self {
        Self {
            changes: self.changes.clone(),
            query: self.query.clone(),
        }
    }
}

/// The error for a write that can't return its row as asked.
#[derive(Debug)]
#[non_exhaustive]
pub enum ReturningError {
    /// Violated rules of the changes.
    InvalidChanges(Invalid),
    /// Errors of the selection.
    InvalidSelection(QueryErrors),
}

impl From<Invalid> for ReturningError {
    fn from(invalid: Invalid) -> Self {
        Self::InvalidChanges(invalid)
    }
}

impl From<QueryErrors> for ReturningError {
    fn from(errors: QueryErrors) -> Self {
        Self::InvalidSelection(errors)
    }
}

impl Display for ReturningError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InvalidChanges(invalid) => Display::fmt(invalid, f),
            Self::InvalidSelection(errors) => Display::fmt(errors, f),
        }
    }
}

impl core::error::Error for ReturningError {}
