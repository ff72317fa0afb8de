//! Turns the blocks of a page into a table.
//!
//! Content that can't be read becomes a diagnostic, and reading continues.

mod choice;
mod intro;
mod label;
mod link;
mod message;
mod properties;
mod reader;
mod relationship;
mod section;
mod text;

use crate::diagnostic::Diagnostics;
use crate::layout::Section;
use crate::model::{Extra, ExtraSection, Fact, Table};
use crate::page::{Block, Cell, blocks};
use crate::read::intro::Intro;
use crate::read::message::NAME_AND_EVENT;
use crate::read::reader::Reader;
use crate::read::section::{Part, sections};
use crate::read::text::is_of_page;
use crate::source::Source;
use crate::suggest::did_you_mean;

/// Reads a page. Returns `None` if it isn't a table reference page.
pub fn read(source: &Source, problems: &mut Diagnostics) -> Option<Table> {
    let blocks = blocks(source);
    let (intro, parts) = sections(&blocks);
    let mut reader = Reader::new(source, problems);
    if !reader.is_table_page(&intro, &parts) {
        return None;
    }
    let intro = reader.intro(&intro)?;
    let mut table = reader.table(intro);
    for section in Section::ALL {
        let sentences = section
            .sentences(&table.title.value, table.product_name())
            .into_iter()
            .chain(section.older_sentences(&table.title.value));
        reader
            .sentences
            .extend(sentences.map(|sentence| (sentence, *section)));
    }
    for part in &parts {
        reader.part(part, &mut table);
    }
    Some(table)
}

impl<'s> Reader<'s, '_> {
    fn table(&self, intro: Intro) -> Table {
        let Intro {
            front_matter,
            title,
            product,
            description,
            notes,
            extends,
            added_by,
            extra,
        } = intro;
        Table {
            front_matter,
            product,
            description,
            notes,
            extends,
            added_by,
            extra,
            ..Table::new(self.source, title)
        }
    }

    fn part(&mut self, part: &Part<'s>, table: &mut Table) {
        let Some(section) = part.section else {
            self.unknown(part, &mut table.extra);
            return;
        };
        if let Some(first) = table.section(section) {
            let (source, heading) = (self.source, section.heading());
            self.error(
                part.title.span,
                format!("duplicate section `{heading}`"),
                |d| d.also(source, first, "first defined here"),
            );
        }
        table.sections.push(Fact::new(section, part.title.span));
        if section != Section::SeeAlso {
            self.lines(Some(section), &part.blocks)
                .keep(&mut table.extra);
        }
        match section {
            Section::Messages => {
                let messages = self.messages(part, false);
                table.messages.get_or_insert_default().extend(messages);
            }
            Section::Events => {
                let events = self.messages(part, true);
                table.events.get_or_insert_default().extend(events);
            }
            Section::Properties => {
                self.table_properties(part, &mut table.facts, &mut table.extra);
                self.own_table.clone_from(&table.facts.logical_name);
            }
            Section::WritableColumns => self.columns(part, Some(true), &mut table.columns),
            Section::ReadOnlyColumns => self.columns(part, Some(false), &mut table.columns),
            Section::CustomizedColumns => self.columns(part, None, &mut table.customized_columns),
            Section::AlternateKeys => self.keys(part, &mut table.alternate_keys),
            Section::LocalizedLabels => self.labels(part, table),
            Section::ManyToOne => self.relationships(part, &mut table.many_to_one),
            Section::OneToMany => self.relationships(part, &mut table.one_to_many),
            Section::ManyToMany => self.relationships(part, &mut table.many_to_many),
            Section::CustomizedManyToOne => {
                self.relationships(part, &mut table.customized_many_to_one);
            }
            Section::CustomizedOneToMany => {
                self.relationships(part, &mut table.customized_one_to_many);
            }
            Section::CustomizedManyToMany => {
                self.relationships(part, &mut table.customized_many_to_many);
            }
            Section::CustomizedRelationships => {}
            Section::SeeAlso => self.see_also(part, &mut table.see_also),
        }
        let is_empty = match section {
            Section::Messages | Section::Events | Section::Properties => {
                self.no_entries(part);
                part.tables().next().is_none()
            }
            Section::CustomizedRelationships | Section::SeeAlso => {
                self.no_entries(part);
                false
            }
            _ => part.entries.is_empty() && part.tables().next().is_none(),
        };
        if is_empty {
            let heading = section.heading();
            let message = format!("empty section `{heading}`");
            self.error(part.title.span, message, |d| {
                d.help("check that the page is complete")
            });
        }
    }

    /// Keeps a section with an unknown heading verbatim, unless its content belongs to a known
    /// section.
    fn unknown(&mut self, part: &Part<'s>, extra: &mut Extra) {
        let (title, span) = (&*part.title.text, part.title.span);
        let headings: Vec<&str> = Section::ALL.iter().map(|s| s.heading()).collect();
        let begun = headings
            .iter()
            .copied()
            .find(|heading| heading.starts_with(title));
        let near = did_you_mean(title, &headings).or(begun);
        let has_table = |heads: &[&str]| {
            let mut tables = part.tables();
            tables.any(|table| heads.contains(&&*table.header().cells[0].one_line()))
        };
        let has_entries = part.index().next().is_some()
            || part
                .entries
                .iter()
                .any(|entry| entry.heading.anchor.is_some());
        let is_known = has_entries || has_table(&["Property", "Value", "Message", NAME_AND_EVENT]);
        if near.is_some() || is_known || title.is_empty() {
            self.error(span, format!("unknown section `{title}`"), |d| match near {
                Some(near) => d.help(format!("did you mean `{near}`?")),
                None => d.help(format!("known sections: {}", headings.join(", "))),
            });
            return;
        }
        for block in &part.blocks {
            if let Block::Text(span) | Block::Quote(span) | Block::List(_, span) = block {
                self.visible(*span);
            }
        }
        let span = self.source.trimmed(part.span);
        extra.sections.push(ExtraSection {
            title: Fact::new(title.to_owned(), part.title.span),
            text: Fact::new(self.source.normalized(span), span),
        });
    }

    /// Reports the entries of a section that can't have any.
    ///
    /// They belong to a section whose heading is missing.
    fn no_entries(&mut self, part: &Part<'s>) {
        for link in part.index() {
            self.error(link.span, "unexpected link to a heading", |d| {
                d.help("check whether a section heading is missing before it")
            });
        }
        for entry in &part.entries {
            let Cell { text, span, .. } = entry.title;
            self.error(*span, format!("unexpected heading `{text}`"), |d| {
                d.help("check whether a section heading is missing before it")
            });
        }
    }

    /// Reads the links at the end of the page.
    fn see_also(&mut self, part: &Part<'s>, see_also: &mut Option<Fact<String>>) {
        let (Some(first), Some(last)) = (part.blocks.first(), part.blocks.last()) else {
            return;
        };
        let span = first.span().join(last.span());
        let text = self.source.normalized(span);
        let mut lines = self.source.lines(span);
        if let Some((_, line)) = lines.find(|(line, _)| is_of_page(line)) {
            let message = "unexpected table or heading among the links of `See also`";
            self.error(line, message, |d| {
                d.help("check whether a section heading is missing before it")
            });
        }
        *see_also = Some(Fact::new(text, span));
    }
}
