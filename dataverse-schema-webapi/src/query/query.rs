use core::fmt::{self, Debug, Display};
use core::marker::PhantomData;

use dataverse_schema_runtime::table::Table;

use super::ast::RowsQuery;
use super::check::{MAX_URL, MAX_URL_IN_BATCH, Problems, check_rows};
use super::expand::Expandable;
use super::filter::Filter;
use super::order::Order;
use super::print::{rows_request, rows_url};
use super::projection::Projection;
use super::selectable::Selectable;
use crate::request::{Annotation, Request};

/// A query for rows of a table, which come as rows of its row type or as the projection `P`.
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

    /// Only rows on which the condition holds. Of several all must hold.
    pub fn filter(mut self, filter: Filter<P::Row>) -> Self {
        self.ast.options.add_filter(filter.condition);
        self
    }

    /// The order of the rows. Of several, the first given counts most. Without any, rows come in the order of their primary keys.
    pub fn order_by(mut self, order: Order<P::Row>) -> Self {
        self.ast.options.order_by.push(order.sort);
        self
    }

    /// At most so many rows in all.
    pub fn top(mut self, rows: u32) -> Self {
        self.ast.options.top = Some(rows);
        self
    }

    /// The response says how many rows there are on all pages, at most 5,000: [`Rows::count`](dataverse_schema_runtime::rows::Rows::count).
    pub fn count(mut self) -> Self {
        self.ast.count = true;
        self
    }

    /// At most so many rows on a page, 1 to 5,000; [`next_page`](Self::next_page) asks for the next one. Without it a page has
    /// up to 5,000.
    pub fn page_size(mut self, rows: u32) -> Self {
        self.ast.page_size = Some(rows);
        self
    }

    /// The response carries these annotations. Lookups with several targets tell their table only by those of
    /// [`Annotation::Lookups`].
    pub fn annotations(mut self, annotations: impl IntoIterator<Item = Annotation>) -> Self {
        self.ast.annotations.extend(annotations);
        self
    }

    /// Looks for what the service will refuse, or answer otherwise than it says.
    ///
    /// # Errors
    /// All problems.
    pub fn check(&self) -> Result<(), Problems> {
        check_rows(&self.ast, &rows_url(&self.ast), MAX_URL)
    }

    /// The request for the first page, a GET.
    ///
    /// # Errors
    /// All [problems](Self::check).
    pub fn into_request(self) -> Result<Request, Problems> {
        self.checked_request(MAX_URL)
    }

    /// The request as a part of a [batch](crate::batch::Batch), where the URL may be twice as long.
    ///
    /// # Errors
    /// All [problems](Self::check).
    pub fn into_batch_request(self) -> Result<Request, Problems> {
        self.checked_request(MAX_URL_IN_BATCH)
    }

    fn checked_request(self, max_url: usize) -> Result<Request, Problems> {
        let url = rows_url(&self.ast);
        check_rows(&self.ast, &url, max_url)?;
        Ok(rows_request(&self.ast, url))
    }

    /// The request, whatever the documentation says of it.
    pub fn into_unchecked_request(self) -> Request {
        rows_request(&self.ast, rows_url(&self.ast))
    }

    /// The request for the next page, which a response names: [`Rows::next_link`](dataverse_schema_runtime::rows::Rows::next_link).
    pub fn next_page(&self, next_link: &str) -> Request {
        rows_request(&self.ast, next_link.to_owned())
    }
}

impl<T: Table + Projection<Row = T>> Query<T> {
    /// Only these columns, and the primary key. Without any, all columns come.
    pub fn select(mut self, columns: impl Selectable<T>) -> Self {
        columns.add_to(&mut self.ast.options.select);
        self
    }

    /// The rows that a relationship leads to come, too: [`RowExt::related`](dataverse_schema_runtime::row_ext::RowExt::related).
    pub fn expand(mut self, relationship: impl Expandable<T>) -> Self {
        self.ast.options.expand.push(relationship.expansion());
        self
    }
}

/// The URL below the base address, percent-encoded.
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
