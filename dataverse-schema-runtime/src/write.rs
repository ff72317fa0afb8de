//! Writing a row as the Web API's JSON: what was read comes out again.

use serde::Serializer;
use serde::ser::SerializeMap;

use crate::annotation::{Annotation, ETAG};
use crate::{Row, Value};

/// Writes a row.
pub fn serialize_row<S: Serializer>(row: &dyn Row, serializer: S) -> Result<S::Ok, S::Error> {
    let extras = row.extras();
    let mut map = serializer.serialize_map(None)?;
    if let Some(etag) = extras.etag() {
        map.serialize_entry(ETAG, etag)?;
    }
    for (index, column) in row.table().row().iter().enumerate() {
        let value = row.slot(index).get();
        let annotations = match &value {
            Some(Value::Lookup(reference)) => [
                reference.name.as_deref(),
                reference.table.as_deref(),
                reference.navigation_property.as_deref(),
            ],
            _ => [extras.formatted(index), None, None],
        };
        for (annotation, text) in Annotation::ALL.iter().zip(annotations) {
            if let Some(text) = text {
                let name = format!("{}@{}", column.property, annotation.name());
                map.serialize_entry(&name, text)?;
            }
        }
        match value {
            Some(value) => map.serialize_entry(column.property, &value)?,
            None if extras.is_null(index) => map.serialize_entry(column.property, &())?,
            None => {}
        }
    }
    for (name, json) in extras.properties() {
        map.serialize_entry(name, json)?;
    }
    map.end()
}
