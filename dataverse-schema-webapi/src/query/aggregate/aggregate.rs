use core::fmt::{self, Debug, Display};
use core::marker::PhantomData;

use dataverse_schema_runtime::internal::Never;
use dataverse_schema_runtime::table::Table;

use super::group::Groups;
use super::key::GroupKeys;
use super::read::{Names, read_groups};
use super::read_groups::ReadGroups;
use super::total::Totals;
use crate::query::ast::{Apply, Options, Own};
use crate::query::check::{MAX_URL, MAX_URL_IN_BATCH, QueryErrors, check_apply};
use crate::query::filter::IntoFilter;
use crate::query::order::IntoOrder;
use crate::query::print::{apply_url, groups_request};
use crate::request::{IntoAnnotations, Request};

/// A query for groups of rows of table `T`, with keys `K` and totals `V`.
///
/// The service returns an error if there are more than 50,000 rows to aggregate.
///
/// ```text
/// let c = Account::columns();
/// let by_status = Account::aggregate()
///     .filter(c.revenue.is_not_null())
///     .group_by(c.status_code)
///     .compute((Total::count(), c.revenue.sum()));
/// ```
#[derive(Clone)]
#[must_use]
pub struct Aggregate<T, K = (), V = ()> {
    ast: Apply,
    keys: K,
    totals: V,
    table: PhantomData<fn() -> T>,
}

impl<T: Table> Aggregate<T> {
    pub(crate) fn new(path: String) -> Self {
        Self {
            ast: Apply {
                path,
                options: Options::default(),
                keys: Vec::new(),
                totals: Vec::new(),
                annotations: Vec::new(),
                own: Own::default(),
            },
            keys: (),
            totals: (),
            table: PhantomData,
        }
    }
}

/// A trait that no type implements, for the error about `select`.
#[diagnostic::on_unimplemented(
    message = "a query for groups has no `select`",
    label = "expected `group_by` or `compute`",
    note = "use `group_by(column_or_tuple)` for the values that rows are grouped by, and `compute(total_or_tuple)` for totals such as `c.revenue.sum()`; for the rows themselves, use `query()`"
)]
pub trait SelectedInGroups: Never {}

/// A trait that no type implements, for the error about groups in a query for rows.
#[diagnostic::on_unimplemented(
    message = "a query for rows has neither `group_by` nor `compute`",
    label = "expected a query for groups",
    note = "start with `TheTable::fetch_groups()` instead of `fetch()`, or with `TheTable::aggregate()` instead of `query()`"
)]
pub trait GroupedRows: Never {}

/// What a query has no keys or totals of: `()`.
#[diagnostic::on_unimplemented(
    message = "the query already has keys or totals",
    label = "`group_by` and `compute` can be called once",
    note = "give all columns or totals in one call, as a tuple: `group_by((c.name, c.version))`, `compute((Total::count(), c.revenue.sum()))`"
)]
pub trait Unset {}
impl Unset for () {}

impl<T: Table, K, V> Aggregate<T, K, V> {
    /// Isn't an option of this query; it exists so that the compiler names those that are.
    #[doc(hidden)]
    pub fn select<C: SelectedInGroups>(self, _: C) -> Self {
        C::never()
    }

    /// Groups rows by their values in a column, or in a tuple of up to 8 columns.
    ///
    /// By default, all rows form one group. Without [`compute`](Self::compute), the response
    /// contains the distinct values.
    #[rustfmt::skip]
    pub fn group_by<N: GroupKeys<T>>( // one column, or several as a tuple: `group_by((a, b))`
        mut self,
        column_or_tuple: N,
    ) -> Aggregate<T, N, V>
    where
        K: Unset,
    {
        column_or_tuple.add_to(&mut self.ast.keys);
        Aggregate {
            ast: self.ast,
            keys: column_or_tuple,
            totals: self.totals,
            table: PhantomData,
        }
    }

    /// Computes a total for each group, or a tuple of up to 8 totals.
    #[rustfmt::skip]
    pub fn compute<N: Totals<T>>( // one total, or several as a tuple: `compute((a, b))`
        mut self,
        total_or_tuple: N,
    ) -> Aggregate<T, K, N>
    where
        V: Unset,
    {
        total_or_tuple.add_to(&mut self.ast.totals);
        Aggregate {
            ast: self.ast,
            keys: self.keys,
            totals: total_or_tuple,
            table: PhantomData,
        }
    }
}

