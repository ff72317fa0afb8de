use crate::layout::{SELF_REFERENCING, Section};
use crate::model::{Extra, Fact};
use crate::page::{Block, Table, without_marks};
use crate::read::reader::Reader;
use crate::source::Span;

/// The start of a line such as `**Added by**: Field Service Solution<br />`.
const ADDED_BY: &str = "**Added by**:";

/// The lines between the tables.
#[derive(Default)]
pub(super) struct Lines<'a> {
    /// Each line with its span.
    pub(super) lines: Vec<(&'a str, Span)>,
}

impl<'s> Reader<'s, '_> {
    /// Returns the lines of a section or an entry.
    ///
    /// Standard sentences, the link list and the anchors of headings are left out.
    pub(super) fn lines(&mut self, section: Option<Section>, blocks: &[&Block<'s>]) -> Lines<'s> {
        let mut lines = Lines::default();
        for block in blocks {
            match block {
                Block::Table(_) => {}
                Block::List(items, _) => {
                    for item in items.iter().filter(|item| !item.is_index()) {
                        if self.visible(item.span) {
                            self.add_lines(section, item.span, &mut lines.lines);
                        }
                    }
                }
                Block::Text(span) if self.is_sentence(section, self.source.slice(*span)) => {}
                Block::Text(span) => {
                    if self.visible(*span) {
                        self.add_lines(section, *span, &mut lines.lines);
                    }
                }
                block => {
                    let span = block.span();
                    if self.visible(span) && self.is_marked(span) {
                        lines.lines.push((self.source.slice(span), span));
                    }
                }
            }
        }
        lines
    }

    fn add_lines(
        &mut self,
        section: Option<Section>,
        span: Span,
        lines: &mut Vec<(&'s str, Span)>,
    ) {
        for (_, place) in self.source.lines(span) {
            let place = without_marks(self.source, place);
            let line = self.source.slice(place);
            let is_anchor = || Section::ALL.iter().any(|s| s.older_anchor() == line);
            if line.is_empty() || self.is_sentence(section, line) || is_anchor() {
                continue;
            }
            if let Some(other) = self.sentence_of(line) {
                let message = format!("unexpected sentence of section `{}`", other.heading());
                self.error(place, message, |d| {
                    d.help(format!(
                        "check whether the heading `{} {}` is missing before it",
                        "#".repeat(other.level()),
                        other.heading()
                    ))
                });
                continue;
            }
            if line.ends_with('|') {
                self.error(place, "table row outside a table", |d| {
                    d.help("remove the `|`, or move the line after the row that it continues")
                });
                continue;
            }
            lines.push((line, place));
        }
    }

    /// Returns true if a text, possibly of several lines, is a standard sentence of the section.
    fn is_sentence(&self, section: Option<Section>, text: &str) -> bool {
        let Some(section) = section else {
            return false;
        };
        if text.contains('\n') {
            let words: Vec<&str> = text.split_whitespace().collect();
            return self.sentence_of(&words.join(" ")) == Some(section);
        }
        text == SELF_REFERENCING && section == Section::ManyToMany
            || self.sentence_of(text) == Some(section)
    }

    /// Returns the section that a sentence belongs to.
    fn sentence_of(&self, line: &str) -> Option<Section> {
        self.sentences.get(line).copied()
    }

    /// Returns true if each line of a note begins with `>`.
    ///
    /// Markdown treats an unmarked line as part of the note.
    pub(super) fn is_marked(&mut self, note: Span) -> bool {
        let mut lines = self.source.lines(note);
        let stray = lines.find(|(line, _)| !line.trim_start().starts_with('>'));
        if let Some((_, line)) = stray {
            self.error(line, "missing `>` at the start of a line of a note", |d| {
                d.help("add `>`, or a blank line before it if it isn't part of the note")
            });
        }
        stray.is_none()
    }

    /// Returns true if a text doesn't hide part of the page.
    pub(super) fn visible(&mut self, span: Span) -> bool {
        let text = self.source.slice(span);
        if text.starts_with('|') {
            self.error(span, "missing line of dashes below a table header", |d| {
                d.help("begin tables with two lines such as `|Property|Value|` and `|---|---|`")
            });
            return false;
        }
        if self.source.lines(span).any(|(line, _)| is_of_page(line)) {
            self.error(
                span,
                "comment, HTML, code or list hides part of the page",
                |d| d.help("close the `<!--`, the tag or the code block, or add a blank line"),
            );
            return false;
        }
        if let Some(line) = self.unclosed(span) {
            self.error(line, "unclosed code block, comment or tag", |d| {
                d.help("close it, or remove this line")
            });
            return false;
        }
        true
    }

    /// Returns the line that opens code or HTML, if nothing closes it.
    fn unclosed(&self, span: Span) -> Option<Span> {
        let mut open: Option<(Opened<'_>, Span)> = None;
        for (_, place) in self.source.lines(span) {
            let place = without_marks(self.source, place);
            let line = self.source.slice(place);
            open = match open {
                None => opened(line).map(|opened| (opened, place)),
                Some((opened, _)) if opened.is_closed_by(line) => None,
                still => still,
            };
        }
        open.map(|(_, place)| place)
    }

    /// Returns true if a table has the expected header.
    pub(super) fn has_header(&mut self, table: &Table<'_>, expected: &[&str]) -> bool {
        let cells = table.header().cells.iter().map(|cell| &*cell.text);
        let is_expected = cells.eq(expected.iter().copied());
        if !is_expected {
            let form = expected.join("|");
            self.error(table.header().span, "invalid table header", |d| {
                d.help(format!("write the header as `|{form}|`"))
            });
        }
        is_expected
    }

    /// Stores a fact from a line of its own.
    pub(super) fn store_line<T>(&mut self, what: &str, place: &mut Option<Fact<T>>, fact: Fact<T>) {
        match place {
            None => *place = Some(fact),
            Some(first) => {
                let (source, first) = (self.source, first.span);
                self.error(fact.span, format!("duplicate `{what}`"), |d| {
                    d.also(source, first, "first defined here")
                });
            }
        }
    }
}

/// A multi-line construct that must be closed.
enum Opened<'a> {
    /// Code between lines of backticks or tildes.
    Fence(&'a str),
    /// HTML that only this text closes.
    Html(&'static str),
}

impl Opened<'_> {
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
fn opened(line: &str) -> Option<Opened<'_>> {
    for mark in ["`", "~"] {
        let info = line.trim_start_matches(mark);
        let fence = &line[..line.len() - info.len()];
        if fence.len() >= 3 && !(mark == "`" && info.contains(mark)) {
            return Some(Opened::Fence(fence));
        }
    }
    if !line.starts_with('<') {
        return None;
    }
    let line = line.to_ascii_lowercase();
    let (_, end) = HTML.iter().find(|(start, _)| line.starts_with(start))?;
    (!line.contains(end)).then_some(Opened::Html(end))
}

/// Returns true if a line, on its own, would be a heading, a table row or a link to a heading.
pub(super) fn is_of_page(line: &str) -> bool {
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

impl<'s> Lines<'s> {
    /// Removes the lines that `read` recognizes, and returns their facts.
    pub(super) fn take<T>(&mut self, mut read: impl FnMut(&'s str, Span) -> Option<T>) -> Vec<T> {
        let mut taken = Vec::new();
        self.lines.retain(|(line, place)| match read(line, *place) {
            Some(fact) => {
                taken.push(fact);
                false
            }
            None => true,
        });
        taken
    }

    /// Removes the line with the name of the solution that added the table, column or relationship.
    pub(super) fn added_by(
        &mut self,
        reader: &mut Reader<'_, '_>,
        place: &mut Option<Fact<String>>,
    ) {
        let found = self.take(|line, span| {
            let solution = line.strip_prefix(ADDED_BY)?;
            let solution = solution.strip_suffix("<br />").unwrap_or(solution);
            let start = ADDED_BY.len() + solution.len() - solution.trim_start().len();
            let solution = solution.trim();
            let span = span.subspan(start, start + solution.len());
            Some(Fact::new(solution.to_owned(), span))
        });
        for fact in found {
            reader.store_line("Added by", place, fact);
        }
    }

    /// Stores the remaining lines as unrecognized content.
    pub(super) fn keep(self, extra: &mut Extra) {
        for (line, span) in self.lines {
            extra.lines.push(Fact::new(line.to_owned(), span));
        }
    }
}
