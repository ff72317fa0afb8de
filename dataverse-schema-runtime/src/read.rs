//! Reading a row from the Web API's JSON. Only the function at the top depends on the row's type.

use core::fmt::{self, Display};
use std::borrow::Cow;

use serde::de::{DeserializeSeed, Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use uuid::Uuid;

use crate::annotation::{Annotation, ETAG};
use crate::decimal;
use crate::{
    ColumnInfo, ColumnKind, DateTimeBehavior, File, Image, Json, ManagedBoolean, Reference, Row,
    Table, TableInfo, Value,
};

/// Reads a row.
pub fn deserialize_row<'de, T: Table, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let mut row = T::default();
    deserializer.deserialize_map(RowVisitor {
        table: T::info(),
        row: &mut row,
    })?;
    Ok(row)
}

/// A row, whether or not its type can be read by itself.
pub(crate) struct Read<T>(pub(crate) T);

impl<'de, T: Table> Deserialize<'de> for Read<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_row(deserializer).map(Self)
    }
}

/// Rows, whether or not their type can be read by itself.
pub(crate) struct ReadAll<T>(pub(crate) Vec<T>);

impl<'de, T: Table> Deserialize<'de> for ReadAll<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let rows = Vec::<Read<T>>::deserialize(deserializer)?;
        Ok(Self(rows.into_iter().map(|Read(row)| row).collect()))
    }
}

struct RowVisitor<'r> {
    table: &'static TableInfo,
    row: &'r mut dyn Row,
}

impl<'de> Visitor<'de> for RowVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a row of the table `{}`", self.table.logical_name)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { table, row } = self;
        let mut lookups = Lookups::default();
        while let Some(key) = map.next_key_seed(KeySeed { table })? {
            match key {
                Key::Column(index) => {
                    let column = &table.columns[index];
                    match map.next_value_seed(ValueSeed { table, column })? {
                        Some(Value::Lookup(reference)) => lookups.set_id(index, reference.id),
                        Some(value) => row.slot_mut(index).set(Some(value)),
                        None => {
                            lookups.remove(index);
                            row.slot_mut(index).set(None);
                            row.extras_mut().set_null(index);
                        }
                    }
                }
                Key::Annotation(index, annotation) => {
                    let Some(text) = map.next_value::<Option<Box<str>>>()? else {
                        continue;
                    };
                    if is_lookup(&table.columns[index]) {
                        lookups.annotate(index, annotation, text);
                    } else {
                        row.extras_mut().formatted.push((index as u16, text));
                    }
                }
                Key::Etag => row.extras_mut().etag = map.next_value()?,
                Key::Other(name) => {
                    let json: Json = map.next_value()?;
                    if let Some(what) = no_row(&name, &json) {
                        return Err(A::Error::custom(what));
                    }
                    row.extras_mut().properties.push((name, json));
                }
            }
        }
        lookups.store(table.columns, row).map_err(A::Error::custom)
    }
}

/// Why a body with this property is none of a row, although all that a row has may be missing from it.
fn no_row(property: &str, json: &Json) -> Option<String> {
    match (property, json.as_str().as_bytes().first()) {
        ("error", Some(b'{')) => Some(format!("the body is no row, but an error: {json}")),
        ("value", Some(b'[')) => {
            Some("the body is no row, but a collection of rows: decode it as `Rows`".to_owned())
        }
        _ => None,
    }
}

pub(crate) fn is_lookup(column: &ColumnInfo) -> bool {
    matches!(
        column.kind,
        ColumnKind::Lookup { .. } | ColumnKind::Customer { .. } | ColumnKind::Owner { .. }
    )
}

/// The lookups of a row while it is read: id and annotations come as separate properties, in any order.
#[derive(Default)]
struct Lookups(Vec<PartialLookup>);

struct PartialLookup {
    index: usize,
    id: Option<Uuid>,
    annotations: [Option<Box<str>>; 3],
}

