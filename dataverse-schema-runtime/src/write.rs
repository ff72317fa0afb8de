//! Writing a row as the Web API's JSON: what was read comes out again.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::annotation::{Annotation, ETAG};
use crate::{Row, Table, TableInfo, Value};

/// Writes a row.
pub fn serialize_row<T: Table, S: Serializer>(row: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serialize_columns(T::info(), row, serializer)
}

fn serialize_columns<S: Serializer>(
    table: &TableInfo,
    row: &dyn Row,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let extras = row.extras();
    let mut map = serializer.serialize_map(None)?;
    let mut name = String::with_capacity(128);
    let mut annotate = |map: &mut S::SerializeMap, property, annotation: Annotation, text: &str| {
        name.clear();
        name.push_str(property);
        name.push_str(annotation.suffix());
        map.serialize_entry(&name, text)
    };
    let mut formatted = extras.formatted.iter().peekable();
    if let Some(etag) = extras.etag() {
        map.serialize_entry(ETAG, etag)?;
    }
    for (index, column) in table.row().iter().enumerate() {
        let property = column.property;
        let value = row.slot(index).get();
        let formatted = formatted.next_if(|(column, _)| usize::from(*column) == index);
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
        } else if let Some((_, text)) = formatted {
            annotate(&mut map, property, Annotation::FormattedValue, text)?;
        }
        match &value {
            Some(value) => map.serialize_entry(property, value)?,
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
