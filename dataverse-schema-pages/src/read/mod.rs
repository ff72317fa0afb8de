//! Turns the blocks of a page into a table.
//!
//! Content that can't be read becomes a diagnostic, and reading continues.

mod choice;
mod column;
mod conflict;
mod entries;
mod hidden;
mod intro;
mod key;
mod label;
mod language;
mod lines;
mod link;
mod message;
mod properties;
mod property_table;
mod reader;
mod relationship;
mod section;
mod see_also;
mod table_page;
mod title;
mod unknown_section;

use crate::diagnostic::{Code, Diagnostics};
use crate::layout::Section::{self, *};
use crate::model::{Fact, Table};
use crate::page::{Block, Content, content};
use crate::read::reader::Reader;
use crate::read::section::{SectionContent, sections};
use crate::source::Source;

/// Reads a page. Returns `None` if it isn't a table reference page.
pub fn read(source: &Source, diagnostics: &mut Diagnostics) -> Option<Table> {
    let Content {
        blocks,
        conflict_markers,
    } = content(source);
    if conflict_markers.is_empty() {
        return read_blocks(source, &blocks, diagnostics);
    }
    conflict::report(source, &conflict_markers, diagnostics);
    // All other errors may be due to reading both versions.
    read_blocks(source, &blocks, &mut Diagnostics::default())
}

fn read_blocks<'s>(
    source: &'s Source,
    blocks: &[Block<'s>],
    diagnostics: &mut Diagnostics,
) -> Option<Table> {
    let (intro, sections) = sections(blocks);
    let mut reader = Reader::new(source, diagnostics);
    if !reader.check_is_table_page(&intro, &sections) {
        return None;
    }
    let mut table = reader.intro(&intro)?;
    reader.expect_sentences(&table);
    for content in &sections {
        match content.section {
            Some(section) => reader.section(section, content, &mut table),
            None => reader.unknown_section(content, &mut table.extra),
        }
    }
    Some(table)
}

impl<'s> Reader<'s, '_> {
    fn section(&mut self, section: Section, content: &SectionContent<'s>, table: &mut Table) {
        self.check_first(section, content, table);
        table.sections.push(Fact::new(section, content.title.span));
        if section != SeeAlso {
            self.lines(Some(section), &content.blocks)
                .keep(&mut table.extra);
        }
        match section {
            Messages => self.messages(content, false, &mut table.messages),
            Events => self.messages(content, true, &mut table.events),
            Properties => self.properties(content, table),
            WritableColumns => self.columns(content, Some(true), &mut table.columns),
            ReadOnlyColumns => self.columns(content, Some(false), &mut table.columns),
            CustomizedColumns => self.columns(content, None, &mut table.customized_columns),
            AlternateKeys => self.keys(content, &mut table.alternate_keys),
            LocalizedLabels => self.labels(content, table),
            ManyToOne => self.relationships(content, &mut table.many_to_one),
            OneToMany => self.relationships(content, &mut table.one_to_many),
            ManyToMany => self.relationships(content, &mut table.many_to_many),
            CustomizedRelationships => {}
            CustomizedManyToOne => self.relationships(content, &mut table.customized_many_to_one),
            CustomizedOneToMany => self.relationships(content, &mut table.customized_one_to_many),
            CustomizedManyToMany => self.relationships(content, &mut table.customized_many_to_many),
            SeeAlso => self.see_also(content, &mut table.see_also),
        }
        self.check_content(section, content);
    }

    /// Reports a second section of a kind.
    fn check_first(&mut self, section: Section, content: &SectionContent<'s>, table: &Table) {
        if let Some(first) = table.section(section) {
            let what = format_args!("section `{}`", section.heading());
            self.duplicate(Code::DuplicateHeading, what, content.title.span, first);
        }
    }
}
