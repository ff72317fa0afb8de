use core::fmt::{self, Display};

use dataverse_schema_runtime::info::TableInfo;
use dataverse_schema_runtime::internal::Shortened;
use dataverse_schema_runtime::rows::Rows;
use dataverse_schema_runtime::value::Json;
use percent_encoding::percent_decode_str;

use super::ast::FetchQuery;
use crate::number::with_commas;
use crate::query::check::{MAX_ELASTIC_PAGE_SIZE, MAX_PAGE_SIZE, MAX_ROWS_BY_NUMBER};
use crate::request::MORE_RECORDS;

pub(super) const PAGING_COOKIE: &str = "Microsoft.Dynamics.CRM.fetchxmlpagingcookie";

/// Why no page follows, though the response says that there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PagingError {
    /// An annotation in another form than documented. Its value may contain values of rows.
    Annotation {
        /// The name of the annotation.
        name: &'static str,
        /// Its value.
        found: String,
    },
    /// A response that leads to the page that it is, by its link or cookie.
    SamePage,
    /// More rows than the service returns without a cookie.
    Limit,
    /// More groups than the service returns.
    GroupLimit,
}

impl Display for PagingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Annotation { name, found } => {
                write!(f, "invalid annotation `{name}`: {}", Shortened(found))
            }
            Self::SamePage => {
                f.write_str("the response leads to the same page instead of the next one")
            }
            Self::Limit => write!(
                f,
                "the service returns only the first {} rows of a query without a paging cookie: if it is ordered by columns of linked rows, order it by columns of its table alone",
                with_commas(MAX_ROWS_BY_NUMBER)
            ),
            Self::GroupLimit => write!(
                f,
                "the service returns only the first {} groups: split the query by a filter",
                with_commas(MAX_ROWS_BY_NUMBER)
            ),
        }
    }
}

impl core::error::Error for PagingError {}

/// What leads from a page to the next one.
pub(super) enum Next {
    Cookie(String),
    /// The number of the page.
    Number,
}

/// Returns what leads to the page after these rows, or `None` after the last one.
pub(super) fn next_page<R>(
    query: &FetchQuery,
    rows: &Rows<R>,
) -> Result<Option<Next>, PagingError> {
    if !has_more(rows)? {
        return Ok(None);
    }
    let next = match cookie(rows)? {
        Some(cookie) if query.cookie.as_ref() == Some(&cookie) => Err(PagingError::SamePage),
        Some(cookie) => Ok(Next::Cookie(cookie)),
        None => {
            let page_size = page_size(query.table, query.page_size, rows.len());
            if is_last_by_number(query.page.unwrap_or(1), page_size) {
                Err(PagingError::Limit)
            } else {
                Ok(Next::Number)
            }
        }
    };
    next.map(Some)
}

/// Returns the size of a table's pages, of which `asked` rows were asked for, and one that isn't the
/// last has `found` rows.
///
/// [Some standard tables] have smaller pages than others. An empty page says nothing.
///
/// [Some standard tables]: https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/page-results
pub(super) fn page_size(table: &TableInfo, asked: Option<u32>, found: usize) -> usize {
    if found > 0 {
        return found;
    }
    let max = if table.is_elastic() {
        MAX_ELASTIC_PAGE_SIZE
    } else {
        MAX_PAGE_SIZE
    };
    asked.map_or(max, |asked| asked.min(max)) as usize
}

/// Returns true if a page of this size, found by its number, is the last one that the service
/// returns.
pub(super) fn is_last_by_number(page: u32, page_size: usize) -> bool {
    page_size.saturating_mul(page as usize) >= MAX_ROWS_BY_NUMBER
}

fn has_more<R>(rows: &Rows<R>) -> Result<bool, PagingError> {
    let Some(json) = rows.annotation(&format!("@{MORE_RECORDS}")) else {
        return Ok(false);
    };
    match json.parse::<Option<bool>>() {
        Ok(has_more) => Ok(has_more.unwrap_or(false)),
        Err(_) => Err(invalid(MORE_RECORDS, json)),
    }
}

/// Returns the cookie of these rows, or `None` if the service sent none.
fn cookie<R>(rows: &Rows<R>) -> Result<Option<String>, PagingError> {
    let Some(json) = rows.annotation(&format!("@{PAGING_COOKIE}")) else {
        return Ok(None);
    };
    let text = json.text();
    match text.as_deref() {
        None if json.as_str() == "null" => Ok(None),
        Some("") => Ok(None),
        text => match text.and_then(decode) {
            Some(cookie) => Ok(Some(cookie)),
            None => Err(invalid(PAGING_COOKIE, json)),
        },
    }
}

fn invalid(name: &'static str, json: &Json) -> PagingError {
    PagingError::Annotation {
        name,
        found: json.to_string(),
    }
}

/// Returns the attribute `pagingcookie` of the element in the annotation. Its value is
/// percent-encoded twice.
fn decode(annotation: &str) -> Option<String> {
    let (_, value) = annotation.split_once(" pagingcookie=")?;
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (value, _) = value[1..].split_once(quote)?;
    let once = percent_decode_str(value).decode_utf8().ok()?;
    let twice = percent_decode_str(&once).decode_utf8().ok()?;
    Some(twice.into_owned())
}
