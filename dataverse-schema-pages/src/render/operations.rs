use std::fmt::{Result, Write as _};

use crate::layout::operations::{FIELDS, MEMBERS, OperationSection, TABLES, TITLE};
use crate::model::{Extra, Fact, Field, Member, OperationTable, Operations};
use crate::render::cell::{Style, cell, inner_cell};
use crate::render::extra;
use crate::render::prose::prose;

/// Renders a page of operations. Reading it returns an equal page.
pub fn render_operations(page: &Operations) -> String {
    let mut text = String::new();
    write(&mut text, page).expect("writing to a string never fails");
    text
}

fn write(to: &mut String, page: &Operations) -> Result {
    if let Some(front_matter) = &page.front_matter {
        writeln!(to, "---\n{}\n---\n", front_matter.value)?;
    }
    writeln!(to, "# {}{TITLE}\n", page.title.value)?;
    if let Some(description) = &page.description {
        writeln!(to, "{}\n", prose(&description.value))?;
    }
    for note in &page.notes {
        writeln!(to, "{}\n", note.value)?;
    }
    heading(to, OperationSection::Operations)?;
    extra::lines(to, &page.extra)?;
    for operation in &page.operations {
        entry(
            to,
            &operation.name,
            operation.facts.rows(),
            &operation.extra,
        )?;
        fields(to, OperationSection::Operations, &operation.parameters)?;
    }
    if !page.complex_types.is_empty() {
        heading(to, OperationSection::ComplexTypes)?;
        for complex in &page.complex_types {
            entry(to, &complex.name, complex.facts.rows(), &complex.extra)?;
            fields(to, OperationSection::ComplexTypes, &complex.properties)?;
        }
    }
    if !page.enum_types.is_empty() {
        heading(to, OperationSection::EnumTypes)?;
        for enum_type in &page.enum_types {
            entry(
                to,
                &enum_type.name,
                enum_type.facts.rows(),
                &enum_type.extra,
            )?;
            members(to, &enum_type.members)?;
        }
    }
    if !page.tables.is_empty() {
        heading(to, OperationSection::Tables)?;
        tables(to, &page.tables)?;
    }
    extra::sections(to, &page.extra)
}

fn heading(to: &mut String, section: OperationSection) -> Result {
    writeln!(to, "## {}\n", section.heading())
}

/// Writes the heading and the property table of an entry, and its unrecognized lines.
fn entry(
    to: &mut String,
    name: &Fact<String>,
    rows: impl Iterator<Item = (&'static str, String)>,
    extra: &Extra,
) -> Result {
    writeln!(to, "### {}\n", name.value)?;
    let mut rows = rows.peekable();
    if rows.peek().is_some() || !extra.rows.is_empty() {
        writeln!(to, "|Property|Value|\n|---|---|")?;
        for (key, value) in rows {
            let style = match key {
                "Description" => Style::Bold,
                _ => Style::Bare,
            };
            writeln!(to, "|{key}|{}|", cell(&value, style))?;
        }
        extra::rows(to, extra)?;
        writeln!(to)?;
    }
    extra::lines(to, extra)
}

/// Begins a list below its heading.
fn list(to: &mut String, section: OperationSection, header: &[&str]) -> Result {
    writeln!(to, "#### {}\n", section.list())?;
    table(to, header)
}

/// Writes the header of a list.
fn table(to: &mut String, header: &[&str]) -> Result {
    writeln!(to, "|{}|", header.join("|"))?;
    writeln!(to, "|{}", "---|".repeat(header.len()))
}

fn fields(to: &mut String, section: OperationSection, fields: &[Field]) -> Result {
    if fields.is_empty() {
        return Ok(());
    }
    list(to, section, &FIELDS)?;
    for field in fields {
        let is_required = if field.is_required.value {
            "True"
        } else {
            "False"
        };
        let (name, r#type) = (&field.name.value, &field.r#type.value);
        let description = description(field.description.as_ref());
        writeln!(to, "|{name}|{}|{is_required}|{description}|", r#type)?;
    }
    writeln!(to)
}

fn members(to: &mut String, members: &[Member]) -> Result {
    if members.is_empty() {
        return Ok(());
    }
    list(to, OperationSection::EnumTypes, &MEMBERS)?;
    for member in members {
        let (name, value) = (&member.name.value, member.value.value);
        let description = description(member.description.as_ref());
        writeln!(to, "|{name}|{value}|{description}|")?;
    }
    writeln!(to)
}

fn tables(to: &mut String, tables: &[OperationTable]) -> Result {
    table(to, &TABLES)?;
    let text =
        |fact: &Option<Fact<String>>| fact.as_ref().map_or("", |fact| &fact.value).to_owned();
    for table in tables {
        let (entity_set, key) = (text(&table.entity_set), text(&table.key));
        writeln!(to, "|{}|{entity_set}|{key}|", table.logical_name.value)?;
    }
    writeln!(to)
}

fn description(fact: Option<&Fact<String>>) -> String {
    let text = fact.map_or("", |fact| &fact.value);
    inner_cell(text, Style::Bare).into_owned()
}
