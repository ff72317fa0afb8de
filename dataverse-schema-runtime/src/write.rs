//! Writing a row as the Web API's JSON: what was read comes out again.

use std::borrow::Cow;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::annotation::{Annotation, ETAG};
use crate::row::with_slots;
use crate::{Extras, Slot, Table, TableInfo, Value};

/// Writes a row.
pub fn serialize_row<T: Table, S: Serializer>(row: &T, serializer: S) -> Result<S::Ok, S::Error> {
    with_slots(row, |slots| {
        serialize_columns(T::info(), slots, row.extras(), serializer)
    })
}

fn serialize_columns<S: Serializer>(
    table: &TableInfo,
    slots: &[&dyn Slot],
    extras: &Extras,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    let mut name = String::with_capacity(128);
    let mut annotate = |map: &mut S::SerializeMap, property, annotation: Annotation, text: &str| {
        name.clear();
        name.push_str(property);
        name.push_str(annotation.suffix());
        map.serialize_entry(&name, text)
    };
    let mut texts = extras.formatted.iter();
    let mut next = texts.next();
    if let Some(etag) = extras.etag() {
        map.serialize_entry(ETAG, etag)?;
    }
    for (index, (column, slot)) in table.row().iter().zip(slots).enumerate() {
        let property = column.property;
        let value = slot.get();
        if let Some(Value::Lookup(reference)) = &value {
            let annotations = [
                reference.name(),
                reference.table().filter(|_| !reference.is_implied),
                reference.navigation_property(),
            ];
            for (annotation, text) in Annotation::ALL.iter().zip(annotations) {
                if let Some(text) = text {
                    annotate(&mut map, property, *annotation, text)?;
                }
            }
        } else if let Some((of, text)) = next
            && usize::from(of) == index
        {
            annotate(&mut map, property, Annotation::FormattedValue, text)?;
            next = texts.next();
        }
        match value {
            // Most values, and those that have nothing to drop.
            Some(Value::Text(Cow::Borrowed(text))) => map.serialize_entry(property, text)?,
            Some(value) => map.serialize_entry(property, &value)?,
            None if extras.is_null(index) => map.serialize_entry(property, &())?,
            None => {}
        }
    }
    for (name, json) in extras.properties() {
        map.serialize_entry(name, json)?;
    }
    map.end()
}

/// Rows, whether or not their type can be written by itself.
pub(crate) struct Written<'a, T>(pub(crate) &'a [T]);

impl<T: Table> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct One<'a, T>(&'a T);

        impl<T: Table> Serialize for One<'_, T> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serialize_row(self.0, serializer)
            }
        }

        serializer.collect_seq(self.0.iter().map(|row| One(row)))
    }
}
