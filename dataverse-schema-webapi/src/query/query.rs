use core::fmt::{self, Debug, Display};
use core::marker::PhantomData;

use dataverse_schema_runtime::internal::Never;
use dataverse_schema_runtime::table::Table as _;

use super::aggregate::GroupedRows;
use super::ast::{Options, Origin, Own, RowsQuery};
use super::check::{MAX_URL, MAX_URL_IN_BATCH, QueryErrors, check_rows};
use super::expand::Expandable;
use super::filter::IntoFilter;
use super::order::IntoOrder;
use super::print::{rows_request, rows_url};
use super::projection::{Projection, Selection, WholeRow};
use super::selectable::Selectable;
use crate::request::{IntoAnnotations, Request, ResponseAnnotation};

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
            .then_some(ResponseAnnotation::FormattedValues);
        Self {
            ast: RowsQuery {
                path,
                aliases: Vec::new(),
                is_result: false,
                options: selection.options,
                count: false,
                page_size: None,
                annotations: formatted.into_iter().collect(),
                own: Own::default(),
                is_tracked: selection.is_tracked,
            },
            projection: PhantomData,
        }
    }

    /// Queries the result of a function, whose path has these parameter aliases.
    pub(crate) fn for_call(path: String, aliases: Vec<String>) -> Self {
        let mut query = Self::new(path);
        query.ast.aliases = aliases;
        query.ast.is_result = true;
        query
    }

    /// Filters the rows. The conditions of several calls, and those of a tuple, are combined with `and`.
    #[rustfmt::skip]
    pub fn filter( // one condition, or several as a tuple: `filter((a, b))`
        mut self,
        condition_or_tuple: impl IntoFilter<P::Row>,
    ) -> Self {
        let filter = condition_or_tuple.into_filter();
        self.ast.options.filter.push(filter.condition);
        self
    }

    /// Orders the rows, by one order or a tuple of orders. Further orders break ties. By default, rows are ordered by primary key.
    #[rustfmt::skip]
    pub fn order_by( // one order, or several as a tuple: `order_by((a, b))`
        mut self,
        order_or_tuple: impl IntoOrder<P::Row>,
    ) -> Self {
        order_or_tuple.add_to(&mut self.ast.options);
        self
    }

    /// Isn't an option of a query; it exists so that the compiler names those that are.
    #[doc(hidden)]
    pub fn limit<N: LimitedRows>(self, _: N) -> Self {
        N::never()
    }

    /// Isn't an option of the service; it exists so that the compiler names those that are.
    #[doc(hidden)]
    pub fn skip<N: SkippedRows>(self, _: N) -> Self {
        N::never()
    }

    /// Isn't an option of a query for rows; it exists so that the compiler names those for groups.
    #[doc(hidden)]
    pub fn group_by<N: GroupedRows>(self, _: N) -> Self {
        N::never()
    }

    /// Isn't an option of a query for rows; it exists so that the compiler names those for groups.
    #[doc(hidden)]
    pub fn compute<N: GroupedRows>(self, _: N) -> Self {
        N::never()
    }

    /// Limits the number of rows, on all pages.
    #[rustfmt::skip]
    pub fn top( // a number of rows: `top(10)`; text is parsed by `text.parse()?`
        mut self,
        rows: u32,
    ) -> Self {
        self.ast.options.top = Some(rows);
        self
    }

    /// Limits the query to its first row, whatever number of rows or page size was set before.
    pub fn first(mut self) -> Self {
        self.ast.options.top = Some(1);
        self.ast.page_size = None;
        self.ast.count = false;
        self
    }

    /// Returns a query for the ids of the same rows, in the same order.
    ///
    /// It has the filters, the order, `top`, and your own query options, except those for columns,
    /// related rows, and a count. It has neither annotations, nor a page size, nor preferences.
    pub fn ids(self) -> Query<P::Row> {
        let mut ids = Query::new(self.ast.path);
        ids.ast.aliases = self.ast.aliases;
        ids.ast.is_result = self.ast.is_result;
        ids.ast.own = self.ast.own;
        ids.ast.own.keep_filters();
        ids.ast.options = Options {
            expand: Vec::new(),
            ..self.ast.options
        };
        ids.ast.options.select = Selection::<P::Row>::new().options.select;
        ids
    }

    /// Returns true if the number of rows on all pages is limited by [`top`](Self::top), or by a
    /// query option `$top`.
    pub fn has_top(&self) -> bool {
        let mut own = self.ast.own.options.iter();
        self.ast.options.top.is_some() || own.any(|(name, _)| name == "$top")
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
    /// [`ResponseAnnotation::Lookups`].
    pub fn annotations(mut self, annotations: impl IntoAnnotations) -> Self {
        self.ast.annotations.extend(annotations.into_annotations());
        self
    }

    /// Checks the query against the documented limits and restrictions of the service.
    ///
    /// # Errors
    /// Returns all errors of the query.
    pub fn check(&self) -> Result<(), QueryErrors> {
        self.check_url(&rows_url(&self.ast), MAX_URL)
    }

    /// Checks the query and returns the request for the first page.
    ///
    /// # Errors
    /// Returns all errors of the query.
    #[rustfmt::skip]
    pub fn into_request(
        self, // further pages: `request.next_page(next_link)`
    ) -> Result<Request, QueryErrors> {
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
        self.check_url(&url, max_url)?;
        Ok(rows_request(&self.ast, url))
    }

    fn check_url(&self, url: &str, max_url: usize) -> Result<(), QueryErrors> {
        check_rows(&self.ast, P::Row::info().entity_set, url, max_url)
    }

    /// Returns the request without checking the query.
    pub fn into_unchecked_request(self) -> Request {
        rows_request(&self.ast, rows_url(&self.ast))
    }

    /// Returns the query for the same rows, read as another type.
    pub(super) fn read_as<Q: Projection<Row = P::Row>>(mut self) -> Query<Q> {
        self.ast.is_tracked |= Q::selection().is_tracked;
        Query {
            ast: self.ast,
            projection: PhantomData,
        }
    }

    /// Returns the request for the next page. The link comes from the response:
    /// [`Rows::next_link`](dataverse_schema_runtime::rows::Rows::next_link).
    pub fn next_page(&self, next_link: &str) -> Request {
        rows_request(&self.ast, next_link.to_owned())
    }
}

