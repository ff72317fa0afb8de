//! Parts of URLs.

use core::fmt::Write as _;

use dataverse_schema_runtime::value::Value;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stands in a URL as it is: RFC 3986 calls it unreserved.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Adds a text to a URL, encoded.
pub(crate) fn encode(url: &mut String, text: &str) {
    url.extend(utf8_percent_encode(text, RESERVED));
}

/// Adds a text in single quotes, with the quotes in it doubled.
pub(crate) fn quote(url: &mut String, text: &str) {
    url.push('\'');
    for (place, part) in text.split('\'').enumerate() {
        if place > 0 {
            url.push_str("''");
        }
        encode(url, part);
    }
    url.push('\'');
}

/// The text of a value, without quotes.
pub(crate) fn plain(value: &Value<'_>) -> String {
    match value {
        Value::Text(text) => text.clone().into_owned(),
        Value::Integer(value) | Value::Choice(value) => value.to_string(),
        Value::BigInt(value) => value.to_string(),
        Value::Decimal(value) => value.to_string(),
        Value::Double(value) => value.to_string(),
        Value::Boolean(value) => value.to_string(),
        Value::Guid(value) => value.to_string(),
        Value::Choices(values) => {
            let mut text = String::new();
            for (place, value) in values.iter().enumerate() {
                let comma = if place > 0 { "," } else { "" };
                let _ = write!(text, "{comma}{value}");
            }
            text
        }
        Value::DateTime(value) => value.to_string(),
        Value::ZonelessDateTime(value) => value.to_string(),
        Value::Date(value) => value.to_string(),
        Value::Lookup(value) => value.id().to_string(),
        Value::Managed(value) => value.value.to_string(),
        Value::File(value) => value.id().to_string(),
        Value::Image(value) => value.base64().to_owned(),
        _ => String::new(),
    }
}

/// Adds a value as OData writes it: texts in quotes, all else as it is.
pub(crate) fn literal(url: &mut String, value: &Value<'_>) {
    match value {
        Value::Text(_) | Value::Choices(_) => quote(url, &plain(value)),
        _ => url.push_str(&plain(value)),
    }
}
