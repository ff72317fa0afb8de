//! JSON values without what pages don't contain, which is most of a definition.

use std::collections::HashSet;
use std::fmt;
use std::sync::LazyLock;

use serde::de::{self, Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

use crate::model::{
    AssociatedMenu, Cascade, ColumnFacts, KeyFacts, OptionFacts, RelationshipFacts, TableFacts,
};

/// A JSON value. Objects have only the members that are needed.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json {
    Null,
    Bool(bool),
    Number(Number),
    Text(Box<str>),
    List(Box<[Self]>),
    Object(Box<[(&'static str, Self)]>),
}

/// The member that stands for `…@odata.nextLink`. Its value is the name before the `@`.
pub(super) const NEXT_LINK: &str = "@odata.nextLink";

/// The members that aren't facts.
const STRUCTURE: &[&str] = &[
    "@odata.type",
    "Attributes",
    "AttributeType",
    "AttributeTypeName",
    "EntityLogicalName",
    "Entity1LogicalName",
    "Entity2LogicalName",
    "FalseOption",
    "GlobalOptionSet",
    "IsCustomAttribute",
    "IsCustomRelationship",
    "Keys",
    "Label",
    "LanguageCode",
    "LocalizedLabels",
    "ManyToManyRelationships",
    "ManyToOneRelationships",
    "MetadataId",
    "Name",
    "OneToManyRelationships",
    "OptionSet",
    "Options",
    "ReferencedEntity",
    "ReferencingEntity",
    "TrueOption",
    "UserLocalizedLabel",
    "Value",
    "code",
    "error",
    "message",
];

/// The names of the members that are needed.
static NAMES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let names = [
        STRUCTURE,
        TableFacts::KEYS,
        ColumnFacts::KEYS,
        OptionFacts::KEYS,
        KeyFacts::KEYS,
        RelationshipFacts::KEYS,
        Cascade::KEYS,
        AssociatedMenu::KEYS,
        &[
            "AssociatedMenuConfiguration",
            "CascadeConfiguration",
            "SchemaName",
        ],
        &[
            "Entity1AssociatedMenuConfiguration",
            "Entity2AssociatedMenuConfiguration",
        ],
    ];
    names.concat().into_iter().collect()
});

impl Json {
    /// Returns a member of an object, even if it is null.
    pub(super) fn member(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => {
                let found = members.iter().rev().find(|(found, _)| *found == name);
                found.map(|(_, value)| value)
            }
            _ => None,
        }
    }

    /// Returns a member of an object, unless it is null.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        self.member(name).filter(|value| **value != Self::Null)
    }

    /// Returns the path from this value to one that is a part of it.
    pub(super) fn path_to(&self, part: &Self) -> Option<String> {
        if std::ptr::eq(self, part) {
            return Some(String::new());
        }
        match self {
            Self::List(items) => items.iter().enumerate().find_map(|(index, item)| {
                let path = item.path_to(part)?;
                Some(format!("[{index}]{path}"))
            }),
            Self::Object(members) => members.iter().find_map(|(name, member)| {
                let path = member.path_to(part)?;
                Some(format!(".{name}{path}"))
            }),
            _ => None,
        }
    }

    /// Returns true for a string in one or more languages.
    pub(super) fn is_label(&self) -> bool {
        let members = ["LocalizedLabels", "UserLocalizedLabel"];
        members.iter().any(|name| self.member(name).is_some())
    }

    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(super) fn list(&self) -> Option<&[Self]> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    pub(super) fn integer(&self) -> Option<i32> {
        match self {
            Self::Number(number) => i32::try_from(number.as_i64()?).ok(),
            _ => None,
        }
    }

    /// Returns a description of the value for messages.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Bool(value) => format!("the Boolean {value}"),
            Self::Number(number) => format!("the number {number}"),
            Self::Text(text) => {
                let start: String = text.chars().take(40).collect();
                format!("the string {start:?}")
            }
            Self::List(_) => "an array".to_owned(),
            Self::Object(_) => "an object".to_owned(),
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Json, E> {
        let number = Number::from_f64(value);
        number
            .map(Json::Number)
            .ok_or_else(|| E::custom("number out of range"))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list.into()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(key) = members.next_key()? {
            match key {
                Key::Known(name) => list.push((name, members.next_value()?)),
                Key::NextLink(of) => {
                    members.next_value::<IgnoredAny>()?;
                    list.push((NEXT_LINK, Json::Text(of)));
                }
                Key::Number => {
                    let text: String = members.next_value()?;
                    let number = serde_json::from_str(&text).map_err(de::Error::custom)?;
                    return Ok(Json::Number(number));
                }
                Key::Other => {
                    members.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(Json::Object(list.into()))
    }
}

/// The name of a member.
enum Key {
    Known(&'static str),
    /// `Attributes` in `Attributes@odata.nextLink`.
    NextLink(Box<str>),
    /// A number, as serde_json passes it on with its feature `arbitrary_precision`.
    Number,
    Other,
}

impl<'de> Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;

        impl Visitor<'_> for KeyVisitor {
            type Value = Key;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a member")
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<Key, E> {
                if let Some(known) = NAMES.get(name) {
                    return Ok(Key::Known(known));
                }
                Ok(match name.strip_suffix(NEXT_LINK) {
                    Some(of) => Key::NextLink(of.into()),
                    None if name == "$serde_json::private::Number" => Key::Number,
                    None => Key::Other,
                })
            }
        }

        deserializer.deserialize_str(KeyVisitor)
    }
}
