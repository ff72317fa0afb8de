use std::io::{self, Write};

use dataverse_schema_pages::{Diagnostic, Place, Severity};
use serde::Serialize;

/// Writes an object for each problem, each in a line of its own.
pub(crate) fn write(problems: &[Diagnostic], to: &mut impl Write) -> io::Result<()> {
    for problem in problems {
        serde_json::to_writer(&mut *to, &Problem::of(problem))?;
        writeln!(to)?;
    }
    Ok(())
}

#[derive(Serialize)]
struct Problem<'a> {
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

impl<'a> Problem<'a> {
    fn of(problem: &'a Diagnostic) -> Self {
        let related = problem.related().map(|place| Related {
            label: place.label,
            location: Location::of(&place),
        });
        Self {
            severity: match problem.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            message: problem.message(),
            help: problem.helps().collect(),
            location: problem.place().as_ref().map(Location::of),
            related: related.collect(),
        }
    }
}

impl<'a> Location<'a> {
    fn of(place: &Place<'a>) -> Self {
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
