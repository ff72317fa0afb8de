use core::fmt;
use core::marker::PhantomData;

use serde::Deserializer;
use serde::de::{DeserializeSeed, MapAccess, Visitor};
use smol_str::SmolStr;

use super::error::{duplicate_error, property_error, row_error};
use super::key::Key;
use super::key_predictor::KeyPredictor;
use super::key_seed::KeySeed;
use super::lookups::{Annotations, complete};
use super::slots::Slots;
use super::texts::{checked, set_texts};
use super::value::{PassedSeed, ValueSeed, text_of};
use crate::info::{ColumnInfo, TableInfo};
use crate::json::annotation::{Annotation, CONTEXT, ETAG, NEXT_LINK};
use crate::row::{Extras, with_slots_mut};
use crate::table::Table;
use crate::value::Json;
use crate::value::lossy::Passed;

/// Deserializes a row.
pub fn deserialize_row<'de, T: Table, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    KeyPredictor::with_table(T::info(), |predictor| {
        RowSeed::new(predictor).deserialize(deserializer)
    })
}

/// Deserializes a row from the text of a JSON value.
pub(crate) fn read_row<T: Table>(json: &Json) -> Result<T, serde_json::Error> {
    deserialize_row(&mut serde_json::Deserializer::from_str(json.as_str()))
}

pub(super) struct RowSeed<'p, T> {
    predictor: &'p mut KeyPredictor,
    row: PhantomData<T>,
}

impl<'p, T> RowSeed<'p, T> {
    pub(super) fn new(predictor: &'p mut KeyPredictor) -> Self {
        Self {
            predictor,
            row: PhantomData,
        }
    }
}

impl<'de, T: Table> DeserializeSeed<'de> for RowSeed<'_, T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        let mut row = T::default();
        with_slots_mut(&mut row, |slots, extras| {
            let seed = SlotsSeed {
                table: T::info(),
                predictor: self.predictor,
                slots: Slots::All(slots),
                extras,
            };
            seed.deserialize(deserializer)
        })?;
        Ok(row)
    }
}

/// A seed that deserializes a row into empty slots.
pub(super) struct SlotsSeed<'r, 's> {
    pub(super) table: &'static TableInfo,
    pub(super) predictor: &'r mut KeyPredictor,
    pub(super) slots: Slots<'r, 's>,
    pub(super) extras: &'r mut Extras,
}

