use dataverse_schema_pages::{Diagnostic, Place, Severity};
use serde::Serialize;

/// Renders diagnostics as JSON: one object per line.
pub(super) fn render(diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for diagnostic in diagnostics {
        let object = Object::from(diagnostic);
        text += &serde_json::to_string(&object).expect("the object has only string keys");
        text.push('\n');
    }
    text
}

#[derive(Serialize)]
struct Object<'a> {
    severity: &'static str,
    message: &'a str,
    help: Vec<&'a str>,
    #[serde(flatten)]
    location: Option<Location<'a>>,
    related: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    label: &'a str,
    #[serde(flatten)]
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    byte_start: usize,
    byte_end: usize,
}

impl<'a> From<&'a Diagnostic> for Object<'a> {
    fn from(diagnostic: &'a Diagnostic) -> Self {
        Self {
            severity: match diagnostic.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            message: diagnostic.message(),
            help: diagnostic.helps().collect(),
            location: diagnostic.place().map(Location::from),
            related: diagnostic.related().map(Related::from).collect(),
        }
    }
}

impl<'a> From<Place<'a>> for Related<'a> {
    fn from(place: Place<'a>) -> Self {
        Self {
            label: place.label,
            location: place.into(),
        }
    }
}

impl<'a> From<Place<'a>> for Location<'a> {
    fn from(place: Place<'a>) -> Self {
        let ((line, column), (end_line, end_column)) = (place.start(), place.end());
        let bytes = place.range();
        Self {
            file: place.source.name(),
            line,
            column,
            end_line,
            end_column,
            byte_start: bytes.start,
            byte_end: bytes.end,
        }
    }
}
