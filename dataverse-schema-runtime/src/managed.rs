use core::fmt;

use serde::de::{Error as _, IgnoredAny, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The value of a ManagedProperty column (the Web API's complex type `BooleanManagedProperty`).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ManagedBoolean {
    /// The value itself.
    pub value: bool,
    /// Whether it can be changed after the solution was installed. Absent in a value that only says what to set.
    pub can_be_changed: Option<bool>,
    /// The logical name of the managed property.
    pub managed_property_logical_name: Option<String>,
}

impl From<bool> for ManagedBoolean {
    fn from(value: bool) -> Self {
        Self {
            value,
            can_be_changed: None,
            managed_property_logical_name: None,
        }
    }
}

impl Serialize for ManagedBoolean {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("Value", &self.value)?;
        if let Some(can_be_changed) = self.can_be_changed {
            map.serialize_entry("CanBeChanged", &can_be_changed)?;
        }
        if let Some(name) = &self.managed_property_logical_name {
            map.serialize_entry("ManagedPropertyLogicalName", name)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for ManagedBoolean {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ManagedVisitor;

        impl<'de> Visitor<'de> for ManagedVisitor {
            type Value = ManagedBoolean;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(
                    "an object with `Value`, `CanBeChanged` and `ManagedPropertyLogicalName`",
                )
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<ManagedBoolean, A::Error> {
                let mut value = None;
                let mut can_be_changed = None;
                let mut managed_property_logical_name = None;
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "Value" => value = Some(map.next_value()?),
                        "CanBeChanged" => can_be_changed = map.next_value()?,
                        "ManagedPropertyLogicalName" => {
                            managed_property_logical_name = map.next_value()?;
                        }
                        _ => drop(map.next_value::<IgnoredAny>()?),
                    }
                }
                Ok(ManagedBoolean {
                    value: value.ok_or_else(|| A::Error::missing_field("Value"))?,
                    can_be_changed,
                    managed_property_logical_name,
                })
            }
        }

        deserializer.deserialize_map(ManagedVisitor)
    }
}
