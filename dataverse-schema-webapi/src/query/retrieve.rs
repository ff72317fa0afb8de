use core::fmt::{self, Debug, Display};

use dataverse_schema_runtime::internal::Never;

use super::check::{QueryErrors, check_row};
use super::expand::Expandable;
use super::print::{rows_request, rows_url};
use super::projection::{Projection, WholeRow};
use super::query::Query;
use super::selectable::Selectable;
use crate::request::{IntoAnnotations, Request};

/// A query for one row, as the table's row type or as the projection `P`.
#[must_use]
pub struct Retrieve<P> {
    /// A query with columns, expansions, and annotations only.
    query: Query<P>,
    etag: Option<String>,
}

impl<P: Projection> Retrieve<P> {
    pub(crate) fn new(path: String) -> Self {
        Self {
            query: Query::new(path),
            etag: None,
        }
    }

    /// Queries the result of a function, whose path has these parameter aliases.
    pub(crate) fn for_call(path: String, aliases: Vec<String>) -> Self {
        Self {
            query: Query::for_call(path, aliases),
            etag: None,
        }
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

    /// Adds preferences (`Prefer`). They replace those of the same name.
    pub fn prefer(mut self, preferences: &str) -> Self {
        self.query = self.query.prefer(preferences);
        self
    }

    /// Requests the row only if its etag differs from this one. Otherwise, the service responds
    /// with 304 (Not Modified). It rejects the combination with expansions or annotations. The row
    /// that a function returns has no such request.
    ///
    /// Microsoft documents it for a row that is identified by an id or a key. For the row that a
    /// lookup leads to, expect the whole row as well: a service may ignore the condition there.
    pub fn if_none_match(mut self, etag: impl Into<String>) -> Self {
        self.etag = Some(etag.into());
        self
    }

    /// Isn't an option of this query; it exists so that the compiler names the one that has it.
    #[doc(hidden)]
    pub fn filter<F: FilterOfOneRow>(self, _: F) -> Self {
        F::never()
    }

    /// Checks the query and returns the request.
    ///
    /// # Errors
    /// Returns all errors of the query.
    pub fn into_request(self) -> Result<Request, QueryErrors> {
        let url = rows_url(&self.query.ast);
        check_row(&self.query.ast, &url, self.etag.is_some())?;
        Ok(self.request(url))
    }

    /// Returns the request without checking the query.
    pub fn into_unchecked_request(self) -> Request {
        let url = rows_url(&self.query.ast);
        self.request(url)
    }

    fn request(self, url: String) -> Request {
        let request = rows_request(&self.query.ast, url);
        match self.etag {
            Some(etag) => request.header("If-None-Match", etag),
            None => request,
        }
    }
}

/// A trait that no type implements, for the error about a filter of one row.
#[diagnostic::on_unimplemented(
    message = "a query for the row with an id has no filter",
    label = "expected no condition",
    note = "use `query().filter(condition_or_tuple)`, which returns the rows that match"
)]
pub trait FilterOfOneRow: Never {}

impl<P: Projection> Retrieve<P> {
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

    /// Expands a relationship, so that the response contains the related rows:
    /// [`RowExt::related`](dataverse_schema_runtime::row_ext::RowExt::related). Calls for the
    /// same relationship merge as in [`Query::expand`].
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
}

/// Formats the URL below the base URL, percent-encoded.
impl<P> Display for Retrieve<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.query, f)
    }
}

impl<P> Debug for Retrieve<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

impl<P> Clone for Retrieve<P> {
    fn clone(&self) -> Self {
        Self {
            query: self.query.clone(),
            etag: self.etag.clone(),
        }
    }
}
