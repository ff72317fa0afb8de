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
use core::marker::PhantomData;

use serde::Deserializer;
use serde::de::{DeserializeOwned, DeserializeSeed};

use self::scanner::Scanner;

/// Deserializes a value from JSON text.
pub(crate) fn from_text<T: DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
    seed_from_text(text, &mut Owned(PhantomData))
}

/// Deserializes a value from JSON text by a seed, which may be used twice.
pub(crate) fn seed_from_text<S, V>(text: &str, seed: &mut S) -> Result<V, serde_json::Error>
where
    for<'s, 'de> &'s mut S: DeserializeSeed<'de, Value = V>,
{
    let mut scanner = Scanner::new(text);
    if let Ok(value) = seed.deserialize(&mut scanner)
        && scanner.peek().is_none()
    {
        return Ok(value);
    }
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = seed.deserialize(&mut deserializer)?;
    deserializer.end()?;
    Ok(value)
}

struct Owned<T>(PhantomData<T>);

impl<'de, T: DeserializeOwned> DeserializeSeed<'de> for &mut Owned<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::deserialize(deserializer)
    }
}
