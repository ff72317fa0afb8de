use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Renderer, Snippet, normalize_untrusted_str,
};
use console::Term;
use dataverse_schema_pages::{Diagnostic, Place, Severity};

use crate::summary::Count;

/// Problems as the compiler shows them.
pub(crate) struct Snippets {
    renderer: Renderer,
    /// The most problems of a page that are shown.
    limit: usize,
}

impl Snippets {
    /// For stderr. `limit` is the most problems of a page that are shown, 0 for all.
    pub(crate) fn new(limit: usize) -> Self {
        let mut renderer = if console::colors_enabled_stderr() {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        if let Some((_, width)) = Term::stderr().size_checked() {
            renderer = renderer.term_width(width.into());
        }
        let limit = if limit == 0 { usize::MAX } else { limit };
        Self { renderer, limit }
    }

    /// Writes problems, which are sorted by page.
    pub(crate) fn write(&self, problems: &[Diagnostic], to: &mut impl Write) -> io::Result<()> {
        for of_page in problems.chunk_by(|a, b| page(a) == page(b)) {
            // What lies in no page isn't cut off: each may be about another file.
            let Some(page) = page(&of_page[0]) else {
                self.write_all(of_page, to)?;
                continue;
            };
            let (shown, more) = of_page.split_at(of_page.len().min(self.limit));
            self.write_all(shown, to)?;
            if !more.is_empty() {
                let more = Count(more.len(), "more problem");
                let page = clean(page);
                writeln!(to, "and {more} in {page} (--limit 0 shows all)\n")?;
            }
        }
        Ok(())
    }

    fn write_all(&self, problems: &[Diagnostic], to: &mut impl Write) -> io::Result<()> {
        for problem in problems {
            writeln!(to, "{}\n", self.renderer.render(&[group(problem)]))?;
        }
        Ok(())
    }
}

fn page(problem: &Diagnostic) -> Option<&str> {
    problem.place().map(|place| place.source.name())
}

/// The message, the places page by page, and what to do.
fn group(problem: &Diagnostic) -> Group<'_> {
    let level = match problem.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut pages: Vec<Vec<(AnnotationKind, Place<'_>)>> = Vec::new();
    let primary = problem
        .place()
        .map(|place| (AnnotationKind::Primary, place));
    let related = problem
        .related()
        .map(|place| (AnnotationKind::Context, place));
    for place in primary.into_iter().chain(related) {
        let page = place.1.source.name();
        match pages.iter_mut().find(|of| of[0].1.source.name() == page) {
            Some(places) => places.push(place),
            None => pages.push(vec![place]),
        }
    }
    let helps = problem.helps().map(|help| Level::HELP.message(clean(help)));
    level
        .primary_title(clean(problem.message()))
        .elements(pages.iter().map(|places| snippet(places)))
        .elements(helps)
}

/// The lines of a page that the places lie in.
fn snippet<'a>(places: &[(AnnotationKind, Place<'a>)]) -> Snippet<'a, Annotation<'a>> {
    let first = places.iter().min_by_key(|(_, place)| place.range().start);
    let (_, first) = first.expect("there is a place");
    let text = first.source.text();
    let ranges: Vec<Range<usize>> = places.iter().map(|(_, place)| marked(place)).collect();
    let is_end = |c| matches!(c, '\n' | '\r');
    let start = text[..first.range().start].rfind(is_end);
    let mut start = start.map_or(0, |end| end + 1);
    if text[start..].starts_with('\u{feff}') {
        start += '\u{feff}'.len_utf8();
    }
    let last = ranges.iter().map(|range| range.end).max().unwrap_or(start);
    let last = last.max(start);
    let end = text[last..].find(is_end);
    let end = end.map_or(text.len(), |end| last + end);
    let annotations = places.iter().zip(ranges).map(|((kind, place), range)| {
        let range = range.start.max(start) - start..range.end.max(start) - start;
        let label = Some(clean(place.label)).filter(|label| !label.is_empty());
        kind.span(range).label(label)
    });
    Snippet::source(lines(&text[start..end]))
        .line_start(first.start().0)
        .path(clean(first.source.name()))
        .annotations(annotations)
}

/// What is marked of a place: without blanks and ends of lines behind it, and of a single line no more than can be seen.
fn marked(place: &Place<'_>) -> Range<usize> {
    const MOST: usize = 50;
    let range = place.range();
    let text = place.source.text()[range.clone()].trim_end();
    let is_line = !text.contains(['\n', '\r']);
    let end = text.char_indices().nth(MOST).filter(|_| is_line);
    let end = end.map_or(text.len(), |(end, _)| end);
    range.start..range.start + end
}

/// The text with ends of lines that every reader takes for one, and without characters that command a terminal, of the same
/// length in bytes.
fn lines(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| c == '\r' || is_command(c)) {
        return Cow::Borrowed(text);
    }
    let mut lines = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        lines.push(match character {
            '\r' if characters.peek() != Some(&'\n') => '\n',
            c if is_command(c) => '·',
            c => c,
        });
    }
    Cow::Owned(lines)
}

/// Whether it is one of the control characters that take two bytes; those of one byte are replaced when they are shown.
fn is_command(character: char) -> bool {
    matches!(character, '\u{80}'..='\u{9f}')
}

/// The text without characters that command a terminal.
pub(crate) fn clean(text: &str) -> String {
    normalize_untrusted_str(&text.replace(is_command, "·"))
}
