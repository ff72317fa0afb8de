use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::sink::{Sink, write_columns};
use crate::info::TableInfo;
use crate::json::annotation::Annotation;
use crate::row::{Row, with_slots};
use crate::table::Table;
use crate::value::Json;
use crate::value::form::Form;

/// Serializes a row.
pub fn serialize_row<T: Table, S: Serializer>(row: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serialize(T::info(), row, serializer)
}

/// Serializable rows, even of a type that implements no `Serialize`.
pub(crate) struct RowsForm<'a, T>(pub(crate) &'a [T]);

impl<T: Table> Serialize for RowsForm<'_, T> {
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

/// Serializes a row through serde.
fn serialize<S: Serializer>(
    table: &'static TableInfo,
    row: &dyn Row,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = MapSink {
        table,
        map: serializer.serialize_map(None)?,
        name: String::with_capacity(128),
    };
    with_slots(row, |slots| write_columns(slots, row.extras(), &mut map))?;
    map.map.end()
}

struct MapSink<M> {
    table: &'static TableInfo,
    map: M,
    /// The buffer for the names of annotations.
    name: String,
}

impl<M> MapSink<M> {
    fn property_name(&self, index: usize) -> &'static str {
        self.table.columns[index].property
    }
}

impl<M: SerializeMap> Sink for MapSink<M> {
    type Error = M::Error;

    fn text(&mut self, name: &str, text: &str) -> Result<(), M::Error> {
        self.map.serialize_entry(name, text)
    }

    fn annotation(
        &mut self,
        index: usize,
        annotation: Annotation,
        text: &str,
    ) -> Result<(), M::Error> {
        self.name.clear();
        self.name.push_str(self.property_name(index));
        self.name.push_str(annotation.suffix());
        self.map.serialize_entry(&self.name, text)
    }

    fn value(&mut self, index: usize, value: Form<'_>) -> Result<(), M::Error> {
        let name = self.property_name(index);
        match value {
            // Most values are one of these.
            Form::Text(text) | Form::Plain(text) => self.map.serialize_entry(name, text),
            Form::Integer(value) => self.map.serialize_entry(name, &value),
            value => self.map.serialize_entry(name, &value),
        }
    }

    fn null(&mut self, index: usize) -> Result<(), M::Error> {
        self.map.serialize_entry(self.property_name(index), &())
    }

    fn property(&mut self, name: &str, json: &Json) -> Result<(), M::Error> {
        self.map.serialize_entry(name, json)
    }
}
