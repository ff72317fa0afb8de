use core::fmt::{self, Debug, Display};
use core::marker::PhantomData;

use dataverse_schema_runtime::table::Table;

use super::ast::{GroupOrder, GroupsQuery, key_name, total_name};
use super::check::check_groups;
use super::key::FetchKeys;
use super::lower::lower;
use super::total::FetchTotals;
use crate::query::aggregate::{Groups, Names, ReadGroups, Unset, read_groups};
use crate::query::ast::Own;
use crate::query::check::{MAX_URL, MAX_URL_IN_BATCH, QueryErrors};
use crate::query::fetch::filter::IntoFetchFilter;
use crate::query::fetch::link::{Links, RequiredLink};
use crate::query::fetch::paging::{PagingError, is_last_by_number, page_size};
use crate::query::fetch::url::fetch_url;
use crate::query::print::with_preferences;
use crate::request::{IntoAnnotations, MORE_RECORDS, Method, Request, ResponseAnnotation};

/// A query in FetchXML for groups of rows of table `T`, with keys `K` and totals `V`.
///
/// [`Response::groups`](crate::response::Response::groups) reads the response. The service returns
/// an error if there are more than 50,000 rows to aggregate.
///
/// ```text
/// let c = Account::columns();
/// let by_month = Account::fetch_groups()
///     .group_by((c.created_on.year(), c.created_on.month()))
///     .compute((Total::count(), c.city.count_distinct()))
///     .order_by_total_desc(0);
/// let groups = response.groups(&by_month)?;
/// ```
#[derive(Clone)]
#[must_use]
pub struct FetchGroups<T, K = (), V = ()> {
    ast: GroupsQuery,
    keys: K,
    totals: V,
    table: PhantomData<fn() -> T>,
}

impl<T: Table> FetchGroups<T> {
    pub(crate) fn new() -> Self {
        Self {
            ast: GroupsQuery {
                table: T::info(),
                joins: Vec::new(),
                filter: Vec::new(),
                keys: Vec::new(),
                totals: Vec::new(),
                orders: Vec::new(),
                limit: None,
                annotations: Vec::new(),
                own: Own::default(),
            },
            keys: (),
            totals: (),
            table: PhantomData,
        }
    }
}

impl<T: Table, K, V> FetchGroups<T, K, V> {
    /// Groups rows by their values in a column, by a part of a date, or by a tuple of up to 8.
    ///
    /// By default, all rows form one group.
    #[rustfmt::skip]
    pub fn group_by<N: FetchKeys<T>>( // one key, or several as a tuple: `group_by((a, b))`
        mut self,
        key_or_tuple: N,
    ) -> FetchGroups<T, N, V>
    where
        K: Unset,
    {
        key_or_tuple.add_to(&mut self.ast.keys);
        FetchGroups {
            ast: self.ast,
            keys: key_or_tuple,
            totals: self.totals,
            table: PhantomData,
        }
    }

    /// Computes a total for each group, or a tuple of up to 8 totals.
    #[rustfmt::skip]
    pub fn compute<N: FetchTotals<T>>( // one total, or several as a tuple: `compute((a, b))`
        mut self,
        total_or_tuple: N,
    ) -> FetchGroups<T, K, N>
    where
        V: Unset,
    {
        total_or_tuple.add_to(&mut self.ast.totals);
        FetchGroups {
            ast: self.ast,
            keys: self.keys,
            totals: total_or_tuple,
            table: PhantomData,
        }
    }

    /// Links the rows to rows of other tables: one link, or a tuple of up to 8 links. Further calls
    /// add further links.
    ///
    /// A row that is linked to several rows counts once for each, in all totals. Links have filters
    /// and links of their own, and select nothing: [`linked_column`] makes a key or a total of the
    /// linked rows.
    ///
    /// Microsoft doesn't document links by `first_match` in queries for groups, so a service may
    /// reject them or count all linked rows.
    ///
    /// [`linked_column`]: crate::query::fetch::LinkConditions::linked_column
    #[rustfmt::skip]
    pub fn link( // one link, or several as a tuple: `link((a, b))`
        mut self,
        link_or_tuple: impl Links<T>,
    ) -> Self {
        link_or_tuple.add_to(&mut self.ast.joins);
        self
    }

    /// Requires linked rows, each row once. Further calls add further links.
    #[rustfmt::skip]
    pub fn require( // a link of `exists()` or `in_subquery()`
        mut self,
        link: impl RequiredLink<T>,
    ) -> Self {
        self.ast.joins.push(link.into_join());
        self
    }

    /// Filters the rows. The conditions of several calls, and those of a tuple, are combined with `and`.
    #[rustfmt::skip]
    pub fn filter( // one condition, or several as a tuple: `filter((a, b))`
        mut self,
        condition_or_tuple: impl IntoFetchFilter<T>,
    ) -> Self {
        self.ast.filter.push(condition_or_tuple.into_fetch_filter().criteria);
        self
    }

    /// Orders the groups by ascending values of the key with this index, counted from 0. Further
    /// orders break ties.
    pub fn order_by_key(self, index: usize) -> Self {
        self.order(false, index, false)
    }

