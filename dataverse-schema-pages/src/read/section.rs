use std::borrow::Cow;

use crate::layout::Section;
use crate::page::{Block, Cell, Heading, Item, MarkdownTable};
use crate::source::Span;

/// The heading of a section and everything below it.
pub(super) struct SectionContent<'a> {
    /// The section, or `None` for an unknown heading.
    pub(super) section: Option<Section>,
    /// The heading, or `None` if a sentence shows that it is missing.
    pub(super) heading: Option<&'a Heading<'a>>,
    /// The span of the title, or of the sentence.
    pub(super) start: Span,
    /// The span from the heading to the next section.
    pub(super) span: Span,
    /// The content before the first entry.
    pub(super) blocks: Vec<&'a Block<'a>>,
    pub(super) entries: Vec<Entry<'a>>,
    /// True if it had entries of the section before it.
    pub(super) is_stray: bool,
}

/// A column, a relationship, an alternate key, or a language.
pub(super) struct Entry<'a> {
    /// The heading, or `None` if it is missing.
    pub(super) heading: Option<&'a Heading<'a>>,
    pub(super) title: Cow<'a, Cell<'a>>,
    /// True if it was found in another section than the one that lists it.
    pub(super) is_misplaced: bool,
    /// The content before the first subsection.
    pub(super) blocks: Vec<&'a Block<'a>>,
    pub(super) subsections: Vec<Subsection<'a>>,
}

/// A heading of the level below an entry, and the content below it.
pub(super) struct Subsection<'a> {
    pub(super) heading: &'a Heading<'a>,
    pub(super) title: &'a Cell<'a>,
    pub(super) blocks: Vec<&'a Block<'a>>,
}

impl<'a> SectionContent<'a> {
    pub(super) fn new(
        section: Option<Section>,
        heading: Option<&'a Heading<'a>>,
        span: Span,
    ) -> Self {
        Self {
            section,
            heading,
            start: heading.map_or(span, |heading| heading.title.span),
            span,
            blocks: Vec::new(),
            entries: Vec::new(),
            is_stray: false,
        }
    }

    /// Returns the text of the heading.
    pub(super) fn title(&self) -> &'a str {
        self.heading.map_or("", |heading| &heading.title.text)
    }

    /// Returns the items of the link list. A section with a single entry has no such list.
    pub(super) fn link_list(&self) -> impl Iterator<Item = &'a Item<'a>> + use<'a> {
        let blocks = self.blocks.clone().into_iter();
        blocks
            .filter_map(|block| match block {
                Block::List(items, _) => Some(items),
                _ => None,
            })
            .flatten()
            .filter(|item| item.is_heading_link())
    }

    /// Returns true if the link list, if there is one, names the entries.
    pub(super) fn has_all_listed(&self) -> bool {
        let mut list = self.link_list().map(|item| item.text).peekable();
        let names = self.entries.iter().map(|entry| &*entry.title.text);
        list.peek().is_none() || list.eq(names)
    }

    /// Returns the tables below headings of any level.
    pub(super) fn tables(&self) -> impl Iterator<Item = &'a MarkdownTable<'a>> {
        let entries = self.entries.iter().flat_map(|entry| {
            let subsections = entry.subsections.iter();
            tables(&entry.blocks).chain(subsections.flat_map(|below| tables(&below.blocks)))
        });
        tables(&self.blocks).chain(entries)
    }

    /// Returns true if there is nothing below the heading yet.
    pub(super) fn is_empty(&self) -> bool {
        self.blocks.is_empty() && self.entries.is_empty()
    }

    /// Adds a heading that doesn't begin a section. `block` is its block.
    pub(super) fn push_heading(&mut self, heading: &'a Heading<'a>, block: &'a Block<'a>) {
        let entry_level = self.section.map_or(3, Section::entry_level);
        let title = &heading.title;
        let last = self.entries.last_mut();
        let is_entry = heading.is_of_entry() || heading.level <= entry_level;
        match last {
            Some(entry) if !is_entry || is_of_options(title, &entry.title) => {
                entry.subsections.push(Subsection {
                    heading,
                    title,
                    blocks: Vec::new(),
                });
            }
            _ if is_entry => self.entries.push(Entry {
                heading: Some(heading),
                title: Cow::Borrowed(title),
                is_misplaced: false,
                blocks: Vec::new(),
                subsections: Vec::new(),
            }),
            _ => self.blocks.push(block),
        }
    }

    /// Adds a block below the last heading.
    pub(super) fn push(&mut self, block: &'a Block<'a>) {
        let blocks = match self.entries.last_mut() {
            None => &mut self.blocks,
            Some(entry) => match entry.subsections.last_mut() {
                Some(subsection) => &mut subsection.blocks,
                None => &mut entry.blocks,
            },
        };
        blocks.push(block);
    }
}

/// Returns true for the heading of the options of an entry, such as `X Choices/Options`.
pub(super) fn is_of_options(title: &Cell<'_>, entry: &Cell<'_>) -> bool {
    let rest = title.text.strip_prefix(&*entry.text);
    rest.is_some_and(|rest| rest.starts_with(' ') && rest.ends_with("Options"))
}

/// Returns the tables among blocks.
pub(super) fn tables<'a>(blocks: &[&'a Block<'a>]) -> impl Iterator<Item = &'a MarkdownTable<'a>> {
    blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    })
}
