use core::fmt;
use std::collections::BTreeMap;

use dataverse_schema_runtime::value::Json;
use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// The members of an object by their names.
#[derive(Debug)]
pub(crate) struct Members(BTreeMap<String, Json>);

impl Members {
    pub(crate) fn get(&self, name: &str) -> Option<&Json> {
        self.0.get(name)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.0.iter().map(|(name, json)| (&**name, json))
    }
}

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MembersVisitor;

        impl<'de> Visitor<'de> for MembersVisitor {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = BTreeMap::new();
                while let Some((name, json)) = map.next_entry::<String, Json>()? {
                    if members.contains_key(&name) {
                        return Err(A::Error::custom(format_args!("`{name}` comes twice")));
                    }
                    members.insert(name, json);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(MembersVisitor)
    }
}
