use crate::diagnostic::Code;
use std::collections::BTreeMap;

use crate::layout::{LINE_BREAK, PART_FORM};
use crate::model::{CellValue as _, ChoiceOption, Column, ColumnType, ExtraRow, Fact, OptionFacts};
use crate::page::{Cell, CellPart, CellParts, MarkdownRow, MarkdownTable, Style, parts};
use crate::read::lines::Lines;
use crate::read::property_table::check_stored;
use crate::read::reader::Reader;
use crate::read::section::{Entry, Subsection};
use crate::source::Span;

/// The text after the column's name in the heading of an option table, in all layouts.
const HEADINGS: &[&str] = &["Choices/Options", "Options", "Choices"];

/// The column of an option table whose cells have parts.
const DETAILS: &str = "Details";

/// The header cell of a column and a cell in that column.
type KeyAndCell<'t, 'c> = (&'t Cell<'c>, &'t Cell<'c>);

type OptionRow<'t, 'c> = (Fact<i32>, Vec<KeyAndCell<'t, 'c>>);

fn is_boolean(column: &Column) -> bool {
    let r#type = column.facts.r#type.as_ref();
    r#type.is_some_and(|fact| fact.value == ColumnType::Boolean)
}

impl<'s> Reader<'s, '_> {
    /// Reads `#### X Choices/Options`.
    pub(super) fn choices(
        &mut self,
        entry: &Entry<'s>,
        column: &mut Column,
        lines: &mut Lines<'s>,
    ) {
        let mut first: Option<&Cell<'_>> = None;
        for Subsection { title, blocks, .. } in &entry.subsections {
            let name = &*entry.title.text;
            let heading = title.text.strip_prefix(name).map(str::trim_start);
            if !heading.is_some_and(|heading| HEADINGS.contains(&heading)) {
                let message = format!("unknown subsection `{}` of column `{name}`", title.text);
                self.error(Code::UnknownSubsection, title.span, message, |d| {
                    d.help(format!("rename the heading to `{name} Choices/Options`"))
                });
                continue;
            }
            if let Some(first) = first {
                self.duplicate(
                    Code::DuplicateHeading,
                    format_args!("`{}`", title.text),
                    title.span,
                    first.span,
                );
                continue;
            }
            first = Some(title);
            let reported = self.diagnostics.len();
            let mut below = self.lines(None, blocks);
            lines.lines.append(&mut below.lines);
            let table = self.one_table(blocks);
            let is_explained = self.diagnostics.len() > reported;
            if table.is_none() && entry.subsections.len() == 1 && !is_explained {
                let message = format!("missing options of choice `{name}`");
                self.error(Code::MissingOptions, title.span, message, |d| {
                    d.help("add a table `|Value|Label|` below the heading")
                });
            }
            if is_boolean(column) {
                let rows = table.map(|table| self.option_rows(table));
                for (value, cells) in rows.unwrap_or_default() {
                    self.boolean(value, &cells, column);
                }
            } else {
                let options = table.map(|table| self.options(table));
                column.options = Some(options.unwrap_or_default());
            }
        }
        self.default_value(column, lines);
    }

    /// Reads an option of a Boolean column.
    ///
    /// Pages from before 2024 list its two options like those of a choice.
    fn boolean(&mut self, value: Fact<i32>, cells: &[KeyAndCell<'_, '_>], column: &mut Column) {
        let label = match value.value {
            1 => "True Label",
            0 => "False Label",
            _ => {
                let message = format!("invalid option {} of a Boolean column", value.value);
                self.error(Code::InvalidBooleanOption, value.span, message, |d| {
                    d.help("use the options 0 and 1, or correct the `Type`")
                });
                return;
            }
        };
        for (key, cell) in cells {
            self.check_marks(cell);
            if key.text == "Label" {
                let outcome = column.facts.store(label, cell.value(), cell.span);
                check_stored(self, outcome, &[], key, cell, &|_| true);
            } else if !cell.is_blank() {
                column.extra.rows.push(ExtraRow {
                    part_of: None,
                    key: Fact::new(format!("{label} {}", key.one_line()), key.span),
                    value: Fact::new(cell.one_line().into_owned(), cell.span),
                });
            }
        }
    }

    /// Reads the line `**DefaultValue**: False`, where the value may also be 0.
    ///
    /// Pages from before 2024 have it below the options of a Boolean column.
    fn default_value(&mut self, column: &mut Column, lines: &mut Lines<'s>) {
        let source = self.source;
        // A missing type is reported elsewhere.
        let Some(r#type) = column.facts.r#type.as_ref().map(|fact| fact.span) else {
            return;
        };
        let found = lines.take(|line, span| {
            let value = line.strip_prefix("**DefaultValue**:")?;
            let start = line.len() - value.trim_start().len();
            Some(Cell::new(source, span.subspan(start, line.len())))
        });
        for cell in found {
            if !is_boolean(column) {
                let message = "unexpected line `DefaultValue`: the column isn't Boolean";
                self.error(Code::MisplacedDefaultValue, cell.span, message, |d| {
                    d.with_related(source, r#type, "type defined here")
                });
                continue;
            }
            let value = match &*cell.text {
                "1" => Ok(true),
                "0" => Ok(false),
                _ => bool::parse(&cell.text),
            };
            match value {
                Ok(value) => self.store_line(
                    "DefaultValue",
                    &mut column.facts.default_value,
                    Fact::new(value, cell.span),
                ),
                Err(expected) => self.invalid_value("DefaultValue", &cell, expected),
            }
        }
    }

    fn options(&mut self, table: &MarkdownTable<'_>) -> Vec<ChoiceOption> {
        let mut options = Vec::new();
        for (value, cells) in self.option_rows(table) {
            let mut facts = OptionFacts::default();
            for (key, cell) in cells {
                if key.text == DETAILS {
                    self.details(cell, &mut facts);
                } else {
                    self.detail(key, cell, &mut facts, &|_| true);
                }
            }
            if let Some(transitions) = &facts.transitions
                && transitions.value.from != value.value
            {
                let message = format!(
                    "mismatched transitions: `sourcestatusid` is {}, but the option is {}",
                    transitions.value.from, value.value
                );
                self.error(
                    Code::MismatchedTransitions,
                    transitions.span,
                    message,
                    |d| d.help("set `sourcestatusid` to the value of the option"),
                );
            }
            options.push(ChoiceOption { value, facts });
        }
        options
    }

    /// Returns the rows of an option table.
    ///
    /// A row is its value and the other cells, each with the header of its column.
    fn option_rows<'t, 'c>(&mut self, table: &'t MarkdownTable<'c>) -> Vec<OptionRow<'t, 'c>> {
        let Some((first, keys)) = table.header().cells.split_first() else {
            return Vec::new();
        };
        let is_known =
            |key: &Cell<'_>| OptionFacts::KEYS.contains(&&*key.text) || key.text == DETAILS;
        if first.text != "Value" || keys.is_empty() || !keys.iter().all(is_known) {
            let span = table.header().span;
            self.error(Code::InvalidTableHeader, span, "invalid header of an option table", |d| {
                let more = OptionFacts::KEYS.join("`, `");
                d.help(format!("begin the header with `|Value|Label|` or `|Value|Details|`, optionally followed by `{more}`"))
            });
            return Vec::new();
        }
        self.check_details(table);
        // Older pages have a row of blank cells for a choice without options.
        let is_only = table.rows().nth(1).is_none();
        let mut rows = Vec::new();
        let mut seen: BTreeMap<i32, Span> = BTreeMap::new();
        for row in table.rows() {
            let MarkdownRow { cells, closed, .. } = row;
            let split = cells.split_first();
            let (Some((value, cells)), true) =
                (split.filter(|(_, c)| c.len() == keys.len()), closed)
            else {
                self.invalid_row(row, keys.len() + 1);
                continue;
            };
            let is_blank = || value.text.is_empty() && cells.iter().all(|c| c.text.is_empty());
            if is_only && is_blank() {
                continue;
            }
            let number = match i32::parse(&value.text) {
                Ok(number) => number,
                Err(expected) => {
                    self.invalid_value("Value", value, expected);
                    continue;
                }
            };
            if let Some(first) = seen.insert(number, value.span) {
                self.duplicate(
                    Code::DuplicateRow,
                    format_args!("value {number}"),
                    value.span,
                    first,
                );
                continue;
            }
            rows.push((
                Fact::new(number, value.span),
                keys.iter().zip(cells).collect(),
            ));
        }
        rows
    }

    /// Checks that cells with several parts are below the header of such cells.
    fn check_details(&mut self, table: &MarkdownTable<'_>) {
        let labels = table
            .header()
            .cells
            .get(1)
            .filter(|key| key.text == "Label");
        let Some(key) = labels else { return };
        let mut cells = table.rows().filter_map(|row| row.cells.get(1));
        if cells.any(|cell| cell.text.starts_with("Label: ") && cell.text.contains('\n')) {
            self.error(
                Code::InvalidTableHeader,
                key.span,
                "invalid header `Label`",
                |d| {
                    d.help(format!(
                        "write `{DETAILS}` above cells such as `Label: Active<br />State: 0`"
                    ))
                },
            );
        }
    }

    /// Reads `Label: **Active**<br />State:0<br />TransitionData: None`.
    fn details(&mut self, cell: &Cell<'_>, facts: &mut OptionFacts) {
        let CellParts { parts, invalid } = parts(self.source, cell.span);
        let has_key = |key: &str| parts.iter().any(|part| part.key.text == key);
        for CellPart { key, value } in &parts {
            self.detail(key, value, facts, &has_key);
        }
        let follows = |one: &Cell<'_>, other: &Cell<'_>| {
            let between = self.source.span(one.span.end(), other.span.start());
            self.source.slice(between).trim() == LINE_BREAK
        };
        let runs = invalid.chunk_by(follows);
        let spans = runs.map(|run| run[0].span.join(run[run.len() - 1].span));
        for span in spans.collect::<Vec<_>>() {
            self.error(
                Code::InvalidPart,
                span,
                format!("invalid part of `{DETAILS}`"),
                |d| d.help(PART_FORM),
            );
        }
    }

    /// Stores a fact of an option. `has_key` returns true for the keys beside it.
    fn detail(
        &mut self,
        key: &Cell<'_>,
        cell: &Cell<'_>,
        facts: &mut OptionFacts,
        has_key: &dyn Fn(&str) -> bool,
    ) {
        self.check_marks(cell);
        let is_none =
            key.text == "TransitionData" && cell.style == Style::Bare && cell.text == "None";
        let text = cell.value().filter(|_| !is_none);
        let outcome = facts.store(&key.text, text, cell.span);
        if check_stored(self, outcome, OptionFacts::KEYS, key, cell, has_key) {
            let message = format!("unknown property `{}` of an option", key.text);
            self.error(Code::UnknownKey, key.span, message, |d| {
                d.suggest_or_list("known properties", &key.text, OptionFacts::KEYS)
            });
        }
    }
}
