use core::fmt::{self, Debug, Display};
use core::marker::PhantomData;

use dataverse_schema_runtime::table::Table;

use super::ast::{Origin, RowsQuery};
use super::check::{MAX_URL, MAX_URL_IN_BATCH, QueryErrors, check_rows};
use super::expand::Expandable;
use super::filter::Filter;
use super::order::Order;
use super::print::{rows_request, rows_url};
use super::projection::Projection;
use super::selectable::Selectable;
use crate::request::{Annotation, Request};

/// A query for rows of a table, as its row type or as the projection `P`.
///
/// ```text
/// let c = PluginPackage::columns();
/// let query = PluginPackage::query()
///     .select((c.name, c.version))
///     .filter(c.name.starts_with("contoso"))
///     .order_by(c.created_on.desc())
///     .top(10);
/// ```
#[must_use]
pub struct Query<P> {
    pub(super) ast: RowsQuery,
    projection: PhantomData<fn() -> P>,
}

impl<P: Projection> Query<P> {
    pub(crate) fn new(path: String) -> Self {
        let selection = P::selection();
        let formatted = selection
            .is_formatted
            .then_some(Annotation::FormattedValues);
        Self {
            ast: RowsQuery {
                path,
                options: selection.options,
                count: false,
                page_size: None,
                annotations: formatted.into_iter().collect(),
            },
            projection: PhantomData,
        }
    }

    /// Filters the rows. The conditions of several calls are combined with `and`.
    pub fn filter(mut self, filter: Filter<P::Row>) -> Self {
        self.ast.options.filter.push(filter.condition);
        self
    }

    /// Orders the rows. Further calls break ties. By default, rows are ordered by primary key.
    pub fn order_by(mut self, order: Order<P::Row>) -> Self {
        self.ast.options.add_order(order.sort);
        self
    }

    /// Limits the number of rows, on all pages.
    pub fn top(mut self, rows: u32) -> Self {
        self.ast.options.top = Some(rows);
        self
    }

    /// Asks for the number of rows on all pages, counted up to 5,000:
    /// [`Rows::count`](dataverse_schema_runtime::rows::Rows::count).
    pub fn count(mut self) -> Self {
        self.ast.count = true;
        self
    }

    /// Sets the maximum number of rows on a page, 1 to 5,000. The default is 5,000.
    /// [`next_page`](Self::next_page) asks for the next page.
    pub fn page_size(mut self, rows: u32) -> Self {
        self.ast.page_size = Some(rows);
        self
    }

    /// Asks for annotations. A lookup with several targets has a known table only with
    /// [`Annotation::Lookups`].
    pub fn annotations(mut self, annotations: impl IntoIterator<Item = Annotation>) -> Self {
        self.ast.annotations.extend(annotations);
        self
    }

    /// Checks the query against the documented limits and restrictions of the service.
    ///
    /// # Errors
    /// Returns all errors of the query.
    pub fn check(&self) -> Result<(), QueryErrors> {
        check_rows(&self.ast, &rows_url(&self.ast), MAX_URL)
    }

    /// Checks the query and returns the request for the first page.
    ///
    /// # Errors
    /// Returns all errors of the query.
    pub fn into_request(self) -> Result<Request, QueryErrors> {
        self.checked_request(MAX_URL)
    }

    /// Checks the query and returns the request for a [batch](crate::batch::Batch), where the URL
    /// may be twice as long.
    ///
    /// # Errors
    /// Returns all errors of the query.
    pub fn into_batch_request(self) -> Result<Request, QueryErrors> {
        self.checked_request(MAX_URL_IN_BATCH)
    }

    fn checked_request(self, max_url: usize) -> Result<Request, QueryErrors> {
        let url = rows_url(&self.ast);
        check_rows(&self.ast, &url, max_url)?;
        Ok(rows_request(&self.ast, url))
    }

    /// Returns the request without checking the query.
    pub fn into_unchecked_request(self) -> Request {
        rows_request(&self.ast, rows_url(&self.ast))
    }

    /// Returns the request for the next page. The link comes from the response:
    /// [`Rows::next_link`](dataverse_schema_runtime::rows::Rows::next_link).
    pub fn next_page(&self, next_link: &str) -> Request {
        rows_request(&self.ast, next_link.to_owned())
    }
}

impl<T: Table + Projection<Row = T>> Query<T> {
    /// Selects columns, in addition to the primary key. By default all columns are returned.
    pub fn select(mut self, columns: impl Selectable<T>) -> Self {
        columns.add_to(&mut self.ast.options.select);
        self
    }

    /// Expands a relationship, so that the response contains the related rows:
    /// [`RowExt::related`](dataverse_schema_runtime::row_ext::RowExt::related).
    ///
    /// Calls for the same relationship merge: the related rows have the columns and the related
    /// rows of each call, and match the conditions of all.
    pub fn expand(mut self, relationship: impl Expandable<T>) -> Self {
        self.ast
            .options
            .add_expansion(relationship.expansion(), Origin::Calls);
        self
    }
}

/// Formats the URL below the base URL, percent-encoded.
impl<P> Display for Query<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&rows_url(&self.ast))
    }
}

impl<P> Debug for Query<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

impl<P> Clone for Query<P> {
    fn clone(&self) -> Self {
        Self {
            ast: self.ast.clone(),
            projection: PhantomData,
        }
    }
}
