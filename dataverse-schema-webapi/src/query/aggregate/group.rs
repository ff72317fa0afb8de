use core::fmt::{self, Display};

use dataverse_schema_runtime::__rt::Shortened;
use dataverse_schema_runtime::{Json, Table};
use serde::de::{Error as _, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::super::property::Path;
use super::{Aggregate, Apply, Keys, Totals, total_name};
use crate::members::Members;
use crate::request::Annotation;

/// A group of rows.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Group<K, V> {
    /// The values that its rows have in common: of each key an `Option`.
    pub key: K,
    /// What was computed over its rows.
    pub totals: V,
    formatted_keys: Vec<Option<String>>,
    formatted_totals: Vec<Option<String>>,
}

impl<K, V> Group<K, V> {
    /// The text of a key in the language and currency of the user, if the response carries it. Keys are counted from 0, in the
    /// order in which they were given.
    pub fn formatted_key(&self, place: usize) -> Option<&str> {
        self.formatted_keys.get(place)?.as_deref()
    }

    /// The same of a total.
    pub fn formatted_total(&self, place: usize) -> Option<&str> {
        self.formatted_totals.get(place)?.as_deref()
    }
}

/// The groups of a response.
#[derive(Clone, Debug, PartialEq)]
pub struct Groups<K, V> {
    groups: Vec<Group<K, V>>,
    next_link: Option<String>,
}

impl<K, V> Groups<K, V> {
    /// The URL of the next page, if there is one: [`Aggregate::next_page`].
    pub fn next_link(&self) -> Option<&str> {
        self.next_link.as_deref()
    }
}

impl<K, V> core::ops::Deref for Groups<K, V> {
    type Target = [Group<K, V>];

    fn deref(&self) -> &[Group<K, V>] {
        &self.groups
    }
}

impl<'a, K, V> IntoIterator for &'a Groups<K, V> {
    type Item = &'a Group<K, V>;
    type IntoIter = core::slice::Iter<'a, Group<K, V>>;

    fn into_iter(self) -> Self::IntoIter {
        self.groups.iter()
    }
}

impl<K, V> IntoIterator for Groups<K, V> {
    type Item = Group<K, V>;
    type IntoIter = std::vec::IntoIter<Group<K, V>>;

    fn into_iter(self) -> Self::IntoIter {
        self.groups.into_iter()
    }
}

/// What a response has of one group, by names, and the names of the keys or totals that are to be read.
pub struct Cells<'g> {
    members: &'g Members,
    names: core::slice::Iter<'g, String>,
}

impl<'g> Cells<'g> {
    fn new(members: &'g Members, names: &'g [String]) -> Self {
        let names = names.iter();
        Self { members, names }
    }

    /// The name of the next key or total.
    pub(super) fn next_name(&mut self) -> &'g str {
        self.names.next().expect("each key and total has a name")
    }

    pub(super) fn get(&self, name: &str) -> Option<&'g Json> {
        self.members.get(name)
    }

    /// A value and its annotations.
    pub(super) fn with_annotations(
        &self,
        name: &'g str,
    ) -> impl Iterator<Item = (&'g str, &'g Json)> {
        let members = self.members.iter();
        members.filter(move |(member, _)| {
            let suffix = member.strip_prefix(name);
            suffix.is_some_and(|suffix| suffix.is_empty() || suffix.starts_with('@'))
        })
    }
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

/// What is wrong, and with which member. Where it stands in the member's own text says nothing of the body.
pub(super) fn of(name: &str, error: &serde_json::Error) -> serde_json::Error {
    serde_json::Error::custom(format_args!("`{name}`: {}", unplaced(error)))
}

/// The error without where it stands in its text.
pub(super) fn unplaced(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    text.strip_suffix(&place).unwrap_or(&text).to_owned()
}

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
    aggregate: &Aggregate<T, K, V>,
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
    let names = Names::of(&aggregate.apply);
    let groups = groups.iter().enumerate().map(|(place, members)| {
        let group = group(aggregate, &names, members);
        group.map_err(|error| in_groups(&format_args!("group {}: {error}", place + 1)))
    });
    Ok(Groups {
        groups: groups.collect::<Result<_, _>>()?,
        next_link: next_link.flatten(),
    })
}

/// The names under which keys and totals come.
struct Names {
    keys: Vec<String>,
    totals: Vec<String>,
}

impl Names {
    fn of(apply: &Apply) -> Self {
        Self {
            keys: apply.keys.iter().map(Path::name_as_key).collect(),
            totals: (0..apply.totals.len()).map(total_name).collect(),
        }
    }

    fn has(&self, name: &str) -> bool {
        self.keys
            .iter()
            .chain(&self.totals)
            .any(|known| known == name)
    }
}

fn group<T: Table, K: Keys<T>, V: Totals<T>>(
    aggregate: &Aggregate<T, K, V>,
    names: &Names,
    members: &Members,
) -> Result<Group<K::Values, V::Values>, serde_json::Error> {
    let mut values = members.iter().filter(|(name, _)| !name.contains('@'));
    if let Some((name, _)) = values.find(|(name, _)| !names.has(name)) {
        let error = format_args!("`{name}` wasn't asked for");
        return Err(serde_json::Error::custom(error));
    }
    let Names { keys, totals } = names;
    Ok(Group {
        formatted_keys: formatted(members, keys)?,
        formatted_totals: formatted(members, totals)?,
        key: aggregate.keys.read(&mut Cells::new(members, keys))?,
        totals: aggregate.totals.read(&mut Cells::new(members, totals))?,
    })
}
