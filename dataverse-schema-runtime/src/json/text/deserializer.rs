use std::iter;

use serde::de::Visitor;
use serde::de::value::MapDeserializer;
use serde::{Deserializer, forward_to_deserialize_any};
use serde_json::Error;

use super::expected_key::{ExpectedKey, KEY_TOKEN};
use super::members::Members;
use super::scanner::{Quoted, Scanner, unexpected};
use crate::value::raw_json::RAW_TOKEN;

/// Reads a string, by serde_json if it has other escapes than `\"` and `\\`.
macro_rules! string {
    ($self:ident, $visitor:ident, $deserialize:ident, |$text:ident| $plain:expr) => {
        match $self.quoted().ok_or_else(unexpected)? {
            Quoted::Plain($text) => $plain,
            Quoted::Escaped(json) => {
                if let Some(text) = unescaped(json) {
                    return $visitor.visit_string(text);
                }
                serde_json::Deserializer::from_str(json).$deserialize($visitor)
            }
        }
    };
}

impl<'de> Deserializer<'de> for &mut Scanner<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let json = self.value().ok_or_else(unexpected)?;
        let mut deserializer = serde_json::Deserializer::from_str(json);
        let value = deserializer.deserialize_any(visitor)?;
        deserializer.end().map(|()| value)
    }

    #[inline]
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        if self.peek() != Some(b'n') {
            return visitor.visit_some(self);
        }
        self.word("null").ok_or_else(unexpected)?;
        visitor.visit_none()
    }

    #[inline]
    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        string!(self, visitor, deserialize_str, |text| visitor
            .visit_borrowed_str(text))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    #[inline]
    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        string!(self, visitor, deserialize_bytes, |text| visitor
            .visit_borrowed_str(text))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let is_true = self.peek() == Some(b't');
        let word = if is_true { "true" } else { "false" };
        self.word(word).ok_or_else(unexpected)?;
        visitor.visit_bool(is_true)
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let number = self.number().ok_or_else(unexpected)?;
        match number.parse() {
            // serde_json takes -0 for a float.
            Ok(0) if number != "0" => Err(unexpected()),
            Ok(number) => visitor.visit_i64(number),
            Err(_) => Err(unexpected()),
        }
    }

    #[inline]
    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        if name == KEY_TOKEN {
            return visitor.visit_enum(ExpectedKey(self));
        }
        if name != RAW_TOKEN {
            return visitor.visit_newtype_struct(self);
        }
        // Those who take the text of other values than numbers check its grammar.
        let json = self.value().ok_or_else(unexpected)?;
        visitor.visit_map(MapDeserializer::new(iter::once((RAW_TOKEN, json))))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let mut members = Members::start(self, b'[', b']').ok_or_else(unexpected)?;
        let value = visitor.visit_seq(&mut members)?;
        members.end().map(|()| value).ok_or_else(unexpected)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let mut members = Members::start(self, b'{', b'}').ok_or_else(unexpected)?;
        let value = visitor.visit_map(&mut members)?;
        members.end().map(|()| value).ok_or_else(unexpected)
    }

    forward_to_deserialize_any! {
        i8 i16 i64 i128 u8 u16 u32 u64 u128 f32 f64 char byte_buf unit unit_struct tuple
        tuple_struct struct enum ignored_any
    }
}

/// Returns the text of a string with no other escapes than `\"` and `\\`, such as an etag.
fn unescaped(json: &str) -> Option<String> {
    let mut rest = json.strip_prefix('"')?.strip_suffix('"')?;
    let mut text = String::with_capacity(rest.len());
    while let Some((plain, escaped)) = rest.split_once('\\') {
        text.push_str(plain);
        let escape = escaped.chars().next().filter(|c| matches!(c, '"' | '\\'))?;
        text.push(escape);
        rest = &escaped[1..];
    }
    text.push_str(rest);
    Some(text)
}
