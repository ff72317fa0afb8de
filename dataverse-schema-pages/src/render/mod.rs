//! Renders a table as a page in the current layout.

mod cell;
mod column;
mod extra;
mod key;
mod label;
mod message;
mod operations;
mod page;
mod prose;
mod relationship;

use std::fmt::{Result, Write as _};

use self::cell::{Style, cell};
use self::page::Page;
use self::prose::prose;
use crate::layout::Section;
use crate::model::{Extra, Table};

pub use self::operations::render_operations;

/// Renders the page of a table in the current layout, that of 2025.
///
/// Reading the page returns an equal table. Rendering a page in the current layout reproduces it,
/// except for blank lines and needless backslashes.
///
/// In extension pages, the forms of spring 2024 are normalized, too:
/// * the line of dashes below a table header
/// * the order of rows
/// * a colon after `Changes from […](…)`
/// * cells and sentences of several lines
/// * `****`, bold and code marks
/// * options of states without details
pub fn render_page(table: &Table) -> String {
    let mut page = Page {
        table,
        text: String::new(),
    };
    page.write().expect("writing to a string never fails");
    page.text
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
        let description = description.map_or(String::new(), |fact| prose(&fact.value));
        writeln!(self, "{description}\n")?;
        for note in &table.notes {
            writeln!(self, "{}\n\n\n", note.value)?;
        }
        Ok(())
    }

    /// Writes a section. `texts` are the unrecognized lines, which follow the first heading.
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

    fn unknown_sections(&mut self) -> Result {
        extra::sections(self, &self.table.extra)
    }
}
