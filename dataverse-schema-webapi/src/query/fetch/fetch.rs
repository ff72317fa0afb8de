use core::fmt::{self, Debug, Display};
use core::marker::PhantomData;

use dataverse_schema_runtime::rows::Rows;
use dataverse_schema_runtime::table::Table;

use super::ast::{FetchQuery, Node};
use super::check::check_fetch;
use super::filter::IntoFetchFilter;
use super::hint::QueryHint;
use super::joined::LinkedRows;
use super::link::{Links, RequiredLink, Unlinked};
use super::lower::{Lowered, lower};
use super::paging::{Next, PAGING_COOKIE, PagingError, next_page};
use super::url::fetch_url;
use crate::query::aggregate::GroupedRows;
use crate::query::ast::Own;
use crate::query::check::{MAX_URL, MAX_URL_IN_BATCH, QueryErrors};
use crate::query::order::IntoOrder;
use crate::query::print::with_preferences;
use crate::query::projection::{Projection, WholeRow};
use crate::query::selectable::Selectable;
use crate::request::{IntoAnnotations, MORE_RECORDS, Method, Request, ResponseAnnotation};

/// A query in FetchXML for rows of a table, read as `P`, with linked rows `L`.
///
/// [`Response::rows`](crate::response::Response::rows) reads the response: as rows of `P`, or with
/// links as rows of [`Joined<P, L>`](super::Joined). Columns without a value are absent from it.
///
/// ```text
/// let c = Parcel::columns();
/// let carrier = Parcel::many_to_one().carrier;
/// let fetch = Parcel::fetch()
///     .select(c.name)
///     .link(carrier.outer().select(Carrier::columns().name))
///     .filter(c.name.matches("A-____"))
///     .order_by(carrier.column(Carrier::columns().name).asc())
///     .page_size(100);
/// let rows: Rows<Joined<Parcel, (Option<Carrier>,)>> = response.rows()?;
/// let next = fetch.next_page(&rows)?;
/// ```
#[must_use]
pub struct Fetch<P, L = ()> {
    pub(super) ast: FetchQuery,
    types: PhantomData<fn() -> (P, L)>,
}

impl<P: Projection> Fetch<P> {
    pub(crate) fn new() -> Self {
        let selection = P::selection();
        let formatted = selection
            .is_formatted
            .then_some(ResponseAnnotation::FormattedValues);
        Self::of(FetchQuery {
            table: P::Row::info(),
            node: Node {
                select: selection.options.select,
                ..Node::default()
            },
            top: None,
            page_size: None,
            page: None,
            cookie: None,
            is_distinct: false,
            count: false,
            late_materialize: false,
            raw_order: false,
            retained: false,
            count_children: false,
            annotations: formatted.into_iter().collect(),
            own: Own::default(),
            hints: Vec::new(),
        })
    }
}

impl<P, L> Fetch<P, L> {
    fn of(ast: FetchQuery) -> Self {
        Self {
            ast,
            types: PhantomData,
        }
    }

    fn url(&self, xml: &str) -> String {
        fetch_url(self.ast.table, xml, &self.ast.own)
    }
}

impl<P: Projection, L> Fetch<P, L> {
    /// Selects columns. By default all columns are returned.
    #[rustfmt::skip]
    pub fn select( // one column, or several as a tuple: `select((a, b))`
        mut self,
        column_or_tuple: impl Selectable<P::Row>,
    ) -> Self
    where
        P: WholeRow,
    {
        column_or_tuple.add_to(&mut self.ast.node.select);
        self
    }

    /// Links the rows to rows of other tables: one link, or a tuple of up to 8 links.
    ///
    /// A row that is linked to several rows is returned once for each.
    #[rustfmt::skip]
    pub fn link<N: Links<P::Row>>( // one link, or several as a tuple: `link((a, b))`
        mut self,
        link_or_tuple: N,
    ) -> Fetch<P, N::Rows>
    where
        L: Unlinked,
        N::Rows: LinkedRows,
    {
        link_or_tuple.add_to(&mut self.ast.node.joins);
        Fetch::of(self.ast)
    }

