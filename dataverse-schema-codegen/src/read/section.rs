use crate::page::{Block, Cell, Heading, Item, Table};
use crate::source::{Source, Span};

/// The heading of the links at the page's end.
pub(crate) const SEE_ALSO: &str = "See also";

/// What stands below a heading of the second level, or below that of the links at the page's end.
pub(crate) struct Section<'a> {
    pub(crate) title: &'a Cell,
    /// From the heading to the next one.
    pub(crate) span: Span,
    /// What stands before the first entry.
    pub(crate) blocks: Vec<&'a Block>,
    /// The headings of the third level, with what stands below them.
    pub(crate) entries: Vec<Entry<'a>>,
}

/// A column or a relationship.
pub(crate) struct Entry<'a> {
    pub(crate) title: &'a Cell,
    /// What stands before a heading of the fourth level.
    pub(crate) blocks: Vec<&'a Block>,
    /// Headings of the fourth level, with what stands below them.
    pub(crate) parts: Vec<(&'a Cell, Vec<&'a Block>)>,
}

impl<'a> Section<'a> {
    /// The list of links to the entries. It is missing where there is one entry only.
    pub(crate) fn index(&self) -> impl Iterator<Item = &'a Item> + use<'a> {
        let lists = self.blocks.clone().into_iter();
        lists
            .filter_map(|block| match block {
                Block::List(items, _) => Some(items),
                _ => None,
            })
            .flatten()
            .filter(|item| item.is_index())
    }
}

pub(crate) fn tables<'a>(blocks: &[&'a Block]) -> impl Iterator<Item = &'a Table> {
    blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    })
}

/// What stands before the first section, and the sections.
pub(crate) fn sections<'a>(
    source: &Source,
    blocks: &'a [Block],
) -> (Vec<&'a Block>, Vec<Section<'a>>) {
    let mut intro = Vec::new();
    let mut sections: Vec<Section<'a>> = Vec::new();
    for block in blocks {
        let Some(section) = sections.last_mut() else {
            match block {
                Block::Heading(heading) if heading.level == 2 => {
                    sections.push(Section::new(heading));
                }
                _ => intro.push(block),
            }
            continue;
        };
        match block {
            Block::Heading(heading) if heading.level <= 2 => {
                section.span.end = heading.start;
                sections.push(Section::new(heading));
            }
            // The links at the page's end stand below a heading of the same level as a column's.
            Block::Heading(heading) if heading.level == 3 && heading.title.text == SEE_ALSO => {
                section.span.end = heading.start;
                sections.push(Section::new(heading));
            }
            Block::Heading(heading) if heading.level == 3 => section.entries.push(Entry {
                title: &heading.title,
                blocks: Vec::new(),
                parts: Vec::new(),
            }),
            Block::Heading(heading) => match section.entries.last_mut() {
                Some(entry) => entry.parts.push((&heading.title, Vec::new())),
                None => section.blocks.push(block),
            },
            _ => section.content().push(block),
        }
    }
    if let Some(last) = sections.last_mut() {
        last.span.end = source.text().len();
    }
    (intro, sections)
}

impl<'a> Section<'a> {
    fn new(heading: &'a Heading) -> Self {
        Self {
            title: &heading.title,
            span: Span::at(heading.start),
            blocks: Vec::new(),
            entries: Vec::new(),
        }
    }

    /// Where the next block belongs.
    fn content(&mut self) -> &mut Vec<&'a Block> {
        match self.entries.last_mut() {
            None => &mut self.blocks,
            Some(entry) => match entry.parts.last_mut() {
                Some((_, blocks)) => blocks,
                None => &mut entry.blocks,
            },
        }
    }
}
