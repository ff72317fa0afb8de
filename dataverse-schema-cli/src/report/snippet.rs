use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Snippet};
use dataverse_schema_pages::{Diagnostic, Location, Severity};

use crate::report::sanitize::{sanitize, sanitize_lines};

/// Returns the message, a snippet for each page, and the help.
pub(super) fn group(diagnostic: &Diagnostic) -> Group<'_> {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let primary = diagnostic
        .location()
        .map(|location| (AnnotationKind::Primary, location));
    let related = diagnostic
        .related()
        .map(|location| (AnnotationKind::Context, location));
    let mut pages: Vec<Vec<(AnnotationKind, Location<'_>)>> = Vec::new();
    for annotated in primary.into_iter().chain(related) {
        let name = annotated.1.source.name();
        match pages
            .iter_mut()
            .find(|page| page[0].1.source.name() == name)
        {
            Some(page) => page.push(annotated),
            None => pages.push(vec![annotated]),
        }
    }
    let helps = diagnostic
        .helps()
        .map(|help| Level::HELP.message(sanitize(help)));
    level
        .primary_title(sanitize(diagnostic.message()))
        .id(diagnostic.code().as_str())
        .elements(pages.iter().map(|page| snippet(page)))
        .elements(helps)
}

/// Returns the lines of a page that contain the annotations.
fn snippet<'a>(annotated: &[(AnnotationKind, Location<'a>)]) -> Snippet<'a, Annotation<'a>> {
    let first = annotated
        .iter()
        .map(|(_, location)| location)
        .min_by_key(|location| location.range().start)
        .expect("each page has an annotation");
    let ranges: Vec<Range<usize>> = annotated
        .iter()
        .map(|(_, location)| marked(location))
        .collect();
    let end = ranges.iter().map(|range| range.end).max().unwrap_or(0);
    let text = first.source.text();
    let lines = whole_lines(text, first.range().start..end);
    let annotations = annotated
        .iter()
        .zip(ranges)
        .map(|((kind, location), range)| {
            let in_lines = |offset: usize| offset.max(lines.start) - lines.start;
            let label = Some(sanitize(location.label)).filter(|label| !label.is_empty());
            kind.span(in_lines(range.start)..in_lines(range.end))
                .label(label)
        });
    Snippet::source(sanitize_lines(&text[lines.clone()]))
        .line_start(first.start().0)
        .path(sanitize(first.source.name()))
        .annotations(annotations)
}

/// Extends a range to whole lines, without a byte order mark and the last line's ending.
fn whole_lines(text: &str, range: Range<usize>) -> Range<usize> {
    let is_line_end = |c| matches!(c, '\n' | '\r');
    let mut start = text[..range.start]
        .rfind(is_line_end)
        .map_or(0, |end| end + 1);
    if text[start..].starts_with('\u{feff}') {
        start += '\u{feff}'.len_utf8();
    }
    let end = range.end.max(start);
    let end = text[end..]
        .find(is_line_end)
        .map_or(text.len(), |length| end + length);
    start..end
}

/// Returns the bytes to underline, without trailing blanks and line endings. Within one line, they
/// are at most as many as fit on a screen.
fn marked(location: &Location<'_>) -> Range<usize> {
    const MAX_CHARACTERS: usize = 50;
    let range = location.range();
    let text = location.source.text()[range.clone()].trim_end();
    let is_one_line = !text.contains(['\n', '\r']);
    let end = text
        .char_indices()
        .nth(MAX_CHARACTERS)
        .filter(|_| is_one_line)
        .map_or(text.len(), |(end, _)| end);
    range.start..range.start + end
}