/// A trait that no type implements, for the error about `limit`.
#[diagnostic::on_unimplemented(
    message = "a query has no `limit`",
    label = "expected `top`",
    note = "use `top(rows)` for the number of rows on all pages, or `page_size(rows)` for that of each page"
)]
pub trait LimitedRows: Never {}

/// A trait that no type implements, for the error about `skip`.
#[diagnostic::on_unimplemented(
    message = "the service can't skip rows",
    label = "expected `page_size` and `next_page`",
    note = "set `page_size(rows)`, and request the next page with `next_page(link)`, whose link is the `next_link()` of the rows before"
)]
pub trait SkippedRows: Never {}

impl<P: Projection> Query<P> {
    /// Selects columns, in addition to the primary key. By default all columns are returned.
    #[rustfmt::skip]
    pub fn select( // one column, or several as a tuple: `select((a, b))`
        mut self,
        column_or_tuple: impl Selectable<P::Row>,
    ) -> Self
    where
        P: WholeRow,
    {
        column_or_tuple.add_to(&mut self.ast.options.select);
        self
    }

    /// Expands a relationship, so that the response contains the related rows:
    /// [`RowExt::related`](dataverse_schema_runtime::row_ext::RowExt::related).
    ///
    /// Calls for the same relationship merge: the related rows have the columns and the related
    /// rows of each call, and match the conditions of all.
    #[rustfmt::skip]
    pub fn expand( // one relationship; more in further calls: `.expand(a).expand(b)`
        mut self,
        one_relationship: impl Expandable<P::Row>,
    ) -> Self
    where
        P: WholeRow,
    {
        self.ast
            .options
            .add_expansion(one_relationship.expansion(), Origin::Calls);
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
