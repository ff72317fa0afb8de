//! Encoded parts of URLs.

use core::fmt::Write as _;

use dataverse_schema_runtime::value::Value;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The bytes to encode: all but those that RFC 3986 calls unreserved.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Appends text, percent-encoded.
pub(crate) fn push_encoded(url: &mut String, text: &str) {
    url.extend(utf8_percent_encode(text, RESERVED));
}

/// Appends text in single quotes, with quotes in it doubled.
pub(crate) fn push_quoted(url: &mut String, text: &str) {
    url.push('\'');
    for (index, part) in text.split('\'').enumerate() {
        if index > 0 {
            url.push_str("''");
        }
        push_encoded(url, part);
    }
    url.push('\'');
}

/// Appends a value as an OData literal: text in quotes, other values as they are.
pub(crate) fn push_literal(url: &mut String, value: &Value<'_>) {
    match value {
        Value::Text(_) | Value::Choices(_) => push_quoted(url, &unquoted(value)),
        _ => url.push_str(&unquoted(value)),
    }
}

/// Returns the text of a value, without quotes.
pub(crate) fn unquoted(value: &Value<'_>) -> String {
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
            for (index, value) in values.iter().enumerate() {
                let comma = if index > 0 { "," } else { "" };
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