    /// Orders the groups by descending values of the key with this index, counted from 0.
    pub fn order_by_key_desc(self, index: usize) -> Self {
        self.order(false, index, true)
    }

    /// Orders the groups by ascending values of the total with this index, counted from 0.
    pub fn order_by_total(self, index: usize) -> Self {
        self.order(true, index, false)
    }

    /// Orders the groups by descending values of the total with this index, counted from 0.
    pub fn order_by_total_desc(self, index: usize) -> Self {
        self.order(true, index, true)
    }

    fn order(mut self, is_total: bool, index: usize, is_descending: bool) -> Self {
        self.ast.orders.push(GroupOrder {
            is_total,
            index,
            is_descending,
        });
        self
    }

    /// Sets the number of rows from which the service returns an error, 1 to 50,000. The default is
    /// 50,000.
    pub fn limit_rows(mut self, rows: u32) -> Self {
        self.ast.limit = Some(rows);
        self
    }

    /// Asks for annotations. Formatted keys and totals need
    /// [`ResponseAnnotation::FormattedValues`](crate::request::ResponseAnnotation::FormattedValues).
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
        self.checked_request(None, MAX_URL).map(|_| ())
    }

    /// Checks the query and returns the request.
    ///
    /// # Errors
    /// Returns all errors of the query.
    pub fn to_request(&self) -> Result<Request, QueryErrors> {
        self.checked_request(None, MAX_URL)
    }

    /// Checks the query and returns the request for the page with this number, counted from 1. A
    /// page has up to 5,000 groups ([paging of groups]), and [`next_page`](Self::next_page) returns
    /// the number of the next one.
    ///
    /// Ask for each page this way, also for the first: the groups are also ordered by all keys that
    /// are columns of the table, so that a group is on one page only. Add orders by keys of related
    /// rows yourself. Pages have numbers and no cookies, since the service orders lookups by the
    /// names of their rows, and a cookie would skip groups whose rows have the same name. Without a
    /// cookie, such groups may be on two pages.
    ///
    /// [paging of groups]: https://markcarrington.dev/2022/01/13/fetchxml-aggregate-queries-lookup-fields-and-paging/
    ///
    /// # Errors
    /// Returns all errors of the query.
    pub fn to_page_request(&self, number: u32) -> Result<Request, QueryErrors> {
        self.checked_request(Some(number), MAX_URL)
    }

    /// Returns the number of the page after the one with this number, which has these groups, or
    /// `None` if it is the last.
    ///
    /// # Errors
    /// Returns an error for more than 50,000 groups: the service aggregates 50,000 rows at most.
    pub fn next_page<G, N>(
        &self,
        number: u32,
        groups: &Groups<G, N>,
    ) -> Result<Option<u32>, PagingError> {
        if !groups.has_more() {
            return Ok(None);
        }
        if is_last_by_number(number, page_size(self.ast.table, None, groups.len())) {
            return Err(PagingError::GroupLimit);
        }
        Ok(Some(number.saturating_add(1)))
    }

    /// Checks the query and returns the request for a [batch](crate::batch::Batch), where the URL
    /// may be twice as long.
    ///
    /// # Errors
    /// Returns all errors of the query.
    pub fn to_batch_request(&self) -> Result<Request, QueryErrors> {
        self.checked_request(None, MAX_URL_IN_BATCH)
    }

    fn checked_request(&self, page: Option<u32>, max_url: usize) -> Result<Request, QueryErrors> {
        let lowered = lower(&self.ast, page);
        let url = fetch_url(self.ast.table, &lowered.xml, &self.ast.own);
        check_groups(&self.ast, &lowered, page, &url, max_url)?;
        let paging = page.map(|_| ResponseAnnotation::Other(MORE_RECORDS.into()));
        let annotations = self.ast.annotations.iter().cloned().chain(paging);
        let request = Request::new(Method::Get, url);
        Ok(with_preferences(request, &self.ast.own).annotations(annotations))
    }
}

impl<T: Table, K: FetchKeys<T>, V: FetchTotals<T>> FetchGroups<T, K, V> {
    /// Reads the body of a response.
    ///
    /// # Errors
    /// Returns an error for an invalid body, or for one with other keys or totals.
    pub fn read(&self, body: &[u8]) -> Result<Groups<K::Values, V::Values>, serde_json::Error> {
        let names = Names {
            keys: (0..self.ast.keys.len()).map(key_name).collect(),
            totals: (0..self.ast.totals.len()).map(total_name).collect(),
        };
        let table = T::info().logical_name;
        read_groups(
            table,
            &names,
            body,
            |cells| self.keys.read(cells),
            |cells| self.totals.read(cells),
        )
    }
}

impl<T: Table, K: FetchKeys<T>, V: FetchTotals<T>> ReadGroups for FetchGroups<T, K, V> {
    type Keys = K::Values;
    type Totals = V::Values;

    fn read_groups(&self, body: &[u8]) -> Result<Groups<K::Values, V::Values>, serde_json::Error> {
        self.read(body)
    }
}

/// Formats the query as XML.
impl<T, K, V> Display for FetchGroups<T, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&lower(&self.ast, None).xml)
    }
}

impl<T, K, V> Debug for FetchGroups<T, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}