impl<'de> DeserializeSeed<'de> for SlotsSeed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for SlotsSeed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a row of table `{}`", self.table.logical_name)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self {
            table,
            predictor,
            mut slots,
            extras,
        } = self;
        predictor.start_row();
        let mut formatted = std::mem::take(&mut extras.formatted).into_unchecked();
        formatted.reserve(predictor.capacity);
        let mut texts = std::mem::take(&mut predictor.texts);
        let mut annotations = Annotations::default();
        let mut is_lossy = false;
        while let Some(key) = map
            .next_key_seed(KeySeed(predictor))
            .map_err(|error| row_error(table, error))?
        {
            match key {
                Key::Value(index) => {
                    let index = index as usize;
                    let column = &table.columns[index];
                    if !predictor.mark_seen(index) {
                        return Err(duplicate_error(table, column.property));
                    }
                    let is_some = if column.kind.is_text() {
                        let text = map.next_value_seed(PassedSeed(|text: Passed<'_>| {
                            texts.push(index, text)
                        }));
                        text.map(|text| text.is_some())
                    } else {
                        map.next_value_seed(ValueSeed {
                            kind: &column.kind,
                            slot: slots.at(index),
                            is_lossy: &mut is_lossy,
                        })
                    };
                    if !is_some.map_err(|error| property_error(table, column.property, error))? {
                        extras.set_null(index);
                        predictor.mark_null();
                    }
                }
                Key::FormattedValue(index) => {
                    let index = index as usize;
                    let seed = PassedSeed(|text: Passed<'_>| formatted.push(index, text));
                    map.next_value_seed(seed).map_err(|error| {
                        let name =
                            annotation_name(&table.columns[index], Annotation::FormattedValue);
                        property_error(table, name, error)
                    })?;
                }
                Key::LookupAnnotation(index, annotation) => {
                    let index = index as usize;
                    let column = &table.columns[index];
                    if !annotations.belong_to(index) {
                        let put = annotations.put(predictor, &mut slots, extras, index);
                        put.map_err(|(of, annotation)| {
                            duplicate_error(table, annotation_name(&table.columns[of], annotation))
                        })?;
                    }
                    let seed = PassedSeed(|text: Passed<'_>| {
                        annotations.add(table, column, annotation, text, &mut is_lossy)
                    });
                    let is_first = map.next_value_seed(seed).map_err(|error| {
                        property_error(table, annotation_name(column, annotation), error)
                    })?;
                    if is_first == Some(false) {
                        return Err(duplicate_error(table, annotation_name(column, annotation)));
                    }
                }
                Key::Etag => {
                    let seed = PassedSeed(|etag: Passed<'_>| {
                        text_of(etag, &mut is_lossy).map(SmolStr::from)
                    });
                    let etag = map.next_value_seed(seed);
                    if let Some(etag) = etag.map_err(|error| property_error(table, ETAG, error))?
                        && extras.etag.replace(etag).is_some()
                    {
                        return Err(duplicate_error(table, ETAG));
                    }
                }
                Key::Other => {
                    let name: Box<str> = predictor.other.as_str().into();
                    let json = map.next_value::<Json>();
                    let json = json.map_err(|error| property_error(table, &name, error))?;
                    if let Some(what) = non_row_error(&name, &json) {
                        return Err(row_error(table, what));
                    }
                    let is_text = json.as_str().starts_with('"') || json.as_str() == "null";
                    if !is_text && (name.ends_with(NEXT_LINK) || *name == *CONTEXT) {
                        return Err(property_error(
                            table,
                            name,
                            format_args!("expected a string, found {json}"),
                        ));
                    }
                    extras.properties.push((name, json));
                }
            }
            if is_lossy {
                is_lossy = false;
                extras.add_lossy(name_of(table, key));
            }
        }
        let put = annotations.put(predictor, &mut slots, extras, 0);
        put.map_err(|(of, annotation)| {
            duplicate_error(table, annotation_name(&table.columns[of], annotation))
        })?;
        predictor.texts = set_texts(table, texts, &mut slots, extras)?;
        extras.formatted = checked(formatted, extras, |index| {
            annotation_name(&table.columns[index], Annotation::FormattedValue)
        })
        .map_err(|(name, error)| property_error(table, name, error))?;
        if let Some(index) = extras.formatted.sort() {
            let column = &table.columns[index];
            return Err(duplicate_error(
                table,
                annotation_name(column, Annotation::FormattedValue),
            ));
        }
        predictor.end_row(extras.formatted.capacity());
        complete(table, predictor, &mut slots, extras).map_err(|error| row_error(table, error))?;
        Ok(())
    }
}

/// Returns the name of an annotation of a column.
fn annotation_name(column: &ColumnInfo, annotation: Annotation) -> String {
    format!("{}{}", column.property, annotation.suffix())
}

/// Returns the name of a property with text.
fn name_of(table: &TableInfo, key: Key) -> String {
    let column = |index: u32| &table.columns[index as usize];
    match key {
        Key::Value(index) => column(index).property.to_owned(),
        Key::FormattedValue(index) => annotation_name(column(index), Annotation::FormattedValue),
        Key::LookupAnnotation(index, annotation) => annotation_name(column(index), annotation),
        Key::Etag | Key::Other => ETAG.to_owned(),
    }
}

/// Returns the reason why a body with this property isn't a row.
///
/// All properties of a row may be missing, so other bodies would deserialize as an empty row.
fn non_row_error(property: &str, json: &Json) -> Option<String> {
    match (property, json.as_str().as_bytes().first()) {
        ("error", Some(b'{')) => Some(format!("expected a row, found an error: {json}")),
        ("value", Some(b'[')) => {
            Some("expected a row, found a collection of rows: deserialize it as `Rows`".to_owned())
        }
        _ => None,
    }
}