impl Lookups {
    fn entry(&mut self, index: usize) -> &mut PartialLookup {
        // The properties of one lookup come one after the other.
        let found = self.0.iter().rposition(|lookup| lookup.index == index);
        let place = found.unwrap_or_else(|| {
            self.0.push(PartialLookup {
                index,
                id: None,
                annotations: [None, None, None],
            });
            self.0.len() - 1
        });
        &mut self.0[place]
    }

    fn set_id(&mut self, index: usize, id: Uuid) {
        self.entry(index).id = Some(id);
    }

    fn remove(&mut self, index: usize) {
        if let Some(lookup) = self.0.iter_mut().find(|lookup| lookup.index == index) {
            lookup.id = None;
        }
    }

    fn annotate(&mut self, index: usize, annotation: Annotation, text: Box<str>) {
        self.entry(index).annotations[annotation as usize] = Some(text);
    }

    fn store(self, columns: &[ColumnInfo], row: &mut dyn Row) -> Result<(), serde_json::Error> {
        for lookup in self.0 {
            let [name, table, navigation_property] = lookup.annotations;
            if let Some(id) = lookup.id {
                let reference = Reference {
                    id,
                    name,
                    table,
                    navigation_property,
                };
                let value = Value::Lookup(Cow::Owned(reference));
                row.slot_mut(lookup.index).set(Some(value));
                continue;
            }
            let property = columns[lookup.index].property;
            for (annotation, text) in Annotation::ALL
                .iter()
                .zip([name, table, navigation_property])
            {
                if let Some(text) = text {
                    let name = format!("{property}@{}", annotation.name());
                    let properties = &mut row.extras_mut().properties;
                    properties.push((name.into(), Json::new(&text)?));
                }
            }
        }
        Ok(())
    }
}

enum Key {
    Column(usize),
    Annotation(usize, Annotation),
    Etag,
    Other(Box<str>),
}

struct KeySeed {
    table: &'static TableInfo,
}

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a property")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Key, E> {
        let find = |property: &str| {
            let columns = self.table.row();
            columns.binary_search_by(|column| column.property.cmp(property))
        };
        if let Ok(index) = find(name) {
            return Ok(Key::Column(index));
        }
        if name == ETAG {
            return Ok(Key::Etag);
        }
        if let Some((property, annotation)) = name.split_once('@')
            && let (Ok(index), Some(annotation)) =
                (find(property), Annotation::from_name(annotation))
            && (annotation == Annotation::FormattedValue || is_lookup(&self.table.columns[index]))
        {
            return Ok(Key::Annotation(index, annotation));
        }
        Ok(Key::Other(name.into()))
    }
}

struct ValueSeed {
    table: &'static TableInfo,
    column: &'static ColumnInfo,
}

impl<'de> DeserializeSeed<'de> for ValueSeed {
    type Value = Option<Value<'static>>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        value(self.column.kind, deserializer).map_err(|error| {
            let (table, column) = (self.table.logical_name, self.column.property);
            D::Error::custom(format_args!("`{column}` of table `{table}`: {error}"))
        })
    }
}

