//! Writing rows as the Web API's JSON: what was read comes out again. A row is written either by way of serde or, which is
//! faster, as a text.

mod form;
mod map;
mod text;

use serde::{Serialize, Serializer};

pub(crate) use self::form::{Form, Short};
pub(crate) use self::text::{text_of_row, text_of_rows};
use crate::annotation::{Annotation, ETAG};
use crate::row::with_slots;
use crate::{Extras, Json, Slot, Table};

/// Writes a row.
pub fn serialize_row<T: Table, S: Serializer>(row: &T, serializer: S) -> Result<S::Ok, S::Error> {
    map::serialize(T::info(), row, serializer)
}

/// Where the properties of a row are written to. Columns are given by their place.
trait Sink {
    type Error;

    fn text(&mut self, name: &str, text: &str) -> Result<(), Self::Error>;

    fn annotation(
        &mut self,
        place: usize,
        annotation: Annotation,
        text: &str,
    ) -> Result<(), Self::Error>;

    fn value(&mut self, place: usize, value: Form<'_>) -> Result<(), Self::Error>;

    fn null(&mut self, place: usize) -> Result<(), Self::Error>;

    fn property(&mut self, name: &str, json: &Json) -> Result<(), Self::Error>;
}

fn write_columns<S: Sink>(
    slots: &[&dyn Slot],
    extras: &Extras,
    sink: &mut S,
) -> Result<(), S::Error> {
    let mut texts = extras.formatted.iter();
    let mut next = texts.next();
    if let Some(etag) = extras.etag() {
        sink.text(ETAG, etag)?;
    }
    for (place, slot) in slots.iter().enumerate() {
        if let Some((of, text)) = next
            && usize::from(of) == place
        {
            sink.annotation(place, Annotation::FormattedValue, text)?;
            next = texts.next();
        }
        match slot.form(&mut Short::new()) {
            Some(Form::Lookup(reference)) => {
                let annotations = [
                    reference.name(),
                    reference.table().filter(|_| !reference.is_implied),
                    reference.navigation_property(),
                ];
                for (annotation, text) in Annotation::ALL.iter().zip(annotations) {
                    if let Some(text) = text {
                        sink.annotation(place, *annotation, text)?;
                    }
                }
                sink.value(place, Form::guid(&reference.id, &mut Short::new()))?;
            }
            Some(form) => sink.value(place, form)?,
            None if extras.is_null(place) => sink.null(place)?,
            None => {}
        }
    }
    for (name, json) in extras.properties() {
        sink.property(name, json)?;
    }
    Ok(())
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
