use crate::json::annotation::{Annotation, ETAG};
use crate::row::{Extras, Slot};
use crate::value::Json;
use crate::value::form::{Form, Short};

/// A destination for the properties of a row, whose columns are identified by index.
pub(super) trait Sink {
    type Error;

    fn text(&mut self, name: &str, text: &str) -> Result<(), Self::Error>;

    fn annotation(
        &mut self,
        index: usize,
        annotation: Annotation,
        text: &str,
    ) -> Result<(), Self::Error>;

    fn value(&mut self, index: usize, value: Form<'_>) -> Result<(), Self::Error>;

    fn null(&mut self, index: usize) -> Result<(), Self::Error>;

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
    for (index, slot) in slots.iter().enumerate() {
        if let Some((of, text)) = next
            && usize::from(of) == index
        {
            sink.annotation(index, Annotation::FormattedValue, text)?;
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
                        sink.annotation(index, *annotation, text)?;
                    }
                }
                sink.value(index, Form::guid(&reference.id, &mut Short::new()))?;
            }
            Some(form) => sink.value(index, form)?,
            None if extras.is_null(index) => sink.null(index)?,
            None => {}
        }
    }
    for (name, json) in extras.properties() {
        sink.property(name, json)?;
    }
    Ok(())
}
