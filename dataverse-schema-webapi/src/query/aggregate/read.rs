use core::fmt::{self, Display};

use dataverse_schema_runtime::internal::Shortened;
use dataverse_schema_runtime::table::Table;
use dataverse_schema_runtime::value::Json;
use serde::de::{Error as _, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::cells::{Cells, of};
use super::group::{Group, Groups};
use super::key::Keys;
use super::total::Totals;
use crate::members::Members;
use crate::request::Annotation;

/// The body of a response.
#[derive(Default)]
struct Body {
    groups: Option<Vec<Members>>,
    /// It may be null, as that of a collection of rows.
    next_link: Option<Option<String>>,
    error: Option<Json>,
}

impl<'de> Deserialize<'de> for Body {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct BodyVisitor;

        impl<'de> Visitor<'de> for BodyVisitor {
            type Value = Body;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with a list `value`")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Body, A::Error> {
                let mut body = Body::default();
                while let Some(name) = map.next_key::<String>()? {
                    let is_first = match &*name {
                        "value" => body.groups.replace(map.next_value()?).is_none(),
                        "@odata.nextLink" => body.next_link.replace(map.next_value()?).is_none(),
                        "error" => body.error.replace(map.next_value()?).is_none(),
                        _ => map.next_value::<IgnoredAny>().map(|_| true)?,
                    };
                    if !is_first {
                        return Err(A::Error::custom(format_args!("`{name}` comes twice")));
                    }
                }
                Ok(body)
            }
        }

        deserializer.deserialize_map(BodyVisitor)
    }
}

pub(super) fn read<T: Table, K: Keys<T>, V: Totals<T>>(
    keys: &K,
    totals: &V,
    names: &Names,
    body: &[u8],
) -> Result<Groups<K::Values, V::Values>, serde_json::Error> {
    let table = T::info().logical_name;
    let in_groups = |what: &dyn Display| {
        let what = what.to_string();
        serde_json::Error::custom(format_args!(
            "groups of the table `{table}`: {}",
            Shortened(&what)
        ))
    };
    let Body {
        groups,
        next_link,
        error,
    } = serde_json::from_slice(body).map_err(|error| in_groups(&error))?;
    let groups = groups.ok_or_else(|| match error {
        Some(error) => in_groups(&format_args!("the body is an error: {error}")),
        None => in_groups(&"no list `value`"),
    })?;
    let groups = groups.iter().enumerate().map(|(place, members)| {
        let group = group(keys, totals, names, members);
        group.map_err(|error| in_groups(&format_args!("group {}: {error}", place + 1)))
    });
    Ok(Groups {
        groups: groups.collect::<Result<_, _>>()?,
        next_link: next_link.flatten(),
    })
}

/// The names under which keys and totals come.
pub(super) struct Names {
    pub(super) keys: Vec<String>,
    pub(super) totals: Vec<String>,
}

impl Names {
    fn has(&self, name: &str) -> bool {
        let mut names = self.keys.iter().chain(&self.totals);
        names.any(|known| known == name)
    }
}

fn group<T: Table, K: Keys<T>, V: Totals<T>>(
    keys: &K,
    totals: &V,
    names: &Names,
    members: &Members,
) -> Result<Group<K::Values, V::Values>, serde_json::Error> {
    let mut values = members.iter().filter(|(name, _)| !name.contains('@'));
    if let Some((name, _)) = values.find(|(name, _)| !names.has(name)) {
        let error = format_args!("`{name}` wasn't asked for");
        return Err(serde_json::Error::custom(error));
    }
    Ok(Group {
        formatted_keys: formatted(members, &names.keys)?,
        formatted_totals: formatted(members, &names.totals)?,
        key: keys.read(&mut Cells::new(members, &names.keys))?,
        totals: totals.read(&mut Cells::new(members, &names.totals))?,
    })
}

fn formatted(
    members: &Members,
    names: &[String],
) -> Result<Vec<Option<String>>, serde_json::Error> {
    let texts = names.iter().map(|name| {
        let name = format!("{name}@{}", Annotation::FormattedValues.names());
        let text = members.get(&name).map(Json::parse::<Option<String>>);
        let text = text.transpose().map_err(|error| of(&name, &error))?;
        Ok(text.flatten())
    });
    texts.collect()
}
