//! Text that hides part of a page from the Markdown parser.

use crate::diagnostic::{Applicability, Code};
use crate::layout::ANCHOR;
use crate::page::without_marks;
use crate::read::reader::Reader;
use crate::source::{Span, first_line};

impl Reader<'_, '_> {
    /// Returns true if each line of a note begins with `>`. Reports an error otherwise.
    ///
    /// Markdown treats an unmarked line as part of the note.
    pub(super) fn check_marked(&mut self, note: Span) -> bool {
        let mut lines = self.source.lines(note);
        let stray = lines.find(|(line, _)| !line.trim_start().starts_with('>'));
        if let Some((_, line)) = stray {
            self.error(
                Code::UnmarkedNoteLine,
                line,
                "missing `>` at the start of a line of a note",
                |d| d.help("add `>`, or a blank line before it if it isn't part of the note"),
            );
        }
        stray.is_none()
    }

    /// Returns true if a string doesn't hide part of the page. Reports an error otherwise.
    pub(super) fn check_visible(&mut self, span: Span) -> bool {
        let text = self.source.slice(span);
        if let Some(line) = self.line_in_table(span) {
            self.error(
                Code::RowOutsideTable,
                line,
                "text between the rows of a table",
                |d| d.help("remove the line: only rows can follow a row"),
            );
            return false;
        }
        if text.starts_with('|') {
            self.unread_table(span);
            return false;
        }
        if let Some(line) = self.almost_heading(span) {
            self.error(Code::InvalidHeadingLevel, line, "invalid heading", |d| {
                d.help("begin the heading with `#` marks and a space, such as `## Properties`")
            });
            return false;
        }
        if self
            .source
            .lines(span)
            .any(|(line, _)| is_page_markup(line))
        {
            self.error(
                Code::HiddenContent,
                span,
                "part of the page is hidden by a comment, HTML, code, or a list",
                |d| d.help("close the `<!--`, the tag, or the code block, or add a blank line"),
            );
            return false;
        }
        if let Some(line) = self.unclosed(span) {
            self.error(
                Code::UnclosedMarkup,
                line,
                "unclosed code block, comment, or tag",
                |d| d.help("close it, or remove this line"),
            );
            return false;
        }
        true
    }

    /// Reports rows that aren't a table without a header and a line of dashes below it.
    fn unread_table(&mut self, rows: Span) {
        let mut lines = self.source.lines(rows);
        let mut next_is_dashes = || lines.next().is_some_and(|(line, _)| is_dashes(line));
        let message = match (next_is_dashes(), next_is_dashes()) {
            (true, _) => "missing table header above a line of dashes",
            (_, true) => "mismatched table header and line of dashes: one has more cells",
            _ => "missing line of dashes below a table header",
        };
        let is_headless = message.starts_with("missing table header");
        let mut header = None;
        if let Some(table) = self.without_dashes() {
            let between = self.source.span(table.end(), rows.start().max(table.end()));
            if self.source.slice(between).trim().is_empty() {
                // They are the next rows of that table.
                return;
            }
            header = Some(table).filter(|_| is_headless && self.source.lines(table).count() == 1);
        }
        if header.is_some() {
            self.diagnostics.pop();
        }
        let dashes = self.missing_dashes(rows);
        let source = self.source;
        self.error(Code::MissingDashes, rows, message, |d| {
            let d =
                d.help("begin tables with two lines such as `|Property|Value|` and `|---|---|`");
            match (header, dashes) {
                (Some(header), _) => d.with_related(source, header, "its header"),
                (None, Some((at, dashes))) => {
                    d.with_suggestion(at, dashes, Applicability::MachineApplicable)
                }
                (None, None) => d,
            }
        });
    }

    /// Returns the last table, if its line of dashes is missing.
    fn without_dashes(&self) -> Option<Span> {
        let last = self.diagnostics.iter().last()?;
        let location = last
            .location()
            .filter(|_| last.code() == Code::MissingDashes);
        location.map(|location| location.span)
    }

    /// Returns the line of dashes to insert below the header of a property table, and where.
    fn missing_dashes(&self, table: Span) -> Option<(Span, String)> {
        const HEADER: &str = "|Property|Value|";
        let text = self.source.slice(table);
        let is_header = text.lines().next()?.trim_end() == HEADER;
        let line = first_line(text);
        let ending = &line[line.trim_end().len()..];
        let next = first_line(&text[line.len()..]).trim_end();
        let is_row =
            |row: &str| row.starts_with(|c: char| c.is_alphanumeric()) && row.ends_with('|');
        let is_followed = next.strip_prefix('|').is_some_and(is_row);
        (is_header && is_followed).then(|| {
            let at = table.subspan(line.len(), line.len());
            (at, format!("|---|---|{ending}"))
        })
    }

