use core::fmt::{self, Debug, Display};
use core::marker::PhantomData;

use dataverse_schema_runtime::Table;

use super::expand::Expandable;
use super::options::Options;
use super::print::Printer;
use super::problem::{self, Conditional, MAX_URL, Parts, Problems};
use super::projection::Projection;
use super::selectable::Selectable;
use crate::request::{Annotation, Method, Request};

/// A query for one row, which comes as the table's row type or as the projection `P`.
#[must_use]
pub struct Retrieve<P> {
    path: String,
    options: Options,
    annotations: Vec<Annotation>,
    etag: Option<String>,
    projection: PhantomData<fn() -> P>,
}

impl<P: Projection> Retrieve<P> {
    pub(crate) fn new(path: String) -> Self {
        let selection = P::selection();
        let formatted = selection
            .is_formatted
            .then_some(Annotation::FormattedValues);
        Self {
            path,
            options: selection.options,
            annotations: formatted.into_iter().collect(),
            etag: None,
            projection: PhantomData,
        }
    }

    /// The response carries these annotations.
    pub fn annotations(mut self, annotations: impl IntoIterator<Item = Annotation>) -> Self {
        self.annotations.extend(annotations);
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
        problem::check(&Parts {
            path: &self.path,
            options: &self.options,
            count: false,
            page_size: None,
            conditional: match (&self.etag, self.annotations.is_empty()) {
                (None, _) => Conditional::No,
                (Some(_), true) => Conditional::Yes,
                (Some(_), false) => Conditional::WithAnnotations,
            },
            max_url: MAX_URL,
        })?;
        Ok(self.into_unchecked_request())
    }

    /// The request, whatever the documentation says of it.
    pub fn into_unchecked_request(self) -> Request {
        let request = Request::new(Method::Get, self.to_string()).annotations(self.annotations);
        match self.etag {
            Some(etag) => request.header("If-None-Match", etag),
            None => request,
        }
    }
}

impl<T: Table + Projection<Row = T>> Retrieve<T> {
    /// Only these columns, and the primary key. Without any, all columns come.
    pub fn select(mut self, columns: impl Selectable<T>) -> Self {
        columns.add_to(&mut self.options.select);
        self
    }

    /// The rows that a relationship leads to come, too: [`RowExt::related`](dataverse_schema_runtime::RowExt::related).
    pub fn expand(mut self, relationship: impl Expandable<T>) -> Self {
        self.options.expand.push(relationship.expansion());
        self
    }
}

/// The URL below the base address, percent-encoded.
impl<P> Display for Retrieve<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Printer::new(&self.path).query(&self.options, false))
    }
}

impl<P> Debug for Retrieve<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}
