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
mod link_list;
mod message;
mod operations;
mod properties;
mod property_table;
mod reader;
mod recovery;
mod relationship;
mod section;
mod see_also;
mod split;
mod table_page;
mod title;
mod unknown_section;

use crate::diagnostic::{Code, Diagnostics};
use crate::layout::Section::{self, *};
use crate::model::{Fact, Table};
use crate::page::{Block, Heading};
use crate::read::reader::Reader;
use crate::read::section::SectionContent;
use crate::read::split::{section_of, split_intro};
use crate::read::title::SUFFIXES;
use crate::source::{Source, Span};

pub use self::operations::{is_operations_page, read_operations};

/// Reads a page. Returns `None` if it isn't a table reference page.
pub fn read(source: &Source, diagnostics: &mut Diagnostics) -> Option<Table> {
    conflict::read_blocks(source, diagnostics, read_blocks)
}

fn read_blocks<'s>(
    source: &'s Source,
    blocks: &[Block<'s>],
    diagnostics: &mut Diagnostics,
) -> Option<Table> {
    let (intro, rest) = split_intro(blocks);
    let mut reader = Reader::new(source, diagnostics);
    if !reader.check_is_table_page(intro, rest) {
        return None;
    }
    let mut table = reader.intro(intro)?;
    reader.expect_sentences(&table);
    let sections = reader.sections(rest);
    let mut read = Vec::with_capacity(sections.len());
    let mut is_after_second = false;
    for content in &sections {
        if reader.is_second_page(content) {
            break;
        }
        let first = content.section.and_then(|section| table.section(section));
        match (content.section, first) {
            (Some(section), None) => {
                reader.check_section_heading(section, content);
                reader.section(section, content, &mut table);
                read.push(content);
            }
            // Sections that follow each other again are there again for one reason.
            (Some(_), Some(_)) if is_after_second => {}
            (Some(section), Some(first)) => reader.second_section(section, content, first),
            (None, _) => reader.unknown_section(content, &mut table.extra),
        }
        is_after_second = first.is_some();
    }
    reader.check_lists(&read);
    Some(table)
}

impl<'s> Reader<'s, '_> {
    fn section(&mut self, section: Section, content: &SectionContent<'s>, table: &mut Table) {
        table.sections.push(Fact::new(section, content.start));
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

    /// Reports a section of which the page has another one.
    fn second_section(&mut self, section: Section, content: &SectionContent<'s>, first: Span) {
        let what = format_args!("section `{}`", section.heading());
        self.duplicate(Code::DuplicateHeading, what, content.start, first);
    }

    /// Checks the heading of a section.
    fn check_section_heading(&mut self, section: Section, content: &SectionContent<'s>) {
        let form = format!("{} {}", "#".repeat(section.level()), section.heading());
        let Some(heading) = content.heading else {
            let message = format!("missing heading of section `{}`", section.heading());
            self.error(Code::MisplacedContent, content.start, message, |d| {
                d.help(format!("write `{form}` above this line"))
            });
            return;
        };
        let title = content.title();
        let (code, message) = match Section::from_heading(title) {
            Some(named) if named != section => (
                Code::MisplacedContent,
                format!(
                    "mismatched heading `{title}`: the sentence below it is that of `{}`",
                    section.heading()
                ),
            ),
            None => return self.unknown_heading(content, Some(section)),
            Some(_) if section_of(heading).is_some() => return,
            Some(_) if heading.is_damaged => (
                Code::InvalidHeadingLevel,
                format!("invalid heading `{title}`"),
            ),
            Some(_) => (
                Code::InvalidHeadingLevel,
                format!("invalid level of heading `{title}`"),
            ),
        };
        self.error(code, content.start, message, |d| {
            d.help(format!("write the heading as `{form}`"))
        });
    }

    /// Returns true for the title of another page below the first one, and reports it.
    fn is_second_page(&mut self, content: &SectionContent<'s>) -> bool {
        let is_title = |heading: &Heading<'_>| {
            heading.level == 1 && SUFFIXES.iter().any(|end| heading.title.text.contains(end))
        };
        let is_second = content.heading.is_some_and(is_title);
        if is_second {
            let message = "unexpected second title";
            self.error(Code::MisplacedContent, content.start, message, |d| {
                d.help("remove the second page, or move it to a file of its own")
            });
        }
        is_second
    }
}