    /// Requires linked rows, without returning them. Further calls add further links.
    #[rustfmt::skip]
    pub fn require( // a link of `exists()` or `in_subquery()`
        mut self,
        link: impl RequiredLink<P::Row>,
    ) -> Self {
        self.ast.node.joins.push(link.into_join());
        self
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

    /// Filters the rows. The conditions of several calls, and those of a tuple, are combined with `and`.
    ///
    /// A column of a related row may be used: the query then has a link for it.
    #[rustfmt::skip]
    pub fn filter( // one condition, or several as a tuple: `filter((a, b))`
        mut self,
        condition_or_tuple: impl IntoFetchFilter<P::Row>,
    ) -> Self {
        self.ast.node.filter.push(condition_or_tuple.into_fetch_filter().criteria);
        self
    }

    /// Orders the rows, by one order or a tuple of orders. Further orders break ties. By default,
    /// rows are ordered by primary key.
    ///
    /// Unlike in a `Query`, a choice is ordered by the label of its option in the user's language,
    /// unless [`raw_order`](Self::raw_order) is set.
    #[rustfmt::skip]
    pub fn order_by( // one order, or several as a tuple: `order_by((a, b))`
        mut self,
        order_or_tuple: impl IntoOrder<P::Row>,
    ) -> Self {
        self.ast.node.order_by(order_or_tuple);
        self
    }

    /// Returns equal rows once.
    ///
    /// No two rows are equal if the primary key is selected, as it is by a projection.
    pub fn distinct(mut self) -> Self {
        self.ast.is_distinct = true;
        self
    }

    /// Limits the number of rows, 1 to 5,000. It can't be combined with pages.
    pub fn top(mut self, rows: u32) -> Self {
        self.ast.top = Some(rows);
        self
    }

    /// Limits the query to its first row, whatever number of rows or pages was set before.
    pub fn first(mut self) -> Self {
        self.ast.restart();
        self.top(1)
    }

    /// Returns a query for the ids of the same rows, in the same order.
    ///
    /// It has the links, the filters, the order, `top`, and your own query options, except those for
    /// columns and a count. It has neither pages, nor annotations, nor preferences. A query for
    /// distinct rows keeps its columns.
    pub fn ids(mut self) -> Fetch<P::Row> {
        self.ast.restart();
        self.ast.select_ids();
        Fetch::of(self.ast)
    }

    /// Returns true if the number of rows is limited by [`top`](Self::top).
    pub fn has_top(&self) -> bool {
        self.ast.top.is_some()
    }

    /// Sets the maximum number of rows on a page, 1 to 5,000. The default is 5,000. Pages of elastic
    /// tables have 500 rows at most.
    pub fn page_size(mut self, rows: u32) -> Self {
        self.ast.page_size = Some(rows);
        self
    }

    /// Asks for the page with this number, counted from 1, without a cookie of the page before.
    ///
    /// The service reads all pages before it, and returns no row after the first 50,000.
    /// [`next_page`](Self::next_page) has neither disadvantage.
    pub fn page(mut self, number: u32) -> Self {
        self.ast.page = Some(number);
        self.ast.cookie = None;
        self
    }

    /// Asks for the number of rows on all pages, counted up to 5,000:
    /// [`Rows::count`](dataverse_schema_runtime::rows::Rows::count).
    pub fn count(mut self) -> Self {
        self.ast.count = true;
        self
    }

    /// Lets the service split the query, which makes some slow queries faster.
    pub fn late_materialize(mut self) -> Self {
        self.ast.late_materialize = true;
        self
    }

    /// Adds a hint for the database.
    pub fn hint(mut self, hint: QueryHint) -> Self {
        self.ast.hints.push(hint);
        self
    }

    /// Orders choices by the numbers of their options instead of by their labels.
    pub fn raw_order(mut self) -> Self {
        self.ast.raw_order = true;
        self
    }

    /// Queries the rows that long-term retention has moved, instead of the table's.
    pub fn retained(mut self) -> Self {
        self.ast.retained = true;
        self
    }

    /// Counts the child rows of each row, for a table with a hierarchy:
    /// [`ChildCount::child_count`](super::ChildCount::child_count).
    pub fn count_children(mut self) -> Self {
        self.ast.count_children = true;
        self
    }

    /// Asks for annotations. A lookup with several targets has a known table only with
    /// [`ResponseAnnotation::Lookups`].
    pub fn annotations(mut self, annotations: impl IntoAnnotations) -> Self {
        self.ast.annotations.extend(annotations.into_annotations());
        self
    }

    /// Adds a query option, percent-encoded. See [`Request::query_option`].
    pub fn query_option(mut self, name: &str, value: &str) -> Self {
        self.ast.own.add_option(name, value);
        self
    }

    /// Adds preferences (`Prefer`). They replace those of the same name.
    pub fn prefer(mut self, preferences: &str) -> Self {
        self.ast.own.add_preference(preferences);
        self
    }

    /// Checks the query against the documented limits and restrictions of the service.
    ///
    /// # Errors
    /// Returns all errors of the query.
    pub fn check(&self) -> Result<(), QueryErrors> {
        self.checked_url(MAX_URL).map(|_| ())
    }

    /// Checks the query and returns the request for its page.
    ///
    /// # Errors
    /// Returns all errors of the query.
    pub fn to_request(&self) -> Result<Request, QueryErrors> {
        self.checked_url(MAX_URL).map(|url| self.request(url))
    }

    /// Checks the query and returns the request for a [batch](crate::batch::Batch), where the URL
    /// may be twice as long.
    ///
    /// # Errors
    /// Returns all errors of the query.
    pub fn to_batch_request(&self) -> Result<Request, QueryErrors> {
        let url = self.checked_url(MAX_URL_IN_BATCH)?;
        Ok(self.request(url))
    }

    fn checked_url(&self, max_url: usize) -> Result<String, QueryErrors> {
        let lowered: Lowered = lower(&self.ast);
        let url = self.url(&lowered.xml);
        check_fetch(&self.ast, &lowered, &url, max_url)?;
        Ok(url)
    }

    fn request(&self, url: String) -> Request {
        let paging =
            [PAGING_COOKIE, MORE_RECORDS].map(|name| ResponseAnnotation::Other(name.into()));
        let paging = if self.ast.top.is_some() {
            &[]
        } else {
            &paging[..]
        };
        let annotations = self.ast.annotations.iter().chain(paging).cloned();
        let request = Request::new(Method::Get, url);
        with_preferences(request, &self.ast.own).annotations(annotations)
    }

    /// Returns the query for the page after these rows, or `None` if they are the last.
    ///
    /// It has the cookie of the rows' page, with which the service finds the next row fast. The
    /// service sends none for [some queries], such as those ordered by columns of linked rows, and
    /// then returns the first 50,000 rows only.
    ///
    /// # Errors
    /// Returns an error for a cookie in another form, for one that leads to the same page, and for
    /// more than 50,000 rows without a cookie.
    ///
    /// [some queries]: https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/page-results#queries-that-dont-support-paging-cookies
    pub fn next_page<R>(&self, rows: &Rows<R>) -> Result<Option<Self>, PagingError> {
        let Some(next) = next_page(&self.ast, rows)? else {
            return Ok(None);
        };
        let mut ast = self.ast.clone();
        ast.page = Some(ast.page.unwrap_or(1).saturating_add(1));
        ast.cookie = match next {
            Next::Cookie(cookie) => Some(cookie),
            Next::Number => None,
        };
        Ok(Some(Self::of(ast)))
    }
}

/// Formats the query as XML.
impl<P, L> Display for Fetch<P, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&lower(&self.ast).xml)
    }
}

impl<P, L> Debug for Fetch<P, L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

impl<P, L> Clone for Fetch<P, L> {
    fn clone(&self) -> Self {
        Self::of(self.ast.clone())
    }
}
