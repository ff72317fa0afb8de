use core::fmt;

use serde::de::{Error, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::raw_json::Json;

/// The value of a ManagedProperty column: the Web API's complex type `BooleanManagedProperty`.
///
/// Convert a `bool` to create one. The other members from the service are kept and written back.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ManagedBoolean {
    /// The value itself.
    pub value: bool,
    /// True if the value can be changed after the solution is installed; `None` if not specified.
    ///
    /// A value converted from a `bool` doesn't specify it.
    pub can_be_changed: Option<bool>,
    /// The logical name of the managed property.
    pub managed_property_logical_name: Option<String>,
    others: Vec<(Box<str>, Json)>,
}

impl From<bool> for ManagedBoolean {
    fn from(value: bool) -> Self {
        Self {
            value,
            can_be_changed: None,
            managed_property_logical_name: None,
            others: Vec::new(),
        }
    }
}

const VALUE: &str = "Value";
const CAN_BE_CHANGED: &str = "CanBeChanged";
const LOGICAL_NAME: &str = "ManagedPropertyLogicalName";

impl Serialize for ManagedBoolean {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(VALUE, &self.value)?;
        if let Some(can_be_changed) = self.can_be_changed {
            map.serialize_entry(CAN_BE_CHANGED, &can_be_changed)?;
        }
        if let Some(name) = &self.managed_property_logical_name {
            map.serialize_entry(LOGICAL_NAME, name)?;
        }
        for (name, json) in &self.others {
            map.serialize_entry(name, json)?;
        }
        map.end()
    }
}

/// The name of a member.
enum Key {
    Value,
    CanBeChanged,
    LogicalName,
    Other(Box<str>),
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;

        impl Visitor<'_> for KeyVisitor {
            type Value = Key;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a member")
            }

            fn visit_str<E: Error>(self, name: &str) -> Result<Key, E> {
                Ok(match name {
                    VALUE => Key::Value,
                    CAN_BE_CHANGED => Key::CanBeChanged,
                    LOGICAL_NAME => Key::LogicalName,
                    other => Key::Other(other.into()),
                })
            }
        }

        deserializer.deserialize_identifier(KeyVisitor)
    }
}

impl<'de> Deserialize<'de> for ManagedBoolean {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ManagedVisitor;

        impl<'de> Visitor<'de> for ManagedVisitor {
            type Value = ManagedBoolean;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(
                    f,
                    "an object with `{VALUE}`, `{CAN_BE_CHANGED}`, and `{LOGICAL_NAME}`"
                )
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ManagedBoolean, A::Error> {
                let mut value = None;
                let mut can_be_changed = None;
                let mut logical_name = None;
                let mut others = Vec::new();
                while let Some(key) = map.next_key()? {
                    match key {
                        Key::Value => member(&mut value, VALUE, &mut map)?,
                        Key::CanBeChanged => {
                            member(&mut can_be_changed, CAN_BE_CHANGED, &mut map)?;
                        }
                        Key::LogicalName => member(&mut logical_name, LOGICAL_NAME, &mut map)?,
                        Key::Other(name) => others.push((name, map.next_value()?)),
                    }
                }
                Ok(ManagedBoolean {
                    value: value.ok_or_else(|| A::Error::missing_field(VALUE))?,
                    can_be_changed: can_be_changed.flatten(),
                    managed_property_logical_name: logical_name.flatten(),
                    others,
                })
            }
        }

        deserializer.deserialize_map(ManagedVisitor)
    }
}

fn member<'de, A: MapAccess<'de>, T: Deserialize<'de>>(
    place: &mut Option<T>,
    name: &'static str,
    map: &mut A,
) -> Result<(), A::Error> {
    if place.is_some() {
        return Err(A::Error::duplicate_field(name));
    }
    *place = Some(map.next_value()?);
    Ok(())
}
