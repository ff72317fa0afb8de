//! What is asked for, and how it is written in a URL.

mod aggregate;
mod expand;
mod filter;
mod function;
mod options;
mod order;
mod print;
mod problem;
mod projection;
mod property;
mod retrieve;
mod selectable;

use core::fmt::{self, Debug, Display};
use core::marker::PhantomData;

use dataverse_schema_runtime::Table;

pub use self::aggregate::{
    Aggregate, Average, Computable, Extreme, Group, Groups, Keys, Total, Totals,
};
pub use self::expand::{Expand, Expandable, ToMany, ToOne, WithOptions};
pub use self::filter::{ComparableColumns, Filter, Filterable, Lambda};
pub use self::function::{
    Calendar, Clock, Identity, InHours, InTime, Matches, OfCaller, OfChoices, OfLanguage,
};
use self::options::Options;
pub use self::order::{Order, Sortable};
use self::print::Printer;
use self::problem::{Conditional, MAX_URL, MAX_URL_IN_BATCH, Parts};
pub use self::problem::{Problem, Problems};
pub use self::projection::{Projection, Selection};
pub use self::property::{Path, Property, Through, Via, ViaColumn};
pub use self::retrieve::Retrieve;
pub use self::selectable::Selectable;
use crate::request::{Annotation, Method, Request};

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
    path: String,
    options: Options,
    count: bool,
    page_size: Option<u32>,
    annotations: Vec<Annotation>,
    projection: PhantomData<fn() -> P>,
}

impl<P: Projection> Query<P> {
    pub(crate) fn new(path: String) -> Self {
        let selection = P::selection();
        let formatted = selection
            .is_formatted
            .then_some(Annotation::FormattedValues);
        Self {
            path,
            options: selection.options,
            count: false,
            page_size: None,
            annotations: formatted.into_iter().collect(),
            projection: PhantomData,
        }
    }

    /// Only rows on which the condition holds. Of several all must hold.
    pub fn filter(mut self, filter: Filter<P::Row>) -> Self {
        self.options.add_filter(filter.condition);
        self
    }

    /// The order of the rows. Of several, the first given counts most. Without any, rows come in the order of their primary keys.
    pub fn order_by(mut self, order: Order<P::Row>) -> Self {
        self.options.order_by.push(order.sort);
        self
    }

    /// At most so many rows in all.
    pub fn top(mut self, rows: u32) -> Self {
        self.options.top = Some(rows);
        self
    }

    /// The response says how many rows there are on all pages, at most 5,000: [`Rows::count`](dataverse_schema_runtime::Rows::count).
    pub fn count(mut self) -> Self {
        self.count = true;
        self
    }

    /// At most so many rows on a page, 1 to 5,000; [`next_page`](Self::next_page) asks for the next one. Without it a page has
    /// up to 5,000.
    pub fn page_size(mut self, rows: u32) -> Self {
        self.page_size = Some(rows);
        self
    }

    /// The response carries these annotations. Lookups with several targets tell their table only by those of
    /// [`Annotation::Lookups`].
    pub fn annotations(mut self, annotations: impl IntoIterator<Item = Annotation>) -> Self {
        self.annotations.extend(annotations);
        self
    }

    /// Looks for what the service will refuse, or answer otherwise than it says.
    ///
    /// # Errors
    /// All problems.
    pub fn check(&self) -> Result<(), Problems> {
        self.check_with(Conditional::No, MAX_URL)
    }

    fn check_with(&self, conditional: Conditional, max_url: usize) -> Result<(), Problems> {
        problem::check(&Parts {
            path: &self.path,
            options: &self.options,
            count: self.count,
            page_size: self.page_size,
            conditional,
            max_url,
        })
    }

    /// The request for the first page, a GET.
    ///
    /// # Errors
    /// All [problems](Self::check).
    pub fn into_request(self) -> Result<Request, Problems> {
        self.check()?;
        Ok(self.into_unchecked_request())
    }

    /// The request as a part of a [batch](crate::batch::Batch), where the URL may be twice as long.
    ///
    /// # Errors
    /// All [problems](Self::check).
    pub fn into_batch_request(self) -> Result<Request, Problems> {
        self.check_with(Conditional::No, MAX_URL_IN_BATCH)?;
        Ok(self.into_unchecked_request())
    }

    /// The request, whatever the documentation says of it.
    pub fn into_unchecked_request(self) -> Request {
        self.request(self.to_string())
    }

    /// The request for the next page, which a response names: [`Rows::next_link`](dataverse_schema_runtime::Rows::next_link).
    pub fn next_page(&self, next_link: &str) -> Request {
        self.request(next_link.to_owned())
    }

    fn request(&self, path: String) -> Request {
        let mut request = Request::new(Method::Get, path);
        if let Some(size) = self.page_size {
            request = request.prefer(&format!("odata.maxpagesize={size}"));
        }
        request.annotations(self.annotations.iter().cloned())
    }
}

impl<T: Table + Projection<Row = T>> Query<T> {
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
impl<P> Display for Query<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Printer::new(&self.path).query(&self.options, self.count))
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
            path: self.path.clone(),
            options: self.options.clone(),
            count: self.count,
            page_size: self.page_size,
            annotations: self.annotations.clone(),
            projection: PhantomData,
        }
    }
}
