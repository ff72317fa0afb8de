use crate::json::annotation::{Annotation, ETAG};
use crate::row::{Extras, Slot};
use crate::value::Json;
use crate::value::form::{Form, Short};

/// Where the properties of a row are written to. Columns are given by their place.
pub(super) trait Sink {
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

pub(super) fn write_columns<S: Sink>(
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
