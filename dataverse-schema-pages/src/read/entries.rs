use crate::diagnostic::Code;
use std::collections::BTreeMap;

use crate::layout::{ANCHOR, Section};
use crate::page::{Block, Cell, Heading, Item};
use crate::read::reader::Reader;
use crate::read::section::{Entry, SectionContent, Subsection};
use crate::source::Span;

impl<'s> Reader<'s, '_> {
    /// Returns the entries of a section. Reports duplicates and leaves them out.
    pub(super) fn entries<'e>(
        &mut self,
        what: &str,
        content: &'e SectionContent<'s>,
    ) -> Vec<&'e Entry<'s>> {
        self.check_link_list(content);
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        let mut entries = Vec::with_capacity(content.entries.len());
        let mut duplicates = Vec::new();
        for (at, entry) in content.entries.iter().enumerate() {
            let (name, span) = (&*entry.title.text, entry.title.span);
            match seen.insert(name, span) {
                Some(first) => duplicates.push((at, name, span, first)),
                None => entries.push(entry),
            }
        }
        self.duplicates(what, &duplicates);
        entries
    }

    /// Reports the duplicates in a list, each with its position, its name, and its first definition.
    /// Those that follow each other are one error.
    pub(super) fn duplicates(&mut self, what: &str, found: &[(usize, &str, Span, Span)]) {
        for run in found.chunk_by(|(one, ..), (other, ..)| one + 1 == *other) {
            let ([(_, name, span, first), ..], [.., (_, last, ..)]) = (run, run) else {
                continue;
            };
            let what = match run.len() {
                1 => format!("{what} `{name}`"),
                _ => format!("{what} `{name}`, and those after it up to `{last}`"),
            };
            self.duplicate(Code::DuplicateHeading, what, *span, *first);
        }
    }

    /// Checks what precedes the entries of a section, and their headings.
    fn check_link_list(&mut self, content: &SectionContent<'s>) {
        for block in &content.blocks {
            if let Block::Table(_) | Block::Heading(_) = block {
                let message = "unexpected content before the first entry of the section";
                self.error(Code::MisplacedContent, block.span(), message, |d| {
                    d.help("check whether a heading `### …` is missing or has the wrong level")
                });
            }
            if let Block::List(items, _) = block
                && items.iter().any(starts_like_heading_link)
            {
                for item in items {
                    self.check_link(item);
                }
            }
        }
        for entry in &content.entries {
            self.check_entry(content, entry);
        }
    }

    /// Checks an item of a section's link list.
    fn check_link(&mut self, item: &Item<'_>) {
        let name = item.text;
        let Some(link) = item.link.as_deref().filter(|_| item.is_heading_link()) else {
            if self.diagnostics.iter().any(|error| error.is_in(item.span)) {
                return;
            }
            self.error(
                Code::InvalidListItem,
                item.span,
                "expected a link in this list",
                |d| {
                    d.help(format!(
                    "write items as `- [Name](#{ANCHOR}Name)`, and move other lines out of the list"
                ))
                },
            );
            return;
        };
        if !link
            .strip_prefix('#')
            .is_some_and(|link| is_anchor(link, name))
        {
            self.error(
                Code::MismatchedAnchor,
                item.span,
                format!("mismatched link of `{name}`: `{link}`"),
                |d| d.help(format!("use the anchor `{ANCHOR}{name}`")),
            );
        }
    }

    /// Checks the headings of an entry.
    fn check_entry(&mut self, content: &SectionContent<'s>, entry: &Entry<'s>) {
        let level = content.section.map_or(3, Section::entry_level);
        let name = &*entry.title.text;
        match entry.heading {
            Some(_) if entry.is_misplaced => {
                let section = content.section.map_or("", Section::heading);
                let message = format!("misplaced `{name}`, which section `{section}` lists");
                self.error(Code::MisplacedContent, entry.title.span, message, |d| {
                    d.help("move it to that section")
                });
            }
            Some(heading) => self.check_heading(heading, level),
            None if self.is_named_by_error(name, content.start) => {}
            None => {
                let message = format!("missing heading of `{name}`, which the section lists");
                self.error(Code::MissingEntry, entry.title.span, message, |d| {
                    d.help(format!("write `{}` above the table", form(level, name)))
                });
            }
        }
        for Subsection { heading, title, .. } in &entry.subsections {
            if heading.level <= level {
                let message = format!("invalid level of heading `{}`", title.text);
                self.error(Code::InvalidHeadingLevel, heading.span, message, |d| {
                    d.help(format!("begin it with `{}`", "#".repeat(level + 1)))
                });
            }
        }
    }

    /// Checks the level and the anchor of an entry's heading. Reports one error at most.
    fn check_heading(&mut self, heading: &Heading<'s>, level: usize) {
        let name = &*heading.title.text;
        let marks = "#".repeat(level);
        let span = heading.title.span;
        let (code, span, message, help) = if heading.is_damaged {
            (
                Code::InvalidHeadingLevel,
                span,
                format!("invalid heading `{name}`"),
                format!("write the heading as `{}`", form(level, name)),
            )
        } else if heading.level < level {
            (
                Code::InvalidHeadingLevel,
                span,
                format!("invalid level of heading `{name}`"),
                format!(
                    "begin headings of this section with `{marks}`, and check whether a section heading is missing before it"
                ),
            )
        } else if heading.level > level {
            (
                Code::InvalidHeadingLevel,
                span,
                format!("invalid level of heading `{name}`"),
                format!("begin headings of this section with `{marks}`"),
            )
        } else {
            match heading.anchor {
                Some(anchor) if is_anchor(anchor, name) => return,
                None => return,
                Some(_) if name.starts_with('<') => (
                    Code::MismatchedAnchor,
                    span,
                    format!("incomplete heading `{name}`"),
                    "check that the page is complete".to_owned(),
                ),
                Some(anchor) if anchor.starts_with('<') => (
                    Code::MismatchedAnchor,
                    span,
                    format!("invalid anchor of heading `{name}`"),
                    format!("write the heading as `{}`", form(level, name)),
                ),
                Some(anchor) => (
                    Code::MismatchedAnchor,
                    heading.span,
                    format!("mismatched heading `{name}` and anchor `{anchor}`"),
                    format!("use the anchor `{ANCHOR}{name}`"),
                ),
            }
        };
        self.error(code, span, message, |d| d.help(help).suggest_visible());
    }

    /// Reports headings below an entry that can't have any.
    pub(super) fn check_no_subsections(&mut self, entry: &Entry<'_>, what: &str) {
        for Subsection { title, .. } in &entry.subsections {
            let message = format!("unknown subsection `{}` of {what}", title.text);
            self.error(Code::UnknownSubsection, title.span, message, |d| {
                d.help("check the level of the heading")
            });
        }
    }

    /// Reports a section without content, or with entries that it can't have.
    pub(super) fn check_content(&mut self, section: Section, content: &SectionContent<'s>) {
        if !section.has_entries() {
            self.check_no_entries(content);
        }
        let may_be_empty = matches!(section, Section::CustomizedRelationships | Section::SeeAlso);
        let mut tables = content.tables();
        let is_empty = if section.has_entries() {
            // A list without entries is reported itself.
            let mut links = content.link_list();
            tables.next().is_none() && content.entries.is_empty() && links.next().is_none()
        } else {
            tables.all(|table| table.rows().next().is_none())
        };
        let is_reported = || {
            self.diagnostics
                .iter()
                .any(|error| error.is_in(content.span))
        };
        if is_empty && !may_be_empty && !is_reported() {
            let message = format!("empty section `{}`", section.heading());
            self.error(Code::EmptySection, content.start, message, |d| {
                d.help("check that the page is complete")
            });
        }
    }

    /// Reports the first entry of a section that can't have any.
    ///
    /// All belong to a section whose heading is missing.
    fn check_no_entries(&mut self, content: &SectionContent<'s>) {
        if let Some(link) = content.link_list().next() {
            self.error(
                Code::MisplacedContent,
                link.span,
                "unexpected link to a heading",
                |d| d.help("check whether a section heading is missing before it"),
            );
        } else if let Some(entry) = content.entries.first() {
            self.unexpected_heading(&entry.title);
        }
    }

    /// Reports a heading in a section that can't have any.
    pub(super) fn unexpected_heading(&mut self, title: &Cell<'_>) {
        let message = format!("unexpected heading `{}`", title.text);
        self.error(Code::MisplacedContent, title.span, message, |d| {
            d.help("check whether a section heading is missing before it")
        });
    }
}

/// Returns the heading of an entry.
fn form(level: usize, name: &str) -> String {
    format!(
        "{} <a name=\"{ANCHOR}{name}\"></a> {name}",
        "#".repeat(level)
    )
}

/// Returns true if an item begins like a link to a heading.
fn starts_like_heading_link(item: &Item<'_>) -> bool {
    item.is_heading_link() || item.text.contains("](#")
}

/// Returns true if an anchor belongs to the entry with this name.
///
/// The anchors of a table's relationships with itself have suffixes.
fn is_anchor(anchor: &str, name: &str) -> bool {
    let anchored = anchor.strip_prefix(ANCHOR);
    let suffix = anchored.and_then(|anchored| anchored.strip_prefix(name));
    matches!(
        suffix,
        Some("" | "-many-to-one" | "-one-to-many" | "-many-to-many")
    )
}
