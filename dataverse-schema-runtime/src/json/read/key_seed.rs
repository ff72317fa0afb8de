use core::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, EnumAccess, Error, IgnoredAny, VariantAccess, Visitor};

use super::key::Key;
use super::key_predictor::KeyPredictor;
use crate::json::text::KEY_TOKEN;
use crate::value::name::same;

pub(super) struct KeySeed<'p>(pub(super) &'p mut KeyPredictor);

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_newtype_struct(KEY_TOKEN, self)
    }
}

impl<'de> Visitor<'de> for KeySeed<'_> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Key, E> {
        Ok(self.0.find(name))
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }

    /// Takes the expected key without a search for its end.
    fn visit_enum<A: EnumAccess<'de>>(self, key: A) -> Result<Key, A::Error> {
        let (rest, key) = key.variant::<&[u8]>()?;
        let expected = self.0.expected();
        let length = expected.len();
        let is_next = rest
            .split_at_checked(length)
            .is_some_and(|(name, rest)| rest.first() == Some(&b'"') && same(name, expected));
        if is_next {
            key.tuple_variant(length, IgnoredAny)?;
            return Ok(self.0.take_expected());
        }
        key.newtype_variant_seed(Name(self))
    }
}

/// The seed of a key's name.
struct Name<'p>(KeySeed<'p>);

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self.0)
    }
}
