use core::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, MapAccess, Visitor};

use super::Order;
use super::key::{Key, KeySeed};
use super::lookups::{AnnotationSeed, Lookups};
use super::value::{ValueSeed, text};
use crate::annotation::{Annotation, CONTEXT, ETAG, NEXT_LINK};
use crate::{Extras, Json, Row, TableInfo, Value};

pub(super) struct RowVisitor<'r> {
    pub(super) table: &'static TableInfo,
    pub(super) order: &'r mut Order,
    pub(super) row: &'r mut dyn Row,
}

impl<'de> Visitor<'de> for RowVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a row of the table `{}`", self.table.logical_name)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { table, order, row } = self;
        let mut lookups = Lookups::default();
        order.start_row();
        while let Some(key) = map.next_key_seed(KeySeed { table, order })? {
            match key {
                Key::Column(index) => {
                    let column = &table.columns[index];
                    if !order.is_first(index) {
                        return Err(twice(table, column.property));
                    }
                    match map.next_value_seed(ValueSeed { table, column })? {
                        Some(Value::Lookup(reference)) => lookups.set_id(index, reference.id),
                        Some(value) => row.slot_mut(index).set(Some(value)),
                        None => row.extras_mut().set_null(index),
                    }
                }
                Key::Annotation(index, annotation) => {
                    let column = &table.columns[index];
                    if column.kind.is_lookup() {
                        let seed = AnnotationSeed {
                            table,
                            column,
                            annotation,
                        };
                        if let Some(text) = map.next_value_seed(seed)?
                            && !lookups.annotate(index, annotation, text)
                        {
                            return Err(twice_annotated(table, index, annotation));
                        }
                    } else {
                        let extras = row.extras_mut();
                        map.next_value_seed(FormattedSeed { extras, index })?;
                    }
                }
                Key::Etag => {
                    if let Some(etag) = map.next_value::<Option<Box<str>>>()?
                        && row.extras_mut().etag.replace(etag).is_some()
                    {
                        return Err(twice(table, ETAG));
                    }
                }
                Key::Other(name) => {
                    let json: Json = map.next_value()?;
                    if let Some(what) = no_row(&name, &json) {
                        return Err(A::Error::custom(what));
                    }
                    let is_text = json.as_str().starts_with('"') || json.as_str() == "null";
                    if !is_text && (name.ends_with(NEXT_LINK) || *name == *CONTEXT) {
                        return Err(A::Error::custom(format_args!("`{name}`: no text: {json}")));
                    }
                    row.extras_mut().properties.push((name, json));
                }
            }
        }
        if let Some(index) = row.extras_mut().formatted.sort() {
            return Err(twice_annotated(table, index, Annotation::FormattedValue));
        }
        lookups.store(table, row).map_err(A::Error::custom)
    }
}

fn twice<E: Error>(table: &TableInfo, property: &str) -> E {
    let table = table.logical_name;
    E::custom(format_args!(
        "`{property}` of table `{table}`: the property comes twice"
    ))
}

fn twice_annotated<E: Error>(table: &TableInfo, column: usize, annotation: Annotation) -> E {
    let property = table.columns[column].property;
    twice(table, &format!("{property}@{}", annotation.name()))
}

struct FormattedSeed<'e> {
    extras: &'e mut Extras,
    index: usize,
}

impl<'de> DeserializeSeed<'de> for FormattedSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let Self { extras, index } = self;
        text(deserializer, |text| extras.formatted.push(index, text))?;
        Ok(())
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
