use core::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, Visitor};

use super::Order;
use crate::TableInfo;
use crate::annotation::{Annotation, ETAG};

/// What a property of a row is.
pub(super) enum Key {
    Column(usize),
    Annotation(usize, Annotation),
    Etag,
    Other(Box<str>),
}

pub(super) struct KeySeed<'o> {
    pub(super) table: &'static TableInfo,
    pub(super) order: &'o mut Order,
}

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
        if name == ETAG {
            return Ok(Key::Etag);
        }
        Ok(match self.order.find(name) {
            Some((column, None)) => Key::Column(column),
            Some((column, Some(annotation)))
                if annotation == Annotation::FormattedValue
                    || self.table.columns[column].kind.is_lookup() =>
            {
                Key::Annotation(column, annotation)
            }
            _ => Key::Other(name.into()),
        })
    }
}
