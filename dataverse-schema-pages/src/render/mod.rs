//! Renders a table as a page in the current layout.

mod cell;
mod column;
mod label;
mod relationship;

use std::fmt::{Result, Write};

use crate::layout::{ANCHOR, Section};
use crate::model::{AlternateKey, Extra, Fact, Message, Table};
use crate::render::cell::{Style, cell};

/// Renders the page of a table in the current layout, that of 2025.
///
/// Reading the page returns an equal table. A page in the current layout comes out as it went in, save for blank lines,
/// backslashes before marks that don't need them, and, in pages of extensions, the forms of spring 2024 (the line of dashes
/// below a table's head, the order of rows, a colon behind `Changes from […](…)`, cells and sentences of several lines,
/// `****`, options of states without details, bold and code marks).
pub fn render_page(table: &Table) -> String {
    let mut page = Page {
        table,
        text: String::new(),
    };
    page.write().expect("writing to a string never fails");
    page.text
}

struct Page<'a> {
    table: &'a Table,
    text: String,
}

impl Write for Page<'_> {
    fn write_str(&mut self, text: &str) -> Result {
        self.text.push_str(text);
        Ok(())
    }
}

impl Page<'_> {
    fn write(&mut self) -> Result {
        self.intro()?;
        let mut texts = Some(&self.table.extra);
        for section in Section::ALL {
            if *section == Section::SeeAlso {
                self.unknown_sections()?;
            }
            if self.has(*section) {
                self.section(*section, texts.take())?;
            }
        }
        Ok(())
    }

    fn intro(&mut self) -> Result {
        let table = self.table;
        let title = &table.title.value;
        let product = table.product.as_ref().map(|product| product.value.as_str());
        let of_product = product.map_or(String::new(), |product| format!(" ({product})"));
        if let Some(front_matter) = &table.front_matter {
            writeln!(self, "---\n{}\n---\n", front_matter.value)?;
        }
        writeln!(self, "# {title} table/entity reference{of_product}\n")?;
        for include in &table.extra.includes {
            writeln!(self, "{}\n", include.value)?;
        }
        self.added_by(table.added_by.as_ref())?;
        let description = table.description.as_ref();
        writeln!(self, "{}\n", description.map_or("", |fact| &fact.value))?;
        for note in &table.notes {
            writeln!(self, "{}\n\n\n", note.value)?;
        }
        Ok(())
    }

    fn has(&self, section: Section) -> bool {
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

    /// Writes a section. `texts` are lines that aren't understood, which follow the first heading.
    fn section(&mut self, section: Section, texts: Option<&Extra>) -> Result {
        let table = self.table;
        if section == Section::SeeAlso {
            writeln!(self)?;
        }
        let marks = "#".repeat(section.level());
        writeln!(self, "{marks} {}\n", section.heading())?;
        let sentences = section.sentences(&table.title.value, table.product_name());
        if !sentences.is_empty() {
            writeln!(self, "{}\n", sentences.join("\n"))?;
        }
        if let Some(extra) = texts {
            self.texts(extra)?;
        }
        match section {
            Section::Messages => {
                self.messages(table.messages.as_deref().unwrap_or_default(), false)?;
            }
            Section::Events => self.messages(table.events.as_deref().unwrap_or_default(), true)?,
            Section::Properties => self.properties()?,
            Section::WritableColumns => {
                self.columns(section)?;
                if self.has(Section::ReadOnlyColumns) {
                    writeln!(self)?;
                }
            }
            Section::ReadOnlyColumns | Section::CustomizedColumns => self.columns(section)?,
            Section::AlternateKeys => self.keys()?,
            Section::LocalizedLabels => self.labels()?,
            Section::ManyToOne => self.relationships(section, &table.many_to_one)?,
            Section::OneToMany => self.relationships(section, &table.one_to_many)?,
            Section::ManyToMany => self.relationships(section, &table.many_to_many)?,
            Section::CustomizedRelationships => {}
            Section::CustomizedManyToOne => {
                self.relationships(section, &table.customized_many_to_one)?;
            }
            Section::CustomizedOneToMany => {
                self.relationships(section, &table.customized_one_to_many)?;
            }
            Section::CustomizedManyToMany => {
                self.relationships(section, &table.customized_many_to_many)?;
            }
            Section::SeeAlso => {
                let links = table.see_also.as_ref();
                writeln!(self, "{}", links.map_or("", |links| &links.value))?;
            }
        }
        Ok(())
    }

    fn messages(&mut self, messages: &[Message], are_events: bool) -> Result {
        let names_only = are_events || messages.iter().all(|m| m.is_event.is_none());
        match names_only && !messages.is_empty() || are_events {
            true => writeln!(
                self,
                "|Name|Web API Operation |SDK for .NET |\n| ---- | ----- |----- |"
            )?,
            false => writeln!(
                self,
                "| Name <br />Is Event? |Web API Operation |SDK for .NET |\n| ---- | ----- |----- |"
            )?,
        }
        let text =
            |fact: &Option<Fact<String>>| fact.as_ref().map_or(String::new(), |f| f.value.clone());
        for message in messages {
            write!(self, "| `{}`", message.name.value)?;
            if let (Some(is_event), false) = (&message.is_event, names_only) {
                let is_event = if is_event.value { "True" } else { "False" };
                write!(self, "<br />Event: {is_event} ")?;
            }
            writeln!(self, "|{} |{}|", text(&message.web_api), text(&message.sdk))?;
        }
        writeln!(self)
    }

    fn properties(&mut self) -> Result {
        writeln!(self, "|Property|Value|\n| --- | --- |")?;
        let table = self.table;
        for (key, value) in table.facts.rows() {
            let style = match key {
                "DisplayName" | "DisplayCollectionName" => Style::Bold,
                _ => Style::Code,
            };
            let value = cell(&value, style);
            match key {
                "EntitySetName" => writeln!(self, "| **{key}** | {value}|")?,
                "PrimaryNameAttribute" => writeln!(self, "| **{key}** |{value} |")?,
                _ => writeln!(self, "| **{key}** | {value} |")?,
            }
        }
        for row in &table.extra.rows {
            let value = cell(&row.value.value, Style::Bold);
            writeln!(self, "| **{}** | {value} |", row.key.value)?;
        }
        writeln!(self)
    }

    fn keys(&mut self) -> Result {
        let keys = &self.table.alternate_keys;
        self.index(keys.iter().map(|key| (key.schema_name.value.as_str(), "")))?;
        for AlternateKey {
            schema_name,
            facts,
            extra,
        } in keys
        {
            self.heading(Section::AlternateKeys, &schema_name.value, "")?;
            writeln!(self, "|Property|Value|\n|---|---|")?;
            for (key, value) in facts.rows() {
                let style = match key {
                    "DisplayName" => Style::Bold,
                    "LogicalName" => Style::Code,
                    _ => Style::Bare,
                };
                writeln!(self, "|{key}|{}|", cell(&value, style))?;
            }
            self.extra_rows(extra)?;
            writeln!(self)?;
            self.texts(extra)?;
        }
        Ok(())
    }

    /// Writes the list of links to the entries of a section, unless there is only one entry.
    fn index<'n>(&mut self, entries: impl Iterator<Item = (&'n str, &'n str)>) -> Result {
        let entries: Vec<(&str, &str)> = entries.collect();
        if entries.len() < 2 {
            return Ok(());
        }
        for (name, suffix) in entries {
            writeln!(self, "- [{name}](#{ANCHOR}{name}{suffix})")?;
        }
        writeln!(self)
    }

    fn heading(&mut self, section: Section, name: &str, suffix: &str) -> Result {
        let marks = "#".repeat(section.entry_level());
        writeln!(
            self,
            "{marks} <a name=\"{ANCHOR}{name}{suffix}\"></a> {name}\n"
        )
    }

    fn added_by(&mut self, solution: Option<&Fact<String>>) -> Result {
        match solution {
            Some(solution) => writeln!(self, "**Added by**: {}<br />\n", solution.value),
            None => Ok(()),
        }
    }

    /// Writes the rows of a property table that aren't understood.
    fn extra_rows(&mut self, extra: &Extra) -> Result {
        for row in extra.rows.iter().filter(|row| row.part_of.is_none()) {
            let value = cell(&row.value.value, Style::Bare);
            writeln!(self, "|{}|{value}|", row.key.value)?;
        }
        Ok(())
    }

    /// Writes the lines that aren't understood.
    fn texts(&mut self, extra: &Extra) -> Result {
        for line in &extra.lines {
            writeln!(self, "{}\n", line.value)?;
        }
        Ok(())
    }

    fn unknown_sections(&mut self) -> Result {
        for section in &self.table.extra.sections {
            writeln!(self, "{}\n", section.text.value)?;
        }
        Ok(())
    }
}
