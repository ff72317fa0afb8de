use core::fmt::{self, Display};

use dataverse_schema_runtime::info::ColumnKind;
use dataverse_schema_runtime::internal::{Shortened, read_value};
use dataverse_schema_runtime::value::Json;
use serde::de::{Error as _, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::cells::Cells;
use super::group::{Group, Groups};
use crate::fields::{Fields, field_error};
use crate::request::{MORE_RECORDS, ResponseAnnotation};

/// The names of keys and totals in the response.
pub(crate) struct Names {
    pub(crate) keys: Vec<String>,
    pub(crate) totals: Vec<String>,
}

impl Names {
    fn contains(&self, name: &str) -> bool {
        let mut names = self.keys.iter().chain(&self.totals);
        names.any(|known| known == name)
    }
}

type Read<V> = Result<V, serde_json::Error>;

/// Reads the body of a response about a table.
pub(crate) fn read_groups<K, V>(
    table: &str,
    names: &Names,
    body: &[u8],
    read_keys: impl Fn(&mut Cells<'_>) -> Read<K>,
    read_totals: impl Fn(&mut Cells<'_>) -> Read<V>,
) -> Read<Groups<K, V>> {
    let in_groups = |error: &dyn Display| {
        let error = error.to_string();
        serde_json::Error::custom(format_args!(
            "groups of table `{table}`: {}",
            Shortened(&error)
        ))
    };
    let GroupsBody {
        groups,
        next_link,
        more_records,
        error,
    } = serde_json::from_slice(body).map_err(|error| in_groups(&error))?;
    let groups = groups.ok_or_else(|| match error {
        Some(error) => in_groups(&format_args!("the body is an error: {error}")),
        None => in_groups(&"missing list `value`"),
    })?;
    let groups = groups.iter().enumerate().map(|(index, fields)| {
        let group = read_group(names, fields, &read_keys, &read_totals);
        group.map_err(|error| in_groups(&format_args!("group {}: {error}", index + 1)))
    });
    Ok(Groups {
        groups: groups.collect::<Result<_, _>>()?,
        next_link: next_link.flatten(),
        more_records: more_records.flatten().unwrap_or(false),
    })
}

fn read_group<K, V>(
    names: &Names,
    fields: &Fields,
    read_keys: impl Fn(&mut Cells<'_>) -> Read<K>,
    read_totals: impl Fn(&mut Cells<'_>) -> Read<V>,
) -> Read<Group<K, V>> {
    let mut values = fields.iter().filter(|(name, _)| !name.contains('@'));
    if let Some((name, _)) = values.find(|(name, _)| !names.contains(name)) {
        let error = format_args!("unexpected field `{name}`");
        return Err(serde_json::Error::custom(error));
    }
    Ok(Group {
        formatted_keys: read_formatted(fields, &names.keys)?,
        formatted_totals: read_formatted(fields, &names.totals)?,
        key: read_keys(&mut Cells::new(fields, &names.keys))?,
        totals: read_totals(&mut Cells::new(fields, &names.totals))?,
    })
}

/// Formatted values are read like the values of a String column.
const FORMATTED: ColumnKind = ColumnKind::Memo {
    max_length: u32::MAX,
};

fn read_formatted(
    fields: &Fields,
    names: &[String],
) -> Result<Vec<Option<String>>, serde_json::Error> {
    let texts = names.iter().map(|name| {
        let name = format!("{name}@{}", ResponseAnnotation::FormattedValues.names());
        let text = fields.get(&name).map(|json| read_value(&FORMATTED, json));
        let text = text
            .transpose()
            .map_err(|error| field_error(&name, &error))?;
        Ok(text.flatten())
    });
    texts.collect()
}

#[derive(Default)]
struct GroupsBody {
    groups: Option<Vec<Fields>>,
    /// `Some(None)` for null, which the service may send for the last page.
    next_link: Option<Option<String>>,
    more_records: Option<Option<bool>>,
    error: Option<Json>,
}

impl<'de> Deserialize<'de> for GroupsBody {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct BodyVisitor;

        impl<'de> Visitor<'de> for BodyVisitor {
            type Value = GroupsBody;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object with an array `value`")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<GroupsBody, A::Error> {
                let mut body = GroupsBody::default();
                while let Some(name) = map.next_key::<String>()? {
                    let is_first = match &*name {
                        "value" => body.groups.replace(map.next_value()?).is_none(),
                        "@odata.nextLink" => body.next_link.replace(map.next_value()?).is_none(),
                        _ if name.strip_prefix('@') == Some(MORE_RECORDS) => {
                            body.more_records.replace(map.next_value()?).is_none()
                        }
                        "error" => body.error.replace(map.next_value()?).is_none(),
                        _ => map.next_value::<IgnoredAny>().map(|_| true)?,
                    };
                    if !is_first {
                        return Err(A::Error::custom(format_args!("duplicate field `{name}`")));
                    }
                }
                Ok(body)
            }
        }

        deserializer.deserialize_map(BodyVisitor)
    }
}
