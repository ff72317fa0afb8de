//! Literals of the Web API, and their encoding in URLs.

use core::fmt::{self, Display, Write as _};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::choices::Joined;
use super::untyped::Value;

/// The bytes to encode: all but those that RFC 3986 calls unreserved.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Appends a string to a URL, percent-encoded.
pub fn push_encoded(url: &mut String, text: &str) {
    url.extend(utf8_percent_encode(text, RESERVED));
}

/// Appends a string in single quotes to a URL, with quotes in it doubled.
pub fn push_quoted(url: &mut String, text: &str) {
    url.push('\'');
    for (index, part) in text.split('\'').enumerate() {
        if index > 0 {
            url.push_str("''");
        }
        push_encoded(url, part);
    }
    url.push('\'');
}

/// Appends a value to a URL: a string in quotes, other values as they are.
pub fn push_literal(url: &mut String, value: &Value<'_>) {
    if is_quoted(value) {
        push_quoted(url, &value.to_string());
    } else {
        let _ = write!(url, "{value}");
    }
}

/// Appends a value that isn't part of a URL, like [`push_literal`] but without percent-encoding.
pub(crate) fn push_plain_literal(to: &mut String, value: &Value<'_>) {
    if is_quoted(value) {
        let _ = write!(to, "'{}'", value.to_string().replace('\'', "''"));
    } else {
        let _ = write!(to, "{value}");
    }
}

fn is_quoted(value: &Value<'_>) -> bool {
    matches!(value, Value::Text(_) | Value::Choices(_))
}

/// Formats the value as the Web API writes it in URLs, without quotes.
///
/// A set of options is a list with commas, and a lookup is the id of its row.
impl Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Integer(value) | Self::Choice(value) => write!(f, "{value}"),
            Self::BigInt(value) => write!(f, "{value}"),
            Self::Decimal(value) => write!(f, "{value}"),
            Self::Double(value) => write!(f, "{value}"),
            Self::Boolean(value) => write!(f, "{value}"),
            Self::Guid(value) => write!(f, "{value}"),
            Self::Choices(values) => Joined(values).fmt(f),
            Self::DateTime(value) => write!(f, "{value}"),
            Self::ZonelessDateTime(value) => write!(f, "{value}"),
            Self::Date(value) => write!(f, "{value}"),
            Self::Lookup(value) => write!(f, "{}", value.id()),
            Self::Managed(value) => write!(f, "{}", value.value),
            Self::File(value) => write!(f, "{}", value.id()),
            Self::Image(value) => f.write_str(value.base64()),
        }
    }
}