impl<T: Table, K: GroupKeys<T>, V: Totals<T>> Aggregate<T, K, V> {
    /// Filters the rows. The conditions of several calls, and those of a tuple, are combined with `and`.
    #[rustfmt::skip]
    pub fn filter( // one condition, or several as a tuple: `filter((a, b))`
        mut self,
        condition_or_tuple: impl IntoFilter<T>,
    ) -> Self {
        let filter = condition_or_tuple.into_filter();
        self.ast.options.filter.push(filter.condition);
        self
    }

    /// Orders the groups by one of their keys; the service can't order them by totals. Further
    /// calls break ties.
    #[rustfmt::skip]
    pub fn order_by( // one order, or several as a tuple: `order_by((a, b))`
        mut self,
        order_or_tuple: impl IntoOrder<T>,
    ) -> Self {
        order_or_tuple.add_to(&mut self.ast.options);
        self
    }

    /// Asks for annotations. [`Group::formatted_key`](super::Group::formatted_key) and
    /// [`Group::formatted_total`](super::Group::formatted_total) need
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

    /// Adds preferences (`Prefer`), also to the requests for further pages. They replace those of
    /// the same name.
    pub fn prefer(mut self, preferences: &str) -> Self {
        self.ast.own.add_preference(preferences);
        self
    }

    /// Checks the query against the documented limits and restrictions of the service.
    ///
    /// # Errors
    /// Returns all errors of the query.
    pub fn check(&self) -> Result<(), QueryErrors> {
        check_apply(&self.ast, &apply_url(&self.ast), MAX_URL)
    }

    /// Checks the query and returns the request.
    /// [`Response::groups`](crate::response::Response::groups) reads the response.
    ///
    /// # Errors
    /// Returns all errors of the query.
    pub fn to_request(&self) -> Result<Request, QueryErrors> {
        self.checked_request(MAX_URL)
    }

    /// Checks the query and returns the request for a [batch](crate::batch::Batch), where the URL
    /// may be twice as long.
    ///
    /// # Errors
    /// Returns all errors of the query.
    pub fn to_batch_request(&self) -> Result<Request, QueryErrors> {
        self.checked_request(MAX_URL_IN_BATCH)
    }

    fn checked_request(&self, max_url: usize) -> Result<Request, QueryErrors> {
        let url = apply_url(&self.ast);
        check_apply(&self.ast, &url, max_url)?;
        Ok(groups_request(&self.ast, url))
    }

    /// Returns the request without checking the query.
    pub fn to_unchecked_request(&self) -> Request {
        groups_request(&self.ast, apply_url(&self.ast))
    }

    /// Returns the request for the next page. The link comes from the response:
    /// [`Groups::next_link`].
    pub fn next_page(&self, next_link: &str) -> Request {
        groups_request(&self.ast, next_link.to_owned())
    }

    /// Reads the body of a response.
    ///
    /// # Errors
    /// Returns an error for an invalid body, or for one with other keys or totals.
    pub fn read(&self, body: &[u8]) -> Result<Groups<K::Values, V::Values>, serde_json::Error> {
        let names = Names {
            keys: self.ast.key_names(),
            totals: self.ast.total_names(),
        };
        read_groups(
            T::info().logical_name,
            &names,
            body,
            |cells| self.keys.read(cells),
            |cells| self.totals.read(cells),
        )
    }
}

impl<T: Table, K: GroupKeys<T>, V: Totals<T>> ReadGroups for Aggregate<T, K, V> {
    type Keys = K::Values;
    type Totals = V::Values;

    fn read_groups(&self, body: &[u8]) -> Result<Groups<K::Values, V::Values>, serde_json::Error> {
        self.read(body)
    }
}

/// Formats the URL below the base URL, percent-encoded.
impl<T, K, V> Display for Aggregate<T, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&apply_url(&self.ast))
    }
}

impl<T, K, V> Debug for Aggregate<T, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}
