use crate::layout::Section;
use crate::page::{Block, Cell, Heading, Item, Table};
use crate::source::Span;

/// A section of a page: its heading and everything below it.
pub(crate) struct Part<'a> {
    /// The section, or `None` for an unknown heading.
    pub(crate) section: Option<Section>,
    pub(crate) title: &'a Cell<'a>,
    /// The span from the heading to the next section.
    pub(crate) span: Span,
    /// The content before the first entry.
    pub(crate) blocks: Vec<&'a Block<'a>>,
    pub(crate) entries: Vec<Entry<'a>>,
}

/// A column, a relationship or a key.
pub(crate) struct Entry<'a> {
    pub(crate) heading: &'a Heading<'a>,
    pub(crate) title: &'a Cell<'a>,
    /// The content before a heading of the next level.
    pub(crate) blocks: Vec<&'a Block<'a>>,
    /// The headings of the next level, each with the content below it.
    pub(crate) parts: Vec<(&'a Cell<'a>, Vec<&'a Block<'a>>)>,
}

impl<'a> Part<'a> {
    /// Returns the items of the link list. A section with a single entry has no such list.
    pub(crate) fn index(&self) -> impl Iterator<Item = &'a Item<'a>> + use<'a> {
        let lists = self.blocks.clone().into_iter();
        lists
            .filter_map(|block| match block {
                Block::List(items, _) => Some(items),
                _ => None,
            })
            .flatten()
            .filter(|item| item.is_index())
    }

    /// Returns the tables below headings of any level.
    pub(crate) fn tables(&self) -> impl Iterator<Item = &'a Table<'a>> {
        let entries = self.entries.iter().flat_map(|entry| {
            let parts = entry.parts.iter().flat_map(|(_, blocks)| tables(blocks));
            tables(&entry.blocks).chain(parts)
        });
        tables(&self.blocks).chain(entries)
    }
}

pub(crate) fn tables<'a>(blocks: &[&'a Block<'a>]) -> impl Iterator<Item = &'a Table<'a>> {
    blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    })
}

/// Splits blocks into the content before the first section and the sections.
pub(crate) fn sections<'a>(blocks: &'a [Block<'a>]) -> (Vec<&'a Block<'a>>, Vec<Part<'a>>) {
    let mut intro = Vec::new();
    let mut parts: Vec<Part<'a>> = Vec::new();
    for block in blocks {
        let Block::Heading(heading) = block else {
            match parts.last_mut() {
                Some(part) => part.content().push(block),
                None => intro.push(block),
            }
            continue;
        };
        let section = Section::of(&heading.title.text, heading.level);
        let Some(part) = parts
            .last_mut()
            .filter(|_| section.is_none() && heading.level > 2)
        else {
            if section.is_some() || heading.level == 2 || !parts.is_empty() {
                if let Some(last) = parts.last_mut() {
                    last.span = last.span.cut_before(heading.span);
                }
                parts.push(Part {
                    section,
                    title: &heading.title,
                    span: heading.span,
                    blocks: Vec::new(),
                    entries: Vec::new(),
                });
            } else {
                intro.push(block);
            }
            continue;
        };
        let entry_level = part.section.map_or(3, Section::entry_level);
        if heading.level <= entry_level {
            part.entries.push(Entry {
                heading,
                title: &heading.title,
                blocks: Vec::new(),
                parts: Vec::new(),
            });
        } else {
            match part.entries.last_mut() {
                Some(entry) => entry.parts.push((&heading.title, Vec::new())),
                None => part.blocks.push(block),
            }
        }
    }
    if let (Some(last), Some(block)) = (parts.last_mut(), blocks.last()) {
        last.span = last.span.join(block.span().max(last.span));
    }
    (intro, parts)
}

impl<'a> Part<'a> {
    /// Returns the list that the next block belongs to.
    fn content(&mut self) -> &mut Vec<&'a Block<'a>> {
        match self.entries.last_mut() {
            None => &mut self.blocks,
            Some(entry) => match entry.parts.last_mut() {
                Some((_, blocks)) => blocks,
                None => &mut entry.blocks,
            },
        }
    }
}
