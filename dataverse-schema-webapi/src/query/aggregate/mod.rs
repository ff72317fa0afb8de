//! Groups of rows and what is computed over them (`$apply`).

mod group;
mod key;
mod total;
mod tuple;

use core::fmt::{self, Debug, Display};
use core::marker::PhantomData;

use dataverse_schema_runtime::Table;

pub use self::group::{Group, Groups};
pub use self::key::Keys;
pub use self::total::{Average, Computable, Extreme, Total, Totals};
use super::options::Options;
use super::print::Printer;
use super::problem::{self, MAX_URL, MAX_URL_IN_BATCH, Problems};
use super::property::Path;
use super::{Filter, Order};
use crate::request::{Annotation, Method, Request};

/// A query for groups of rows of table `T`, with the keys `K`, and for the totals `V` of each. The service takes at most 50,000
/// rows into account, and fails where there are more.
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
    pub(super) path: String,
    pub(super) apply: Apply,
    keys: K,
    totals: V,
    annotations: Vec<Annotation>,
    table: PhantomData<fn() -> T>,
}

/// An aggregate whatever its table.
#[derive(Clone, Debug, Default)]
pub(super) struct Apply {
    /// Conditions and order.
    pub(super) options: Options,
    pub(super) keys: Vec<Path>,
    pub(super) totals: Vec<Computed>,
}

/// What is computed, and of which property; of none for the count.
#[derive(Clone, Copy, Debug)]
pub struct Computed {
    pub(super) function: &'static str,
    pub(super) property: Option<&'static str>,
}

/// The name under which a total comes.
pub(super) fn total_name(place: usize) -> String {
    format!("total{}", place + 1)
}

impl<T: Table> Aggregate<T> {
    pub(crate) fn new() -> Self {
        Self {
            path: T::info().entity_set.to_owned(),
            apply: Apply::default(),
            keys: (),
            totals: (),
            annotations: Vec::new(),
            table: PhantomData,
        }
    }
}

impl<T: Table, V> Aggregate<T, (), V> {
    /// A group for each combination of the values of these columns: a column, or a tuple of up to 8 of them. Without it all rows
    /// are one group. Without [`compute`](Self::compute), these are the values that there are.
    pub fn group_by<K: Keys<T>>(mut self, keys: K) -> Aggregate<T, K, V> {
        keys.add_to(&mut self.apply.keys);
        Aggregate {
            path: self.path,
            apply: self.apply,
            keys,
            totals: self.totals,
            annotations: self.annotations,
            table: PhantomData,
        }
    }
}

impl<T: Table, K> Aggregate<T, K> {
    /// What is computed for each group: a total, or a tuple of up to 8 of them.
    pub fn compute<V: Totals<T>>(mut self, totals: V) -> Aggregate<T, K, V> {
        totals.add_to(&mut self.apply.totals);
        Aggregate {
            path: self.path,
            apply: self.apply,
            keys: self.keys,
            totals,
            annotations: self.annotations,
            table: PhantomData,
        }
    }
}

impl<T: Table, K: Keys<T>, V: Totals<T>> Aggregate<T, K, V> {
    /// Only rows on which the condition holds. Of several all must hold.
    pub fn filter(mut self, filter: Filter<T>) -> Self {
        self.apply.options.add_filter(filter.condition);
        self
    }

    /// The order of the groups, by one of their keys; the service can't order them by totals. Of several, the first given counts
    /// most.
    pub fn order_by(mut self, order: Order<T>) -> Self {
        self.apply.options.order_by.push(order.sort);
        self
    }

    /// The response carries these annotations: [`Group::formatted_key`] and [`Group::formatted_total`] need
    /// [`Annotation::FormattedValues`].
    pub fn annotations(mut self, annotations: impl IntoIterator<Item = Annotation>) -> Self {
        self.annotations.extend(annotations);
        self
    }

    /// Looks for what the service will refuse, or isn't known to answer.
    ///
    /// # Errors
    /// All problems.
    pub fn check(&self) -> Result<(), Problems> {
        self.check_with(MAX_URL)
    }

    fn check_with(&self, max_url: usize) -> Result<(), Problems> {
        problem::check_aggregate(&self.path, &self.apply, max_url)
    }

    /// The request, a GET. [`Response::groups`](crate::response::Response::groups) reads what comes back.
    ///
    /// # Errors
    /// All [problems](Self::check).
    pub fn to_request(&self) -> Result<Request, Problems> {
        self.check()?;
        Ok(self.to_unchecked_request())
    }

    /// The request as a part of a [batch](crate::batch::Batch), where the URL may be twice as long.
    ///
    /// # Errors
    /// All [problems](Self::check).
    pub fn to_batch_request(&self) -> Result<Request, Problems> {
        self.check_with(MAX_URL_IN_BATCH)?;
        Ok(self.to_unchecked_request())
    }

    /// The request, whatever the documentation says of it.
    pub fn to_unchecked_request(&self) -> Request {
        self.request(self.to_string())
    }

    /// The request for the next page, which a response names: [`Groups::next_link`].
    pub fn next_page(&self, next_link: &str) -> Request {
        self.request(next_link.to_owned())
    }

    fn request(&self, path: String) -> Request {
        Request::new(Method::Get, path).annotations(self.annotations.iter().cloned())
    }

    /// Reads the body of a response.
    ///
    /// # Errors
    /// When it isn't what was asked for.
    pub fn read(&self, body: &[u8]) -> Result<Groups<K::Values, V::Values>, serde_json::Error> {
        group::read(self, body)
    }
}

/// The URL below the base address, percent-encoded.
impl<T, K, V> Display for Aggregate<T, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Printer::new(&self.path).apply(&self.apply))
    }
}

impl<T, K, V> Debug for Aggregate<T, K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}
