//! Reading of rows from JSON text, faster than serde_json does.
//!
//! Only plain tokens are read here: text without escapes, and numbers. All others are passed to
//! serde_json, and so is the whole text if anything in it is unexpected. So errors are those of
//! serde_json, and its rules are written only once.

mod deserializer;
mod expected_key;
mod members;
mod scanner;

pub(crate) use self::expected_key::KEY_TOKEN;
use serde::de::DeserializeOwned;

use self::scanner::Scanner;

/// Deserializes a value from JSON text.
pub(crate) fn from_text<T: DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
    let mut scanner = Scanner::new(text);
    match T::deserialize(&mut scanner) {
        Ok(value) if scanner.peek().is_none() => Ok(value),
        _ => serde_json::from_str(text),
    }
}
