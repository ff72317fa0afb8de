use core::fmt::{self, Display};

use dataverse_schema_runtime::internal::Shortened;
use dataverse_schema_runtime::rows::Rows;
use percent_encoding::percent_decode_str;

use crate::request::MORE_RECORDS;

pub(super) const PAGING_COOKIE: &str = "Microsoft.Dynamics.CRM.fetchxmlpagingcookie";

/// An annotation about pages in another form than documented.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagingError {
    annotation: &'static str,
    found: String,
}

impl PagingError {
    /// Returns the name of the annotation. The text of the error also has its value, which may
    /// contain values of rows.
    pub fn annotation(&self) -> &'static str {
        self.annotation
    }
}

impl Display for PagingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { annotation, found } = self;
        write!(f, "invalid annotation `{annotation}`: {}", Shortened(found))
    }
}

impl core::error::Error for PagingError {}

/// Returns the cookie for the page after these rows: `None` after the last page, `Some(None)` if
/// the service sent no cookie.
#[allow(clippy::option_option)]
pub(super) fn next_cookie<R>(rows: &Rows<R>) -> Result<Option<Option<String>>, PagingError> {
    let annotation = |name: &str| rows.annotation(&format!("@{name}"));
    let more = annotation(MORE_RECORDS);
    let has_more = match more.map(|json| json.parse::<Option<bool>>()) {
        None => false,
        Some(Ok(has_more)) => has_more.unwrap_or(false),
        Some(Err(_)) => {
            return Err(PagingError {
                annotation: MORE_RECORDS,
                found: more.map(ToString::to_string).unwrap_or_default(),
            });
        }
    };
    if !has_more {
        return Ok(None);
    }
    let Some(json) = annotation(PAGING_COOKIE) else {
        return Ok(Some(None));
    };
    let text = json.text();
    match text.as_deref() {
        None if json.as_str() == "null" => Ok(Some(None)),
        Some("") => Ok(Some(None)),
        text => match text.and_then(decode) {
            Some(cookie) => Ok(Some(Some(cookie))),
            None => Err(PagingError {
                annotation: PAGING_COOKIE,
                found: json.to_string(),
            }),
        },
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
