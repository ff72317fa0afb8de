use serde::Serializer;
use serde::ser::SerializeMap;

use super::{Form, Sink, with_slots, write_columns};
use crate::annotation::Annotation;
use crate::{Json, Row, TableInfo};

/// Writes a row by way of serde.
pub(super) fn serialize<S: Serializer>(
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
    /// Where the names of annotations are made.
    name: String,
}

impl<M> MapSink<M> {
    fn property_of(&self, place: usize) -> &'static str {
        self.table.columns[place].property
    }
}

impl<M: SerializeMap> Sink for MapSink<M> {
    type Error = M::Error;

    fn text(&mut self, name: &str, text: &str) -> Result<(), M::Error> {
        self.map.serialize_entry(name, text)
    }

    fn annotation(
        &mut self,
        place: usize,
        annotation: Annotation,
        text: &str,
    ) -> Result<(), M::Error> {
        self.name.clear();
        self.name.push_str(self.property_of(place));
        self.name.push_str(annotation.suffix());
        self.map.serialize_entry(&self.name, text)
    }

    fn value(&mut self, place: usize, value: Form<'_>) -> Result<(), M::Error> {
        let name = self.property_of(place);
        match value {
            // Most values are one of these.
            Form::Text(text) | Form::Plain(text) => self.map.serialize_entry(name, text),
            Form::Integer(value) => self.map.serialize_entry(name, &value),
            value => self.map.serialize_entry(name, &value),
        }
    }

    fn null(&mut self, place: usize) -> Result<(), M::Error> {
        self.map.serialize_entry(self.property_of(place), &())
    }

    fn property(&mut self, name: &str, json: &Json) -> Result<(), M::Error> {
        self.map.serialize_entry(name, json)
    }
}
