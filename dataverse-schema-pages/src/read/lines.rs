use crate::diagnostic::Code;
use crate::layout::{ADDED_BY, SELF_REFERENCING, Section};
use crate::model::{Extra, Fact};
use crate::page::{Block, Heading, prose, without_line_break, without_marks};
use crate::read::reader::Reader;
use crate::source::Span;

/// The lines between the tables.
#[derive(Default)]
pub(super) struct Lines<'a> {
    /// Each line with its span.
    pub(super) lines: Vec<(&'a str, Span)>,
}

impl<'s> Reader<'s, '_> {
    /// Returns the lines of a section or an entry.
    ///
    /// Standard sentences, the link list, and the anchors of headings are left out.
    pub(super) fn lines(&mut self, section: Option<Section>, blocks: &[&Block<'s>]) -> Lines<'s> {
        let mut lines = Lines::default();
        for block in blocks {
            match block {
                Block::Table(_) => {}
                Block::List(items, _) => {
                    for item in items.iter().filter(|item| !item.is_heading_link()) {
                        if self.check_visible(item.span) {
                            self.add_lines(section, item.span, &mut lines.lines);
                        }
                    }
                }
                Block::Text(span) if self.is_sentence(section, self.source.slice(*span)) => {}
                Block::Text(span) => {
                    if self.check_visible(*span) {
                        self.add_lines(section, *span, &mut lines.lines);
                    }
                }
                Block::Heading(heading) => self.check_has_entries(section, heading),
                block => {
                    let span = block.span();
                    if self.check_visible(span) && self.check_marked(span) {
                        lines.lines.push((self.source.slice(span), span));
                    }
                }
            }
        }
        lines
    }

    /// Reports a heading before the first entry of a section that has no entries. In others, it is
    /// reported as content before the first entry.
    fn check_has_entries(&mut self, section: Option<Section>, heading: &Heading<'_>) {
        if !section.is_some_and(Section::has_entries) {
            self.unexpected_heading(&heading.title);
        }
    }

    fn add_lines(
        &mut self,
        section: Option<Section>,
        span: Span,
        lines: &mut Vec<(&'s str, Span)>,
    ) {
        for (_, span) in self.source.lines(span) {
            let span = without_marks(self.source, span);
            let line = self.source.slice(span);
            let is_anchor = || Section::ALL.iter().any(|s| s.older_anchor() == line);
            if line.is_empty() || self.is_sentence(section, line) || is_anchor() {
                continue;
            }
            if let Some(other) = self.section_of_sentence(line) {
                let message = format!("unexpected sentence of section `{}`", other.heading());
                self.error(Code::MisplacedContent, span, message, |d| {
                    d.help(format!(
                        "check whether the heading `{} {}` is missing before it",
                        "#".repeat(other.level()),
                        other.heading()
                    ))
                });
                continue;
            }
            if line.ends_with('|') {
                self.error(
                    Code::RowOutsideTable,
                    span,
                    "table row outside a table",
                    |d| d.help("remove the `|`, or move the line after the row that it continues"),
                );
                continue;
            }
            lines.push((line, span));
        }
    }

    /// Returns true if a string, possibly of several lines, is a standard sentence of the section.
    fn is_sentence(&self, section: Option<Section>, text: &str) -> bool {
        let Some(section) = section else {
            return false;
        };
        text == SELF_REFERENCING && section == Section::ManyToMany
            || self.section_of_text(text) == Some(section)
    }

    /// Returns the section whose standard sentence a text is, possibly on several lines.
    pub(super) fn section_of_text(&self, text: &str) -> Option<Section> {
        if text.contains('\n') {
            let words: Vec<&str> = text.split_whitespace().collect();
            return self.section_of_sentence(&words.join(" "));
        }
        self.section_of_sentence(text)
    }

    /// Returns the section that a sentence belongs to.
    fn section_of_sentence(&self, line: &str) -> Option<Section> {
        self.sentences.get(line).copied()
    }
}

impl<'s> Lines<'s> {
    /// Removes the lines that `read` recognizes, and returns their facts.
    pub(super) fn take<T>(&mut self, mut read: impl FnMut(&'s str, Span) -> Option<T>) -> Vec<T> {
        let mut taken = Vec::new();
        self.lines.retain(|(line, span)| match read(line, *span) {
            Some(fact) => {
                taken.push(fact);
                false
            }
            None => true,
        });
        taken
    }

    /// Removes the line with the name of the solution that added the table, column, or
    /// relationship.
    pub(super) fn added_by(
        &mut self,
        reader: &mut Reader<'_, '_>,
        slot: &mut Option<Fact<String>>,
    ) {
        let found = self.take(|line, span| {
            let solution = line.strip_prefix(ADDED_BY)?;
            let solution = without_line_break(solution);
            let start = ADDED_BY.len() + solution.len() - solution.trim_start().len();
            let solution = solution.trim();
            let span = span.subspan(start, start + solution.len());
            Some(Fact::new(prose(solution).into_owned(), span))
        });
        for fact in found {
            reader.store_line("Added by", slot, fact);
        }
    }

    /// Stores the remaining lines as unrecognized content.
    pub(super) fn keep(self, extra: &mut Extra) {
        for (line, span) in self.lines {
            extra.lines.push(Fact::new(line.to_owned(), span));
        }
    }
}
