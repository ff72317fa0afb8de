use crate::diagnostic::Code;
use std::collections::{BTreeMap, BTreeSet};

use crate::layout::{ANCHOR, Section};
use crate::page::{Block, Cell, Item};
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
        for entry in &content.entries {
            let (name, span) = (&*entry.title.text, entry.title.span);
            if let Some(first) = seen.insert(name, span) {
                self.duplicate(
                    Code::DuplicateHeading,
                    format_args!("{what} `{name}`"),
                    span,
                    first,
                );
                continue;
            }
            entries.push(entry);
        }
        entries
    }

    /// Checks that the link list of a section and its entries match.
    ///
    /// A missing link or entry means that the page is truncated.
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
        self.check_distinct_links(content);
        let entries = content.entries.iter().map(|entry| &*entry.title.text);
        let entries: BTreeSet<&str> = entries.collect();
        let listed: BTreeSet<&str> = content.link_list().map(|item| item.text).collect();
        for item in content
            .link_list()
            .filter(|item| !entries.contains(item.text))
        {
            let message = format!("missing entry `{}`, which is listed here", item.text);
            self.error(Code::MissingEntry, item.span, message, |d| {
                d.help("check that the page is complete")
            });
        }
        for entry in content.entries.iter().filter(|_| !listed.is_empty()) {
            let name = &*entry.title.text;
            if !listed.contains(name) {
                let message = format!("`{name}` is missing from the list of its section");
                self.error(Code::UnlistedEntry, entry.title.span, message, |d| {
                    d.help("check the spelling of the heading")
                });
            }
        }
        for entry in &content.entries {
            self.check_entry(content, entry);
        }
    }

    /// Checks that each entry is listed once.
    fn check_distinct_links(&mut self, content: &SectionContent<'s>) {
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        for item in content.link_list() {
            let entries = content.entries.iter();
            let named = entries.filter(|entry| entry.title.text == item.text);
            if let Some(first) = seen.insert(item.text, item.span)
                && named.count() < 2
            {
                let what = format_args!("link to `{}`", item.text);
                self.duplicate(Code::DuplicateHeading, what, item.span, first);
            }
        }
    }

    /// Checks an item of a section's link list.
    fn check_link(&mut self, item: &Item<'_>) {
        let name = item.text;
        let Some(link) = item.link.as_deref().filter(|_| item.is_heading_link()) else {
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

    /// Checks the heading of an entry, and reports misplaced lists.
    fn check_entry(&mut self, content: &SectionContent<'s>, entry: &Entry<'s>) {
        let (heading, name) = (entry.heading, &*entry.title.text);
        let level = content.section.map_or(3, Section::entry_level);
        if heading.level < level {
            let marks = "#".repeat(level);
            self.error(Code::InvalidHeadingLevel, heading.span, format!("invalid level of heading `{name}`"), |d| {
                d.help(format!("begin headings of this section with `{marks}`, and check whether a section heading is missing before it"))
            });
        }
        if let Some(anchor) = heading.anchor.filter(|anchor| !is_anchor(anchor, name)) {
            self.error(
                Code::MismatchedAnchor,
                heading.span,
                format!("mismatched heading `{name}` and anchor `{anchor}`"),
                |d| d.help(format!("use the anchor `{ANCHOR}{name}`")),
            );
        }
        let below = entry.subsections.iter().flat_map(|below| &below.blocks);
        for block in entry.blocks.iter().chain(below) {
            if let Block::List(items, span) = block
                && items.iter().any(|item| item.is_heading_link())
            {
                self.error(
                    Code::MisplacedContent,
                    *span,
                    "unexpected list of links to headings",
                    |d| d.help("check whether a section heading is missing before it"),
                );
            }
        }
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
            tables.next().is_none() && content.entries.is_empty()
        } else {
            tables.all(|table| table.rows().next().is_none())
        };
        if is_empty && !may_be_empty {
            let message = format!("empty section `{}`", section.heading());
            self.error(Code::EmptySection, content.title.span, message, |d| {
                d.help("check that the page is complete")
            });
        }
    }

    /// Reports the entries of a section that can't have any.
    ///
    /// They belong to a section whose heading is missing.
    fn check_no_entries(&mut self, content: &SectionContent<'s>) {
        for link in content.link_list() {
            self.error(
                Code::MisplacedContent,
                link.span,
                "unexpected link to a heading",
                |d| d.help("check whether a section heading is missing before it"),
            );
        }
        for entry in &content.entries {
            self.unexpected_heading(entry.title);
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
