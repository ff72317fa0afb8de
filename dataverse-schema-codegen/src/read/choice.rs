use crate::model::{ChoiceOption, Column, Fact};
use crate::page::{Cell, Row, Table};
use crate::read::Reader;
use crate::read::section::{Entry, tables};
use crate::source::Span;

const NO_LABEL: &str = "No label value";

impl Reader<'_> {
    /// `#### X Choices/Options`
    pub(super) fn choices(&mut self, entry: &Entry<'_>, column: &mut Column) {
        for (title, blocks) in &entry.parts {
            if !title.text.ends_with(" Choices/Options") {
                let message = format!("unknown part `{}` of a column", title.text);
                self.error(title.span, message, |d| {
                    d.help(format!("known is `{} Choices/Options`", entry.title.text))
                });
                continue;
            }
            self.keep_text(blocks, &mut column.extra);
            for table in tables(blocks) {
                let options = self.options(table);
                column.options.get_or_insert_default().extend(options);
            }
        }
    }

    fn options(&mut self, table: &Table) -> Vec<ChoiceOption> {
        let header: Vec<&str> = table
            .header
            .cells
            .iter()
            .map(|cell| cell.text.as_str())
            .collect();
        let has_details = match header.as_slice() {
            ["Value", "Label"] => false,
            ["Value", "Details"] => true,
            _ => {
                self.error(
                    table.header.span,
                    "unknown form of a table of options",
                    |d| d.help("known are `|Value|Label|` and `|Value|Details|`"),
                );
                return Vec::new();
            }
        };
        let mut options = Vec::new();
        for row in &table.rows {
            let Row { cells, closed, .. } = row;
            let ([value, label], true) = (cells.as_slice(), closed) else {
                self.broken_row(row, 2);
                continue;
            };
            let Some(value) = self.option_value("Value", value) else {
                continue;
            };
            let mut option = ChoiceOption {
                value,
                label: None,
                default_status: None,
                invariant_name: None,
                state: None,
                transitions: None,
            };
            if has_details {
                self.details(label, &mut option);
            } else {
                option.label = text(label);
            }
            options.push(option);
        }
        options
    }

    fn option_value(&mut self, key: &str, cell: &Cell) -> Option<Fact<i32>> {
        match cell.text.parse() {
            Ok(value) => Some(Fact::new(value, cell.span)),
            Err(_) => {
                let message = format!(
                    "`{key}` is `{}`, but should be a whole number of 32 bits",
                    cell.text
                );
                self.error(cell.span, message, |d| d);
                None
            }
        }
    }

    /// `Label: **Active**<br />State:0<br />TransitionData: None`
    fn details(&mut self, cell: &Cell, option: &mut ChoiceOption) {
        let parts = parts(self, cell);
        for (index, part) in parts.iter().enumerate() {
            let Part { key, value } = part;
            if let Some(first) = parts[..index]
                .iter()
                .find(|first| first.key.text == key.text)
            {
                let source = self.source.clone();
                self.error(key.span, format!("`{}` stands here twice", key.text), |d| {
                    d.also(&source, first.key.span, "it stands here first")
                });
                return;
            }
            match key.text.as_str() {
                "Label" => option.label = text(value),
                "DefaultStatus" if value.is_empty() => {}
                "DefaultStatus" => {
                    option.default_status = self.option_value("DefaultStatus", value);
                }
                "InvariantName" => option.invariant_name = text(value),
                "State" if value.is_empty() => {}
                "State" => option.state = self.option_value("State", value),
                "TransitionData" if value.is_empty() || value.text == "None" => {}
                "TransitionData" => {
                    option.transitions = self.transitions(value, option.value.value);
                }
                unknown => {
                    let known = [
                        "Label",
                        "DefaultStatus",
                        "InvariantName",
                        "State",
                        "TransitionData",
                    ];
                    self.error(
                        key.span,
                        format!("unknown detail `{unknown}` of an option"),
                        |d| d.known("known are", unknown, &known),
                    );
                }
            }
        }
    }

    /// `<allowedtransitions …><allowedtransition sourcestatusid="1" tostatusid="5" /></allowedtransitions>`
    fn transitions(&mut self, cell: &Cell, from: i32) -> Option<Fact<Vec<i32>>> {
        let list = cell.text.trim();
        let list = list
            .strip_prefix("<allowedtransitions")
            .and_then(|list| list.split_once('>'));
        let list = list.and_then(|(_, list)| list.strip_suffix("</allowedtransitions>"));
        let elements = list.unwrap_or_default().split_inclusive("/>");
        let source = format!("sourcestatusid=\"{from}\"");
        let statuses = elements.map(|element| {
            let attributes = element.trim().strip_prefix("<allowedtransition ")?;
            let status = attributes.strip_prefix(&source)?.trim_start();
            let status = status.strip_prefix("tostatusid=\"")?.strip_suffix("/>")?;
            status.trim_end().strip_suffix('"')?.parse().ok()
        });
        match statuses.collect::<Option<Vec<i32>>>() {
            Some(statuses) if !statuses.is_empty() => Some(Fact::new(statuses, cell.span)),
            _ => {
                self.error(cell.span, "`TransitionData` can't be read", |d| {
                    d.help(format!("it is `None` or, in `<allowedtransitions>`, a list of `<allowedtransition sourcestatusid=\"{from}\" tostatusid=\"…\" />`"))
                });
                None
            }
        }
    }
}

fn text(cell: &Cell) -> Option<Fact<String>> {
    let has_text = !cell.is_empty() && cell.text != NO_LABEL;
    has_text.then(|| Fact::new(cell.text.clone(), cell.span))
}

/// One of the parts `Key: value` of a cell.
pub(super) struct Part {
    pub(super) key: Cell,
    pub(super) value: Cell,
}

/// Splits a cell at each `<br />` after which a key stands, so that a line break between a key and its value splits nothing.
pub(super) fn parts(reader: &mut Reader<'_>, cell: &Cell) -> Vec<Part> {
    const BREAK: &str = "<br />";
    let raw = reader.source.slice(cell.span);
    let mut parts = Vec::new();
    let mut start = 0;
    while start < raw.len() {
        let mut end = start;
        loop {
            let next = raw[end..].find(BREAK).map_or(raw.len(), |at| end + at);
            let after = &raw[(next + BREAK.len()).min(raw.len())..];
            end = next;
            if next == raw.len() || key_length(after).is_some() {
                break;
            }
            end += BREAK.len();
        }
        let place = |from: usize, to: usize| Span {
            start: cell.span.start + from,
            end: cell.span.start + to,
        };
        match key_length(&raw[start..end]) {
            Some(length) => {
                let mut value = start + length + 1;
                let gap = raw[value..end].len() - raw[value..end].trim_start().len();
                if raw[value + gap..end].starts_with(BREAK) {
                    value += gap + BREAK.len();
                }
                parts.push(Part {
                    key: Cell::new(reader.source, place(start, start + length)),
                    value: Cell::new(reader.source, place(value, end)),
                });
            }
            None if raw[start..end].trim().is_empty() => {}
            None => reader.error(place(start, end), "a part of this cell has no key", |d| {
                d.help("parts have the form `Key: value` and are separated by `<br />`")
            }),
        }
        start = end + BREAK.len();
    }
    parts
}

/// The length of the key that a text begins with, if a colon follows it.
fn key_length(text: &str) -> Option<usize> {
    let length = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    (length > 0 && text[length..].starts_with(':')).then_some(length)
}
