use std::fmt::{Result, Write as _};

use crate::layout::{NO_LABEL, Section};
use crate::model::{CellValue as _, ChoiceOption, Column, ColumnType};
use crate::render::cell::{Style, cell, inner_cell, part};
use crate::render::page::Page;

/// The facts of an option that have columns of their own after its label or details.
const COLUMNS: &[&str] = &["Description", "Color", "ExternalValue"];

impl Page<'_> {
    pub(super) fn columns(&mut self, section: Section) -> Result {
        let table = self.table;
        let writable = match section {
            Section::WritableColumns => Some(true),
            Section::ReadOnlyColumns => Some(false),
            _ => None,
        };
        let all = table.columns.iter().chain(&table.customized_columns);
        let columns: Vec<&Column> = all.filter(|column| column.writable == writable).collect();
        self.index(columns.iter().map(|c| (c.schema_name.value.as_str(), "")))?;
        for column in columns {
            self.column(section, column)?;
        }
        Ok(())
    }

    fn column(&mut self, section: Section, column: &Column) -> Result {
        let name = &column.schema_name.value;
        self.heading(section, name, "")?;
        self.added_by(column.added_by.as_ref())?;
        self.changes_from(column.changes_from.as_ref())?;
        let mut rows = column.facts.rows().peekable();
        if rows.peek().is_some() || !column.extra.rows.is_empty() {
            writeln!(self, "|Property|Value|\n|---|---|")?;
            for (key, value) in rows {
                let style = match key {
                    _ if column.writable.is_none() => Style::Bare,
                    "Description" | "DisplayName" => Style::Bold,
                    "LogicalName" | "GlobalChoiceName" => Style::Code,
                    _ => Style::Bare,
                };
                writeln!(self, "|{key}|{}|", cell(&value, style))?;
            }
            self.extra_rows(&column.extra)?;
            writeln!(self)?;
        }
        self.texts(&column.extra)?;
        if let Some(options) = &column.options {
            writeln!(self, "#### {name} Choices/Options\n")?;
            self.options(column, options)?;
            writeln!(self)?;
        }
        Ok(())
    }

    fn options(&mut self, column: &Column, options: &[ChoiceOption]) -> Result {
        let has = |key: &str| options.iter().any(|option| option.facts.has(key));
        let details = ["DefaultStatus", "InvariantName", "State", "TransitionData"];
        let r#type = column.facts.r#type.as_ref().map(|fact| fact.value);
        let is_state = matches!(r#type, Some(ColumnType::State | ColumnType::Status));
        let is_change = column.writable.is_none();
        // Changes don't repeat the type.
        let is_state_name = ["statecode", "statuscode"]
            .iter()
            .any(|name| name.eq_ignore_ascii_case(&column.schema_name.value));
        let has_details = details.into_iter().any(has)
            || options.iter().any(|option| !option.facts.has("Label"))
            || is_state && options.is_empty()
            || is_change && is_state_name;
        let columns: Vec<&str> = COLUMNS.iter().copied().filter(|key| has(key)).collect();
        let first = if has_details { "Details" } else { "Label" };
        let more: String = columns.iter().map(|key| format!("{key}|")).collect();
        writeln!(self, "|Value|{first}|{more}")?;
        writeln!(self, "|---|---|{}", "---|".repeat(columns.len()))?;
        for option in options {
            write!(self, "|{}|", option.value.value)?;
            if has_details {
                self.details(option, is_change)?;
            } else {
                let label = option.label();
                if label.is_empty() && option.facts.has("Label") {
                    write!(self, "`{NO_LABEL}`")?;
                } else {
                    write!(self, "{}", inner_cell(label, Style::Bold))?;
                }
            }
            for key in &columns {
                let mut rows = option.facts.rows();
                let value = rows.find(|(found, _)| found == key).map(|(_, value)| value);
                let value = value.unwrap_or_default();
                write!(self, "|{}", inner_cell(&value, Style::Bare))?;
            }
            writeln!(self, "|")?;
        }
        Ok(())
    }

    /// `Label: **Active**<br />State:0<br />TransitionData: None`, in changes
    /// `Label: Active<br />State: 0`
    fn details(&mut self, option: &ChoiceOption, is_change: bool) -> Result {
        let rows = option.facts.rows();
        let mut rows = rows.filter(|(key, _)| !COLUMNS.contains(key)).peekable();
        while let Some((key, value)) = rows.next() {
            match key {
                "Label" if is_change => write!(self, "Label: {}", part(&value, Style::Bare))?,
                "Label" => write!(self, "Label: {}", part(&value, Style::Bold))?,
                "InvariantName" => write!(self, "InvariantName: {}", part(&value, Style::Code))?,
                "State" if !is_change => write!(self, "State:{value}")?,
                "TransitionData" => match &option.facts.transitions {
                    None => write!(self, "TransitionData: None")?,
                    Some(fact) => write!(self, "TransitionData:<br />`{}`", fact.value.write())?,
                },
                _ => write!(self, "{key}: {value}")?,
            }
            if rows.peek().is_some() {
                write!(self, "<br />")?;
            }
        }
        Ok(())
    }
}
