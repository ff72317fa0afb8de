use core::fmt;
use std::borrow::Cow;

use serde::Deserializer;
use serde::de::{Error, Visitor};

/// A string as a deserializer passes it on.
#[derive(Clone, Copy)]
pub(crate) enum Passed<'a> {
    Text(&'a str),
    /// Text that may not be UTF-8.
    Bytes(&'a [u8]),
}

impl<'a> Passed<'a> {
    pub(crate) fn as_bytes(self) -> &'a [u8] {
        match self {
            Self::Text(text) => text.as_bytes(),
            Self::Bytes(bytes) => bytes,
        }
    }

    /// Returns the text, with U+FFFD in place of each half of a surrogate pair.
    pub(crate) fn lossy(self) -> Option<Cow<'a, str>> {
        match self {
            Self::Text(text) => Some(Cow::Borrowed(text)),
            Self::Bytes(bytes) => lossy_text(bytes),
        }
    }
}

/// Converts bytes to text, with U+FFFD in place of each half of a surrogate pair.
///
/// .NET stores a string that was cut inside a pair, and JSON can represent it: `"\ud83d"`.
/// serde_json passes such a string only as bytes, with three bytes for the half, as UTF-8 would
/// encode it. Returns `None` for bytes that are invalid in another way.
pub(crate) fn lossy_text(bytes: &[u8]) -> Option<Cow<'_, str>> {
    match core::str::from_utf8(bytes) {
        Ok(text) => Some(Cow::Borrowed(text)),
        Err(_) => replace_halves(bytes).map(Cow::Owned),
    }
}

#[cold]
fn replace_halves(mut bytes: &[u8]) -> Option<String> {
    let mut text = String::with_capacity(bytes.len());
    loop {
        let error = match core::str::from_utf8(bytes) {
            Ok(rest) => {
                text.push_str(rest);
                return Some(text);
            }
            Err(error) => error,
        };
        let (valid, rest) = bytes.split_at(error.valid_up_to());
        text.push_str(core::str::from_utf8(valid).ok()?);
        let [0xed, 0xa0..=0xbf, 0x80..=0xbf, after @ ..] = rest else {
            return None;
        };
        text.push(char::REPLACEMENT_CHARACTER);
        bytes = after;
    }
}

/// Deserializes a string, with U+FFFD in place of each half of a surrogate pair.
pub(super) fn deserialize_lossy<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<String, D::Error> {
    struct LossyVisitor;

    impl Visitor<'_> for LossyVisitor {
        type Value = String;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<String, E> {
            Ok(text.to_owned())
        }

        fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<String, E> {
            let text = lossy_text(bytes).ok_or_else(|| E::custom(INVALID_UTF8))?;
            Ok(text.into_owned())
        }
    }

    deserializer.deserialize_bytes(LossyVisitor)
}

/// The message for bytes that aren't text.
pub(crate) const INVALID_UTF8: &str = "invalid UTF-8";