    /// Returns the line before a row, if it is neither blank nor a row itself.
    fn line_in_table(&self, span: Span) -> Option<Span> {
        let text = self.source.slice(span);
        if !text.starts_with('|') || span.start() == 0 {
            return None;
        }
        let line = self.source.line(span.start() - 1);
        let before = self.source.slice(line).trim();
        let is_text = !before.is_empty() && !before.starts_with(['|', '#']);
        let is_in_table = || {
            let above = self.source.line(line.start().saturating_sub(1));
            before.contains('|') || self.source.slice(above).starts_with('|')
        };
        (is_text && is_in_table()).then_some(line)
    }

    /// Returns a line that would be a heading with a space after its marks, or with marks.
    fn almost_heading(&self, span: Span) -> Option<Span> {
        let mut lines = self.source.lines(span);
        let found = lines.find(|(line, _)| {
            let text = line.trim_start_matches('#');
            let marks = line.len() - text.len();
            let is_unspaced = (2..=6).contains(&marks) && !text.starts_with(char::is_whitespace);
            let anchor = text.strip_prefix("<a name=\"");
            let has_anchor = anchor.is_some_and(|rest| rest.starts_with(ANCHOR));
            is_unspaced && !text.is_empty() || has_anchor
        });
        found.map(|(_, line)| line)
    }

    /// Returns the line that opens code or HTML, if nothing closes it.
    fn unclosed(&self, span: Span) -> Option<Span> {
        let mut open: Option<(Construct<'_>, Span)> = None;
        for (_, span) in self.source.lines(span) {
            let span = without_marks(self.source, span);
            let line = self.source.slice(span);
            open = match open {
                None => open_construct(line).map(|construct| (construct, span)),
                Some((construct, _)) if construct.is_closed_by(line) => None,
                still => still,
            };
        }
        open.map(|(_, span)| span)
    }
}

/// A multi-line construct that must be closed.
enum Construct<'a> {
    /// Code between lines of backticks or tildes.
    Fence(&'a str),
    /// HTML that only this text closes.
    Html(&'static str),
}

impl Construct<'_> {
    fn is_closed_by(&self, line: &str) -> bool {
        match self {
            Self::Fence(fence) => line
                .strip_prefix(fence)
                .is_some_and(|rest| rest.trim_start_matches(&fence[..1]).is_empty()),
            Self::Html(end) => line.to_ascii_lowercase().contains(end),
        }
    }
}

/// The kinds of HTML that don't end at a blank line, each with its closing text.
const HTML: &[(&str, &str)] = &[
    ("<!--", "-->"),
    ("<![cdata[", "]]>"),
    ("<!", ">"),
    ("<?", "?>"),
    ("<script", "</script>"),
    ("<pre", "</pre>"),
    ("<style", "</style>"),
    ("<textarea", "</textarea>"),
];

/// Returns the construct that a line opens without closing it.
fn open_construct(line: &str) -> Option<Construct<'_>> {
    for mark in ["`", "~"] {
        let info = line.trim_start_matches(mark);
        let fence = &line[..line.len() - info.len()];
        if fence.len() >= 3 && !(mark == "`" && info.contains(mark)) {
            return Some(Construct::Fence(fence));
        }
    }
    if !line.starts_with('<') {
        return None;
    }
    let line = line.to_ascii_lowercase();
    let (_, end) = HTML.iter().find(|(start, _)| line.starts_with(start))?;
    (!line.contains(end)).then_some(Construct::Html(end))
}

fn is_dashes(line: &str) -> bool {
    line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// Returns true if a line, on its own, would be a heading, a table row, or a link to a heading.
pub(super) fn is_page_markup(line: &str) -> bool {
    let level = line.len() - line.trim_start_matches('#').len();
    let is_heading = (1..=6).contains(&level) && line[level..].starts_with(' ');
    let is_mark = |c: char| c.is_whitespace() || c.is_ascii_digit() || "->+*.".contains(c);
    let is_link = line.starts_with("- [") && line.contains("](#");
    let row = line.trim_start_matches(is_mark);
    is_heading
        || is_link
        || row.starts_with('|')
        || row.ends_with('|') && row.matches('|').count() > 1
}
