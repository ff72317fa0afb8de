use crate::layout::Section;
use crate::page::{Block, Cell, Heading, Item, MarkdownTable};
use crate::source::Span;

/// The heading of a section and everything below it.
pub(super) struct SectionContent<'a> {
    /// The section, or `None` for an unknown heading.
    pub(super) section: Option<Section>,
    pub(super) title: &'a Cell<'a>,
    /// The span from the heading to the next section.
    pub(super) span: Span,
    /// The content before the first entry.
    pub(super) blocks: Vec<&'a Block<'a>>,
    pub(super) entries: Vec<Entry<'a>>,
}

/// A column, a relationship, an alternate key, or a language.
pub(super) struct Entry<'a> {
    pub(super) heading: &'a Heading<'a>,
    pub(super) title: &'a Cell<'a>,
    /// The content before the first subsection.
    pub(super) blocks: Vec<&'a Block<'a>>,
    pub(super) subsections: Vec<Subsection<'a>>,
}

/// A heading of the level below an entry, and the content below it.
pub(super) struct Subsection<'a> {
    pub(super) title: &'a Cell<'a>,
    pub(super) blocks: Vec<&'a Block<'a>>,
}

impl<'a> SectionContent<'a> {
    fn new(section: Option<Section>, heading: &'a Heading<'a>) -> Self {
        Self {
            section,
            title: &heading.title,
            span: heading.span,
            blocks: Vec::new(),
            entries: Vec::new(),
        }
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

    /// Returns the tables below headings of any level.
    pub(super) fn tables(&self) -> impl Iterator<Item = &'a MarkdownTable<'a>> {
        let entries = self.entries.iter().flat_map(|entry| {
            let subsections = entry.subsections.iter();
            tables(&entry.blocks).chain(subsections.flat_map(|below| tables(&below.blocks)))
        });
        tables(&self.blocks).chain(entries)
    }

    /// Adds a heading that doesn't begin a section. `block` is its block.
    fn push_heading(&mut self, heading: &'a Heading<'a>, block: &'a Block<'a>) {
        let entry_level = self.section.map_or(3, Section::entry_level);
        let title = &heading.title;
        if heading.level <= entry_level {
            self.entries.push(Entry {
                heading,
                title,
                blocks: Vec::new(),
                subsections: Vec::new(),
            });
        } else if let Some(entry) = self.entries.last_mut() {
            entry.subsections.push(Subsection {
                title,
                blocks: Vec::new(),
            });
        } else {
            self.blocks.push(block);
        }
    }

    /// Adds a block below the last heading.
    fn push(&mut self, block: &'a Block<'a>) {
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

/// Returns the tables among blocks.
pub(super) fn tables<'a>(blocks: &[&'a Block<'a>]) -> impl Iterator<Item = &'a MarkdownTable<'a>> {
    blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    })
}

/// Splits blocks into the content before the first section and the sections.
pub(super) fn sections<'a>(
    blocks: &'a [Block<'a>],
) -> (Vec<&'a Block<'a>>, Vec<SectionContent<'a>>) {
    let mut intro = Vec::new();
    let mut sections: Vec<SectionContent<'a>> = Vec::new();
    for block in blocks {
        let Block::Heading(heading) = block else {
            match sections.last_mut() {
                Some(section) => section.push(block),
                None => intro.push(block),
            }
            continue;
        };
        let section = Section::from_heading(&heading.title.text, heading.level);
        let is_section = section.is_some() || heading.level <= 2;
        match sections.last_mut() {
            Some(last) if is_section => {
                last.span = last.span.cut_before(heading.span);
                sections.push(SectionContent::new(section, heading));
            }
            Some(last) => last.push_heading(heading, block),
            None if section.is_some() || heading.level == 2 => {
                sections.push(SectionContent::new(section, heading));
            }
            None => intro.push(block),
        }
    }
    if let (Some(last), Some(block)) = (sections.last_mut(), blocks.last()) {
        last.span = last.span.join(block.span().max(last.span));
    }
    (intro, sections)
}
