use dataverse_schema_pages::{Applicability, Diagnostic, Location, Severity};
use serde::Serialize;

use crate::check::family::Family;

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

/// Renders the pages of tables as JSON: one object per line.
pub(super) fn render_families(families: &[Family]) -> String {
    let mut text = String::new();
    for family in families {
        text += &serde_json::to_string(family).expect("the object has only string keys");
        text.push('\n');
    }
    text
}

#[derive(Serialize)]
struct Object<'a> {
    severity: &'static str,
    code: &'static str,
    message: &'a str,
    help: Vec<&'a str>,
    #[serde(flatten)]
    location: Option<Position<'a>>,
    related: Vec<Related<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<Replacement<'a>>,
}

#[derive(Serialize)]
struct Related<'a> {
    label: &'a str,
    #[serde(flatten)]
    location: Position<'a>,
}

#[derive(Serialize)]
struct Replacement<'a> {
    replacement: &'a str,
    applicability: &'static str,
    #[serde(flatten)]
    location: Position<'a>,
}

#[derive(Serialize)]
struct Position<'a> {
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
            code: diagnostic.code().as_str(),
            message: diagnostic.message(),
            help: diagnostic.helps().collect(),
            location: diagnostic.location().map(Position::from),
            related: diagnostic.related().map(Related::from).collect(),
            suggestion: Replacement::of(diagnostic),
        }
    }
}

impl<'a> Replacement<'a> {
    fn of(diagnostic: &'a Diagnostic) -> Option<Self> {
        let suggestion = diagnostic.suggestion()?;
        let location = Location {
            span: suggestion.span(),
            ..diagnostic.location()?
        };
        Some(Self {
            replacement: suggestion.replacement(),
            applicability: match suggestion.applicability() {
                Applicability::MachineApplicable => "MachineApplicable",
                Applicability::MaybeIncorrect => "MaybeIncorrect",
            },
            location: location.into(),
        })
    }
}

impl<'a> From<Location<'a>> for Related<'a> {
    fn from(location: Location<'a>) -> Self {
        Self {
            label: location.label,
            location: location.into(),
        }
    }
}

impl<'a> From<Location<'a>> for Position<'a> {
    fn from(location: Location<'a>) -> Self {
        let ((line, column), (end_line, end_column)) = (location.start(), location.end());
        let bytes = location.range();
        Self {
            file: location.source.name(),
            line,
            column,
            end_line,
            end_column,
            byte_start: bytes.start,
            byte_end: bytes.end,
        }
    }
}
