//! Entries whose headings are missing, or that are in the wrong section.

use std::borrow::Cow;

use crate::page::{Block, Cell, Style};
use crate::read::section::{Entry, SectionContent, Subsection, tables};

impl<'a> SectionContent<'a> {
    /// Begins an entry where the list has one, but only its table is there.
    pub(super) fn recover_headings(&mut self) {
        let mut at = 0;
        while at <= self.entries.len() {
            if let Some(name) = self.lost_heading(at) {
                let (blocks, subsections) = match at.checked_sub(1) {
                    None => with_subsections(split_tables(&mut self.blocks, 0)),
                    Some(last) => self.entries[last].split_off(),
                };
                let title = Cell {
                    text: Cow::Borrowed(name),
                    span: blocks.first().map_or(self.start, |first| first.start()),
                    style: Style::Bare,
                };
                let entry = Entry {
                    heading: None,
                    title: Cow::Owned(title),
                    is_misplaced: false,
                    blocks,
                    subsections,
                };
                self.entries.insert(at, entry);
            }
            at += 1;
        }
    }

    /// Returns the name of the entry at an index whose heading is missing.
    fn lost_heading(&self, at: usize) -> Option<&'a str> {
        let last = at.checked_sub(1).map(|last| &self.entries[last]);
        let has_table = match last {
            None => tables(&self.blocks).next().is_some(),
            Some(last) => last.has_second_table(),
        };
        if !has_table {
            return None;
        }
        let mut list = self.link_list();
        if let Some(last) = last {
            list.find(|item| item.text == last.title.text)?;
        }
        let name = list.next()?.text;
        self.entry(name).is_none().then_some(name)
    }
}

/// Moves entries to the sections that list them.
pub(super) fn recover_misplaced(sections: &mut [SectionContent<'_>]) {
    for at in 0..sections.len() {
        if sections[at].has_all_listed() {
            continue;
        }
        for (place, item) in sections[at].link_list().enumerate() {
            if sections[at].entry(item.text).is_some() {
                continue;
            }
            let mut others = sections
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != at);
            let found =
                others.find_map(|(other, content)| Some((other, content.unlisted(item.text)?)));
            if let Some((other, index)) = found {
                // A heading among the entries is the only error.
                let is_stray = sections[other].section.is_none() && other == at + 1;
                sections[other].is_stray |= is_stray;
                let entry = sections[other].entries.remove(index);
                let entries = &mut sections[at].entries;
                let entry = Entry {
                    is_misplaced: !is_stray,
                    ..entry
                };
                entries.insert(place.min(entries.len()), entry);
            }
        }
    }
}

impl SectionContent<'_> {
    /// Returns the index of the entry with a name.
    fn entry(&self, name: &str) -> Option<usize> {
        self.entries
            .iter()
            .position(|entry| entry.title.text == name)
    }

    /// Returns the index of the entry with a name, if the section doesn't list it.
    ///
    /// A section with a single entry has no list.
    fn unlisted(&self, name: &str) -> Option<usize> {
        let may_be_single = self.section.is_some() && self.entries.len() == 1;
        let index = self.entry(name).filter(|_| !may_be_single)?;
        let is_listed = self.link_list().any(|item| item.text == name);
        (!is_listed).then_some(index)
    }
}

impl<'a> Entry<'a> {
    /// Returns true if there is a second table below the heading, or below that of a subsection.
    fn has_second_table(&self) -> bool {
        let mut below = self.subsections.iter().map(|below| &below.blocks);
        let has_two = |blocks: &Vec<&'a Block<'a>>| tables(blocks).nth(1).is_some();
        has_two(&self.blocks) || below.any(has_two)
    }

    /// Removes the content from the second table, and returns it.
    fn split_off(&mut self) -> (Vec<&'a Block<'a>>, Vec<Subsection<'a>>) {
        let rest = split_tables(&mut self.blocks, 1);
        if tables(&rest).next().is_some() {
            return (rest, std::mem::take(&mut self.subsections));
        }
        self.blocks.extend(rest);
        let has_two = |below: &Subsection<'_>| tables(&below.blocks).nth(1).is_some();
        let at = self.subsections.iter().position(has_two);
        let at = at.unwrap_or(self.subsections.len());
        let below = self
            .subsections
            .split_off((at + 1).min(self.subsections.len()));
        let last = self.subsections.last_mut();
        (
            last.map_or(Vec::new(), |last| split_tables(&mut last.blocks, 1)),
            below,
        )
    }
}

/// Separates blocks from those below headings.
fn with_subsections<'a>(all: Vec<&'a Block<'a>>) -> (Vec<&'a Block<'a>>, Vec<Subsection<'a>>) {
    let mut blocks = Vec::new();
    let mut subsections: Vec<Subsection<'a>> = Vec::new();
    for block in all {
        if let Block::Heading(heading) = block {
            subsections.push(Subsection {
                heading,
                title: &heading.title,
                blocks: Vec::new(),
            });
        } else if let Some(last) = subsections.last_mut() {
            last.blocks.push(block);
        } else {
            blocks.push(block);
        }
    }
    (blocks, subsections)
}

/// Removes the blocks after a number of tables, and returns them.
fn split_tables<'a>(blocks: &mut Vec<&'a Block<'a>>, kept: usize) -> Vec<&'a Block<'a>> {
    let mut found = 0;
    let end = blocks.iter().position(|block| {
        found += usize::from(matches!(block, Block::Table(_)));
        found > kept
    });
    let end = end.unwrap_or(blocks.len());
    // The lines before a table belong to it, but those before the first may be the section's.
    let first = blocks[..end]
        .iter()
        .rposition(|block| matches!(block, Block::Table(_) | Block::List(..)));
    blocks.split_off(first.map_or(end, |last| last + 1))
}
