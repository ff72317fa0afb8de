use core::fmt::{self, Display};

use dataverse_schema_runtime::related::{Expanded, Related};
use dataverse_schema_runtime::row_ext::RowExt as _;
use dataverse_schema_runtime::table::Table;
use dataverse_schema_webapi::query::{Projection, Query};

use crate::client::Client;
use crate::error::Error;
use crate::pages::PageStream;
use crate::rows::RowStream;

/// The maximum number of related rows in a row, if they have no pages.
const MAX_EXPANDED: usize = 5_000;

impl Client {
    /// Returns the rows that a query expanded over a relationship to a list of rows: those in the
    /// row, and those on further pages.
    ///
    /// The query is the one that returned the row. Its related rows have pages, as long as its page
    /// size, if it has an expansion within an expansion. Otherwise up to 5,000 are in the row; if
    /// there may be more, all are requested again, page by page.
    ///
    /// A relationship that wasn't expanded is an error, which is the first item.
    pub fn related<P, R, To>(
        &self,
        query: &Query<P>,
        row: &R::From,
        relationship: R,
    ) -> RowStream<To>
    where
        P: Projection,
        R: Expanded<To = To, Found = Vec<To>>,
        To: Table,
    {
        let failed = |error| RowStream::new(Vec::new(), PageStream::new(self, Err(error)));
        let rows = match row.related(relationship) {
            Ok(Related::Present(rows)) => rows,
            Ok(Related::Null) => Vec::new(),
            Ok(Related::Absent) => {
                let navigation_property = relationship.info().navigation_property;
                return failed(Error::invalid(NotExpanded {
                    navigation_property,
                }));
            }
            Err(error) => return failed(Error::invalid(error)),
        };
        let Some(link) = row.related_next_link(relationship) else {
            return RowStream::new(rows, PageStream::empty(self));
        };
        let linked = || PageStream::new(self, Ok(query.next_page(&link)));
        match Linked::of(&link, rows.len()) {
            Linked::Rest => RowStream::new(rows, linked()),
            Linked::All => RowStream::new(Vec::new(), linked()),
            Linked::Same => RowStream::new(rows, PageStream::empty(self)),
        }
    }
}

/// What the link of expanded rows leads to.
pub(crate) enum Linked {
    /// The rows after those that are there.
    Rest,
    /// All rows, of which some may be there.
    All,
    /// The rows that are there.
    Same,
}

impl Linked {
    /// Returns what a link leads to if there are this many rows.
    pub(crate) fn of(link: &str, rows: usize) -> Self {
        if has_token(link) {
            Self::Rest
        } else if rows >= MAX_EXPANDED {
            Self::All
        } else {
            Self::Same
        }
    }
}

/// Returns true if a link in this JSON may lead to further related rows.
pub(crate) fn may_have_more(json: &str) -> bool {
    json.contains("skiptoken") || json.matches('{').count() >= MAX_EXPANDED
}

/// Returns true if a link continues a page.
fn has_token(link: &str) -> bool {
    let (_, options) = link.split_once('?').unwrap_or_default();
    let mut names = options
        .split('&')
        .filter_map(|option| option.split('=').next());
    names.any(|name| matches!(name, "$skiptoken" | "%24skiptoken"))
}

#[derive(Debug)]
struct NotExpanded {
    navigation_property: &'static str,
}

impl Display for NotExpanded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let property = self.navigation_property;
        write!(f, "`{property}` wasn't expanded: add `expand` to the query")
    }
}

impl core::error::Error for NotExpanded {}
