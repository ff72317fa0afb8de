use std::fmt::{Result, Write};

use crate::layout::{ADDED_BY, ANCHOR, Section};
use crate::model::{Extra, Fact, Link, Table};
use crate::render::extra;
use crate::render::prose::phrase;

/// The page being written.
pub(super) struct Page<'a> {
    pub(super) table: &'a Table,
    pub(super) text: String,
}

impl Write for Page<'_> {
    fn write_str(&mut self, text: &str) -> Result {
        self.text.push_str(text);
        Ok(())
    }
}

impl Page<'_> {
    /// Returns true if the page has a section.
    pub(super) fn has(&self, section: Section) -> bool {
        self.table.section(section).is_some() || !self.is_empty(section)
    }

    fn is_empty(&self, section: Section) -> bool {
        let table = self.table;
        let no_columns = |writable| !table.columns.iter().any(|c| c.writable == Some(writable));
        match section {
            Section::Messages => table.messages.is_none(),
            Section::Events => table.events.is_none(),
            Section::Properties => table.facts.rows().next().is_none(),
            Section::WritableColumns => no_columns(true),
            Section::ReadOnlyColumns => no_columns(false),
            Section::CustomizedColumns => table.customized_columns.is_empty(),
            Section::AlternateKeys => table.alternate_keys.is_empty(),
            Section::LocalizedLabels => table.localized_labels.is_empty(),
            Section::ManyToOne => table.many_to_one.is_empty(),
            Section::OneToMany => table.one_to_many.is_empty(),
            Section::ManyToMany => table.many_to_many.is_empty(),
            Section::CustomizedRelationships => [
                Section::CustomizedManyToOne,
                Section::CustomizedOneToMany,
                Section::CustomizedManyToMany,
            ]
            .into_iter()
            .all(|section| self.is_empty(section)),
            Section::CustomizedManyToOne => table.customized_many_to_one.is_empty(),
            Section::CustomizedOneToMany => table.customized_one_to_many.is_empty(),
            Section::CustomizedManyToMany => table.customized_many_to_many.is_empty(),
            Section::SeeAlso => table.see_also.is_none(),
        }
    }

    /// Writes the list of links to the entries of a section, unless there is only one entry.
    pub(super) fn index<'n>(
        &mut self,
        entries: impl Iterator<Item = (&'n str, &'n str)>,
    ) -> Result {
        let entries: Vec<(&str, &str)> = entries.collect();
        if entries.len() < 2 {
            return Ok(());
        }
        for (name, suffix) in entries {
            writeln!(self, "- [{name}](#{ANCHOR}{name}{suffix})")?;
        }
        writeln!(self)
    }

    pub(super) fn heading(&mut self, section: Section, name: &str, suffix: &str) -> Result {
        let marks = "#".repeat(section.entry_level());
        writeln!(
            self,
            "{marks} <a name=\"{ANCHOR}{name}{suffix}\"></a> {name}\n"
        )
    }

    pub(super) fn added_by(&mut self, solution: Option<&Fact<String>>) -> Result {
        match solution {
            Some(solution) => writeln!(self, "{ADDED_BY} {}<br />\n", phrase(&solution.value)),
            None => Ok(()),
        }
    }

    /// Writes the unrecognized rows of a property table.
    pub(super) fn extra_rows(&mut self, extra: &Extra) -> Result {
        extra::rows(self, extra)
    }

    /// Writes the unrecognized lines.
    pub(super) fn texts(&mut self, extra: &Extra) -> Result {
        extra::lines(self, extra)
    }

    /// Writes the link to the item that a change applies to.
    pub(super) fn changes_from(&mut self, link: Option<&Fact<Link>>) -> Result {
        match link {
            Some(Fact { value, .. }) => {
                writeln!(self, "Changes from [{}]({})\n", value.text, value.link)
            }
            None => Ok(()),
        }
    }
}
