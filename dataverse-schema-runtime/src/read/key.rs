use core::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, Visitor};

use super::Order;
use crate::annotation::Annotation;

/// What a property of a row is. Columns are given by their place.
#[derive(Clone, Copy)]
pub(super) enum Key {
    Value(u32),
    FormattedValue(u32),
    OfLookup(u32, Annotation),
    Etag,
    /// None of these: its name stands in [`Order::other`].
    Other,
}

pub(super) struct KeySeed<'o>(pub(super) &'o mut Order);

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Key, E> {
        Ok(self.0.find(name))
    }
}
