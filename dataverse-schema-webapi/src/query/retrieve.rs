use core::fmt::{self, Debug, Display};

use dataverse_schema_runtime::table::Table;

use super::check::{Problems, check_row};
use super::expand::Expandable;
use super::print::{rows_request, rows_url};
use super::projection::Projection;
use super::query::Query;
use super::selectable::Selectable;
use crate::request::{Annotation, Request};

/// A query for one row, which comes as the table's row type or as the projection `P`.
#[must_use]
pub struct Retrieve<P> {
    /// As far as one row can be asked for: columns, expansions, annotations.
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

    /// The response carries these annotations.
    pub fn annotations(mut self, annotations: impl IntoIterator<Item = Annotation>) -> Self {
        self.query = self.query.annotations(annotations);
        self
    }

    /// The row comes only if its etag is another one by now; else the service answers 304. The service doesn't take it together
    /// with expansions or annotations.
    pub fn if_none_match(mut self, etag: impl Into<String>) -> Self {
        self.etag = Some(etag.into());
        self
    }

    /// The request, a GET.
    ///
    /// # Errors
    /// What the service will refuse.
    pub fn into_request(self) -> Result<Request, Problems> {
        let url = rows_url(&self.query.ast);
        check_row(&self.query.ast, &url, self.etag.is_some())?;
        Ok(self.request(url))
    }

    /// The request, whatever the documentation says of it.
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

impl<T: Table + Projection<Row = T>> Retrieve<T> {
    /// Only these columns, and the primary key. Without any, all columns come.
    pub fn select(mut self, columns: impl Selectable<T>) -> Self {
        self.query = self.query.select(columns);
        self
    }

    /// The rows that a relationship leads to come, too: [`RowExt::related`](dataverse_schema_runtime::row_ext::RowExt::related).
    pub fn expand(mut self, relationship: impl Expandable<T>) -> Self {
        self.query = self.query.expand(relationship);
        self
    }
}

/// The URL below the base address, percent-encoded.
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
