//! Where the sections of a page begin.

use crate::layout::Section;
use crate::page::{Block, Heading, Item};
use crate::read::reader::Reader;
use crate::read::recovery::recover_misplaced;
use crate::read::section::{SectionContent, is_of_options};
use crate::source::Span;
use crate::suggest::did_you_mean;

/// Returns the section that a heading of the right form begins.
pub(super) fn section_of(heading: &Heading<'_>) -> Option<Section> {
    let section = Section::from_heading(&heading.title.text)?;
    (section.has_level(heading.level) && !heading.is_damaged).then_some(section)
}

/// Returns the known section whose heading a text was probably meant to be.
pub(super) fn near_section(title: &str) -> Option<Section> {
    let headings: Vec<&str> = Section::ALL.iter().map(|s| s.heading()).collect();
    let mut begun = headings.iter().filter(|heading| heading.starts_with(title));
    let near = did_you_mean(title, &headings).or_else(|| begun.next().copied());
    Section::from_heading(near.filter(|_| !title.is_empty())?)
}

/// Splits blocks into the content before the first section, and the rest.
pub(super) fn split_intro<'b, 's>(blocks: &'b [Block<'s>]) -> (&'b [Block<'s>], &'b [Block<'s>]) {
    let begins = |block: &Block<'_>| {
        let Block::Heading(heading) = block else {
            return false;
        };
        let is_section = || Section::from_heading(&heading.title.text).is_some();
        heading.level == 2 || heading.level != 1 && is_section()
    };
    let first = blocks.iter().position(begins);
    blocks.split_at(first.unwrap_or(blocks.len()))
}

impl Reader<'_, '_> {
    /// Splits the blocks after the introduction into sections.
    ///
    /// What follows a damaged or missing heading is read as if the heading were there, so that the
    /// heading is the only error.
    pub(super) fn sections<'a>(&self, blocks: &'a [Block<'a>]) -> Vec<SectionContent<'a>> {
        let mut sections: Vec<SectionContent<'a>> = Vec::new();
        for block in blocks {
            match block {
                Block::Heading(heading) => match section_begun(heading, sections.last()) {
                    Some(section) => begin(&mut sections, section, Some(heading), heading.span),
                    None => {
                        if let Some(last) = sections.last_mut() {
                            last.push_heading(heading, block);
                        }
                    }
                },
                _ => {
                    match block {
                        Block::Text(span) => self.begin_at_sentence(*span, blocks, &mut sections),
                        Block::List(items, span) if begins_entries(items, &sections) => {
                            begin(&mut sections, None, None, *span);
                        }
                        _ => {}
                    }
                    if let Some(last) = sections.last_mut() {
                        last.push(block);
                    }
                }
            }
        }
        if let (Some(last), Some(block)) = (sections.last_mut(), blocks.last()) {
            last.span = last.span.join(block.span().max(last.span));
        }
        for at in 0..sections.len() {
            sections[at].recover_headings();
            if let (None, Some(heading)) = (sections[at].section, sections[at].heading) {
                let near = near_section(&heading.title.text);
                let near = near.filter(|near| near.has_level(heading.level));
                if near.is_some() && sections.iter().all(|content| content.section != near) {
                    sections[at].section = near;
                }
            }
        }
        recover_misplaced(&mut sections);
        sections
    }

    /// Begins a section at its standard sentence, if no heading begins it.
    fn begin_at_sentence(
        &self,
        text: Span,
        blocks: &[Block<'_>],
        sections: &mut Vec<SectionContent<'_>>,
    ) {
        let Some(section) = self.section_of_first_line(text) else {
            return;
        };
        let named = sections.last().and_then(|last| last.section);
        if named == Some(section) {
            return;
        }
        let begins = |block: &Block<'_>| {
            matches!(block, Block::Heading(heading)
                if Section::from_heading(&heading.title.text) == Some(section))
        };
        let is_swapped = |heading: usize| match blocks.get(heading + 1) {
            Some(Block::Text(text)) => {
                named.is_some() && self.section_of_first_line(*text) == named
            }
            _ => false,
        };
        let is_right = blocks
            .iter()
            .position(begins)
            .is_some_and(|at| !is_swapped(at));
        if is_right {
            return;
        }
        match sections.last_mut() {
            // The heading above the sentence is that of another section.
            Some(last) if last.is_empty() => last.section = Some(section),
            _ => begin(sections, Some(section), None, text),
        }
    }

    /// Returns the section whose standard sentence a text is, or begins with.
    fn section_of_first_line(&self, text: Span) -> Option<Section> {
        let first_line = || self.source.lines(text).next();
        let section = self.section_of_text(self.source.slice(text));
        section.or_else(|| self.section_of_text(first_line()?.0))
    }
}

/// Returns true for a list of links to headings below the entries of the last section. It belongs to
/// another one.
fn begins_entries(items: &[Item<'_>], sections: &[SectionContent<'_>]) -> bool {
    let has_entries = sections.last().is_some_and(|last| !last.entries.is_empty());
    has_entries && items.iter().any(Item::is_heading_link)
}

/// Adds a section. `span` is that of its heading, or of the sentence that begins it.
fn begin<'a>(
    sections: &mut Vec<SectionContent<'a>>,
    section: Option<Section>,
    heading: Option<&'a Heading<'a>>,
    span: Span,
) {
    if let Some(last) = sections.last_mut() {
        last.span = last.span.cut_before(span);
    }
    sections.push(SectionContent::new(section, heading, span));
}

/// Returns the section that a heading after `last` begins, which may be unknown, or `None` if it
/// doesn't begin one.
fn section_begun(
    heading: &Heading<'_>,
    last: Option<&SectionContent<'_>>,
) -> Option<Option<Section>> {
    let named = Section::from_heading(&heading.title.text);
    let Some(last) = last else {
        return Some(named);
    };
    let is_entry = || {
        let is_name = !heading.title.text.contains([' ', '/']);
        heading.is_of_entry() || is_name && last.section.is_none_or(Section::has_entries)
    };
    let is_of_options = || {
        let entry = last.entries.last();
        entry.is_some_and(|entry| is_of_options(&heading.title, &entry.title))
    };
    match named {
        Some(section) if section_of(heading).is_some() || !is_entry() => Some(Some(section)),
        _ => (heading.level <= 2 && !heading.is_of_entry() && !is_of_options()).then_some(None),
    }
}