fn value<'de, D: Deserializer<'de>>(
    kind: ColumnKind,
    deserializer: D,
) -> Result<Option<Value<'static>>, D::Error> {
    let d = deserializer;
    Ok(match kind {
        ColumnKind::String { .. } | ColumnKind::Memo { .. } | ColumnKind::EntityName => {
            Option::<String>::deserialize(d)?.map(|text| Value::Text(Cow::Owned(text)))
        }
        ColumnKind::Integer { .. } => Option::deserialize(d)?.map(Value::Integer),
        ColumnKind::BigInt { .. } => number(d, |text| text.parse())?.map(Value::BigInt),
        ColumnKind::Decimal { .. } | ColumnKind::Money { .. } => {
            number(d, decimal::parse)?.map(Value::Decimal)
        }
        ColumnKind::Double { .. } => number(d, double)?.map(Value::Double),
        ColumnKind::Boolean => Option::deserialize(d)?.map(Value::Boolean),
        ColumnKind::Picklist { .. } | ColumnKind::State { .. } | ColumnKind::Status { .. } => {
            Option::deserialize(d)?.map(Value::Choice)
        }
        ColumnKind::MultiSelectPicklist { .. } => text(d, |text| {
            let values = text.split(',').map(str::trim).filter(|v| !v.is_empty());
            let values = values.map(str::parse).collect::<Result<Vec<i32>, _>>();
            values.map(|values| Value::Choices(Cow::Owned(values)))
        })?,
        ColumnKind::DateTime { behavior } => match behavior {
            DateTimeBehavior::UserLocal => text(d, |text| text.parse().map(Value::DateTime))?,
            DateTimeBehavior::TimeZoneIndependent => {
                text(d, |text| text.parse().map(Value::ZonelessDateTime))?
            }
            DateTimeBehavior::DateOnly => text(d, |text| text.parse().map(Value::Date))?,
        },
        ColumnKind::Uniqueidentifier => guid(d)?.map(Value::Guid),
        ColumnKind::Lookup { .. } | ColumnKind::Customer { .. } | ColumnKind::Owner { .. } => {
            guid(d)?.map(|id| Value::Lookup(Cow::Owned(Reference::new(id))))
        }
        ColumnKind::ManagedProperty => Option::<ManagedBoolean>::deserialize(d)?
            .map(|managed| Value::Managed(Cow::Owned(managed))),
        ColumnKind::File { .. } => guid(d)?.map(|id| Value::File(File::new(id))),
        ColumnKind::Image { .. } => Option::<String>::deserialize(d)?
            .map(|base64| Value::Image(Cow::Owned(Image::from_base64(base64)))),
        ColumnKind::PartyList { .. } | ColumnKind::CalendarRules | ColumnKind::Virtual => None,
    })
}

/// Reads a value that comes as a string, without keeping the string.
fn text<'de, D: Deserializer<'de>, T, E: Display>(
    deserializer: D,
    parse: impl Fn(&str) -> Result<T, E>,
) -> Result<Option<T>, D::Error> {
    deserializer.deserialize_option(TextVisitor(parse))
}

struct TextVisitor<F>(F);

impl<'de, T, E: Display, F: Fn(&str) -> Result<T, E>> Visitor<'de> for TextVisitor<F> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string or null")
    }

    fn visit_none<X: Error>(self) -> Result<Option<T>, X> {
        Ok(None)
    }

    fn visit_unit<X: Error>(self) -> Result<Option<T>, X> {
        Ok(None)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<T>, D::Error> {
        deserializer.deserialize_str(self)
    }

    fn visit_str<X: Error>(self, text: &str) -> Result<Option<T>, X> {
        (self.0)(text).map(Some).map_err(X::custom)
    }
}

fn double(text: &str) -> Result<f64, &'static str> {
    let number = text.parse().map_err(|_| "no number")?;
    if f64::is_finite(number) {
        Ok(number)
    } else {
        Err("a number beyond the range of a double")
    }
}

fn guid<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Uuid>, D::Error> {
    text(deserializer, Uuid::try_parse)
}

/// Reads a number that comes as a JSON number or as a string, by its own text: no digit goes through `f64`.
fn number<'de, D: Deserializer<'de>, T, E: Display>(
    deserializer: D,
    parse: impl Fn(&str) -> Result<T, E>,
) -> Result<Option<T>, D::Error> {
    let json = Json::deserialize(deserializer)?;
    let text = json.as_str();
    if text == "null" {
        return Ok(None);
    }
    let text = text
        .strip_prefix('"')
        .and_then(|t| t.strip_suffix('"'))
        .unwrap_or(text);
    let number = parse(text).map_err(|error| D::Error::custom(format_args!("{error}: {json}")));
    number.map(Some)
}
