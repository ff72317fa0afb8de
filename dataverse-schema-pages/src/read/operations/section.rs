use crate::diagnostic::{Applicability, Code};
use crate::layout::operations::OperationSection;
use crate::model::{Extra, ExtraSection, Fact};
use crate::page::{Block, Cell, Heading};
use crate::read::reader::Reader;
use crate::source::Span;
use crate::suggest::did_you_mean;

/// An operation or a type.
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

/// The heading of a section of a page of operations and everything below it.
pub(super) struct SectionContent<'a> {
    /// The section, or `None` for an unknown heading.
    pub(super) section: Option<OperationSection>,
    pub(super) title: &'a Cell<'a>,
    /// The span from the heading to the next section.
    span: Span,
    /// The content before the first entry.
    pub(super) blocks: Vec<&'a Block<'a>>,
    pub(super) entries: Vec<Entry<'a>>,
}

impl<'a> SectionContent<'a> {
    /// Adds a heading below that of the section.
    fn push_heading(&mut self, heading: &'a Heading<'a>, block: &'a Block<'a>) {
        let title = &heading.title;
        let blocks = Vec::new();
        match (heading.level, self.entries.last_mut()) {
            (3, _) if self.section != Some(OperationSection::Tables) => self.entries.push(Entry {
                heading,
                title,
                blocks,
                subsections: Vec::new(),
            }),
            (4, Some(entry)) => entry.subsections.push(Subsection { title, blocks }),
            _ => self.push(block),
        }
    }

    /// Returns the blocks below the heading, except headings of entries.
    fn all_blocks(&self) -> impl Iterator<Item = &'a Block<'a>> {
        let entries = self.entries.iter().flat_map(|entry| {
            let below = entry.subsections.iter().flat_map(|below| &below.blocks);
            entry.blocks.iter().chain(below)
        });
        self.blocks.iter().chain(entries).copied()
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

/// Splits blocks into the content before the first section and the sections.
pub(super) fn sections<'a>(
    blocks: &'a [Block<'a>],
) -> (Vec<&'a Block<'a>>, Vec<SectionContent<'a>>) {
    let mut intro = Vec::new();
    let mut sections: Vec<SectionContent<'a>> = Vec::new();
    for block in blocks {
        match (block, sections.last_mut()) {
            (Block::Heading(heading), last) if heading.level == 2 => {
                if let Some(last) = last {
                    last.span = last.span.cut_before(heading.span);
                }
                sections.push(SectionContent {
                    section: OperationSection::from_heading(&heading.title.text),
                    title: &heading.title,
                    span: heading.span,
                    blocks: Vec::new(),
                    entries: Vec::new(),
                });
            }
            (_, None) => intro.push(block),
            (Block::Heading(heading), Some(last)) => last.push_heading(heading, block),
            (_, Some(last)) => last.push(block),
        }
    }
    if let (Some(last), Some(block)) = (sections.last_mut(), blocks.last()) {
        last.span = last.span.join(block.span().max(last.span));
    }
    (intro, sections)
}

impl<'s> Reader<'s, '_> {
    /// Keeps a section with an unknown heading verbatim, unless the heading is probably misspelled.
    pub(super) fn unknown_operations_section(
        &mut self,
        content: &SectionContent<'s>,
        extra: &mut Extra,
    ) {
        let (title, span) = (&*content.title.text, content.title.span);
        let headings = OperationSection::ALL.map(OperationSection::heading);
        let near = did_you_mean(title, &headings);
        if near.is_some() || title.is_empty() {
            let message = format!("unknown section `{title}`");
            self.error(Code::UnknownSection, span, message, |d| match near {
                Some(near) => d.suggest_word(title, near, Applicability::MaybeIncorrect),
                None => d.help(format!("known sections: {}", headings.join(", "))),
            });
            return;
        }
        for block in content.all_blocks() {
            if let Block::Text(span) | Block::Quote(span) | Block::List(_, span) = block {
                self.check_visible(*span);
            }
        }
        let span = self.source.trimmed(content.span);
        extra.sections.push(ExtraSection {
            title: Fact::new(title.to_owned(), content.title.span),
            text: Fact::new(self.source.normalized(span), span),
        });
    }
}
