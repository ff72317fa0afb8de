use std::fmt::{self, Display};

use crate::diagnostic::Location;

/// A line of a page with carets below a span, in rustc's form.
pub(super) struct Snippet<'a> {
    pub(super) arrow: &'a str,
    pub(super) location: Location<'a>,
}

/// The maximum number of characters shown on either side of the span's start.
const WIDTH: usize = 80;

impl Display for Snippet<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Location {
            source,
            span,
            label,
        } = self.location;
        let (number, column) = source.position(span.start());
        let line = source.line(span.start());
        let clamp = |offset: usize| offset.clamp(line.start(), line.end());
        let (start, end) = (clamp(span.start()), clamp(span.end()));
        let text = source.text();
        let before = tail(&text[line.start()..start], WIDTH);
        let marked = head(&text[start..end], WIDTH);
        let after = head(&text[start + marked.len()..line.end()], WIDTH);
        let cut_before = ellipsis(before.len() < start - line.start());
        let cut_after = ellipsis(start + marked.len() + after.len() < line.end());
        let shown = format!("{cut_before}{before}{marked}{after}{cut_after}");
        let shown = shown.replace(char::is_control, " ");
        let gutter = " ".repeat(number.to_string().len());
        let indent = " ".repeat(cut_before.chars().count() + before.chars().count());
        let carets = "^".repeat(marked.chars().count().max(1));
        writeln!(f, "  {} {}:{number}:{column}", self.arrow, source.name())?;
        writeln!(f, "{gutter} |\n{number} | {shown}")?;
        write!(f, "{gutter} | {indent}{carets}")?;
        if !label.is_empty() {
            write!(f, " {label}")?;
        }
        Ok(())
    }
}

fn ellipsis(is_cut: bool) -> &'static str {
    if is_cut { "…" } else { "" }
}

fn head(text: &str, characters: usize) -> &str {
    let end = text.char_indices().nth(characters);
    end.map_or(text, |(offset, _)| &text[..offset])
}

fn tail(text: &str, characters: usize) -> &str {
    let start = text.char_indices().rev().nth(characters.saturating_sub(1));
    start.map_or(text, |(offset, _)| &text[offset..])
}
