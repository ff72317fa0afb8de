use core::fmt::{self, Debug, Display};
use core::marker::PhantomData;

use dataverse_schema_runtime::table::Table;

use super::group::Groups;
use super::key::Keys;
use super::read::{self, Names};
use super::total::Totals;
use crate::query::ast::{Apply, Options};
use crate::query::check::{MAX_URL, MAX_URL_IN_BATCH, Problems, check_apply};
use crate::query::filter::Filter;
use crate::query::order::Order;
use crate::query::print::{apply_url, groups_request};
use crate::request::{Annotation, Request};

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
    ast: Apply,
    keys: K,
    totals: V,
    table: PhantomData<fn() -> T>,
}

impl<T: Table> Aggregate<T> {
    pub(crate) fn new() -> Self {
        Self {
            ast: Apply {
                path: T::info().entity_set.to_owned(),
                options: Options::default(),
                keys: Vec::new(),
                totals: Vec::new(),
                annotations: Vec::new(),
            },
            keys: (),
            totals: (),
            table: PhantomData,
        }
    }
}

impl<T: Table, V> Aggregate<T, (), V> {
    /// A group for each combination of the values of these columns: a column, or a tuple of up to 8 of them. Without it all rows
    /// are one group. Without [`compute`](Self::compute), these are the values that there are.
    pub fn group_by<K: Keys<T>>(mut self, keys: K) -> Aggregate<T, K, V> {
        keys.add_to(&mut self.ast.keys);
        Aggregate {
            ast: self.ast,
            keys,
            totals: self.totals,
            table: PhantomData,
        }
    }
}

impl<T: Table, K> Aggregate<T, K> {
    /// What is computed for each group: a total, or a tuple of up to 8 of them.
    pub fn compute<V: Totals<T>>(mut self, totals: V) -> Aggregate<T, K, V> {
        totals.add_to(&mut self.ast.totals);
        Aggregate {
            ast: self.ast,
            keys: self.keys,
            totals,
            table: PhantomData,
        }
    }
}

impl<T: Table, K: Keys<T>, V: Totals<T>> Aggregate<T, K, V> {
    /// Only rows on which the condition holds. Of several all must hold.
    pub fn filter(mut self, filter: Filter<T>) -> Self {
        self.ast.options.add_filter(filter.condition);
        self
    }

    /// The order of the groups, by one of their keys; the service can't order them by totals. Of several, the first given counts
    /// most.
    pub fn order_by(mut self, order: Order<T>) -> Self {
        self.ast.options.order_by.push(order.sort);
        self
    }

    /// The response carries these annotations: [`Group::formatted_key`](super::Group::formatted_key) and
    /// [`Group::formatted_total`](super::Group::formatted_total) need
    /// [`Annotation::FormattedValues`].
    pub fn annotations(mut self, annotations: impl IntoIterator<Item = Annotation>) -> Self {
        self.ast.annotations.extend(annotations);
        self
    }

    /// Looks for what the service will refuse, or isn't known to answer.
    ///
    /// # Errors
    /// All problems.
    pub fn check(&self) -> Result<(), Problems> {
        check_apply(&self.ast, &apply_url(&self.ast), MAX_URL)
    }

    /// The request, a GET. [`Response::groups`](crate::response::Response::groups) reads what comes back.
    ///
    /// # Errors
    /// All [problems](Self::check).
    pub fn to_request(&self) -> Result<Request, Problems> {
        self.checked_request(MAX_URL)
    }

    /// The request as a part of a [batch](crate::batch::Batch), where the URL may be twice as long.
    ///
    /// # Errors
    /// All [problems](Self::check).
    pub fn to_batch_request(&self) -> Result<Request, Problems> {
        self.checked_request(MAX_URL_IN_BATCH)
    }

    fn checked_request(&self, max_url: usize) -> Result<Request, Problems> {
        let url = apply_url(&self.ast);
        check_apply(&self.ast, &url, max_url)?;
        Ok(groups_request(&self.ast, url))
    }

    /// The request, whatever the documentation says of it.
    pub fn to_unchecked_request(&self) -> Request {
        groups_request(&self.ast, apply_url(&self.ast))
    }

    /// The request for the next page, which a response names: [`Groups::next_link`].
    pub fn next_page(&self, next_link: &str) -> Request {
        groups_request(&self.ast, next_link.to_owned())
    }

    /// Reads the body of a response.
    ///
    /// # Errors
    /// When it isn't what was asked for.
    pub fn read(&self, body: &[u8]) -> Result<Groups<K::Values, V::Values>, serde_json::Error> {
        let names = Names {
            keys: self.ast.key_names(),
            totals: self.ast.total_names(),
        };
        read::read(&self.keys, &self.totals, &names, body)
    }
}

/// The URL below the base address, percent-encoded.
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
