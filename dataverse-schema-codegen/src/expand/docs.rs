//! The documentation of generated items: brief, and safe for rustdoc whatever the page says.

use std::borrow::Cow;
use std::fmt::{self, Display};

use dataverse_schema_pages::check::{
    Access, CheckedColumn, CheckedRelationship, CheckedTable, Limits,
};
use dataverse_schema_pages::model::{ChoiceOption, ColumnType, RequiredLevel};

use crate::choose::Docs;

/// Where Microsoft publishes the pages of Dataverse's own tables.
const REFERENCE: &str =
    "https://learn.microsoft.com/power-apps/developer/data-platform/reference/entities/";

/// The longest description that is taken over, in characters.
const LONGEST: usize = 200;

/// A doc comment: an attribute for each line, as `///` gives.
#[derive(Default)]
pub(super) struct Doc(Vec<String>);

impl Doc {
    pub(super) fn line(text: impl AsRef<str>) -> Self {
        let mut doc = Self::default();
        doc.paragraph(text);
        doc
    }

    fn paragraph(&mut self, text: impl AsRef<str>) {
        let text = text.as_ref();
        if text.is_empty() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push(String::new());
        }
        self.0.push(format!(" {text}"));
    }
}

impl Display for Doc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|line| write!(f, "#[doc = {line:?}]"))
    }
}

/// A description, in full or its first sentence, as Markdown that shows it literally.
fn prose(text: &str, level: Docs) -> String {
    let is_line = !text.contains("  ") && text.bytes().all(|byte| byte.is_ascii() && byte >= b' ');
    let line = match is_line {
        true => Cow::Borrowed(text.trim()),
        false => Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" ")),
    };
    if level == Docs::Full {
        return escape(&line);
    }
    let end = line.find(". ").map_or(line.len(), |end| end + 1);
    let line = &line[..end];
    let cut = match line.len() <= LONGEST {
        true => None,
        false => line.char_indices().nth(LONGEST).map(|(at, _)| at),
    };
    let mut shown: String = escape(cut.map_or(line, |at| &line[..at]));
    if cut.is_some() {
        shown.push('…');
    }
    shown
}

/// Puts a backslash before every mark that means something in Markdown.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    // A number with `.` or `)` behind it begins a list.
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let mut kept = 0;
    for (offset, byte) in text.bytes().enumerate() {
        let is_mark = match byte {
            b'a'..=b'z' | b' ' | b'A'..=b'Z' | b'0'..=b'9' => continue,
            b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'<' | b'>' | b'&' | b'~' | b'$' | b'|' => {
                true
            }
            b'#' | b'+' | b'-' | b'=' if offset == 0 => true,
            b'.' | b')' => offset > 0 && offset == digits,
            // `://` would make a bare URL.
            b':' => offset == 0 || text[offset..].starts_with("://"),
            _ => false,
        };
        if is_mark {
            escaped.push_str(&text[kept..offset]);
            escaped.push('\\');
            kept = offset;
        }
    }
    escaped.push_str(&text[kept..]);
    match text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        true => escaped,
        false => escaped.replace(char::is_control, " "),
    }
}

/// The module of a table.
pub(super) fn module(table: &CheckedTable<'_>) -> Doc {
    Doc::line(format!("The table `{}`.", table.logical_name.value))
}

/// The row type.
pub(super) fn table(table: &CheckedTable<'_>, level: Docs) -> Doc {
    let facts = &table.model.facts;
    let text = table
        .model
        .description
        .as_ref()
        .or(facts.display_name.as_ref());
    let mut doc = Doc::default();
    doc.paragraph(text.map_or(String::new(), |text| full_stop(prose(&text.value, level))));
    let ownership = facts
        .ownership_type
        .as_ref()
        .map_or("None", |fact| fact.value.as_str());
    let (logical_name, entity_set) = (&table.logical_name.value, &table.entity_set.value);
    doc.paragraph(format!(
        "Table `{logical_name}`, entity set `{entity_set}`, ownership {}.",
        escape(ownership)
    ));
    if table.model.product_name() == "Microsoft Dataverse" {
        doc.paragraph(format!("[Reference]({REFERENCE}{logical_name})"));
    }
    doc
}

/// A field of the row: the description, then type and limits; in full, also the names that people see.
pub(super) fn column(column: &CheckedColumn<'_>, level: Docs) -> Doc {
    let facts = &column.model.facts;
    let description = facts.description.as_ref().or(facts.display_name.as_ref());
    let description =
        description.map_or(String::new(), |text| full_stop(prose(&text.value, level)));
    let mut doc = Doc::line(format!("{description} {}.", limits(column)).trim_start());
    if level == Docs::Full {
        let name = facts.display_name.as_ref();
        let display_name = name.map(|name| format!(", shown as “{}”", escape(name.value.trim())));
        doc.paragraph(format!(
            "The column `{}`{}.",
            column.model.schema_name.value,
            display_name.unwrap_or_default()
        ));
    }
    doc
}

/// The typed value of a column.
pub(super) fn column_value(column: &CheckedColumn<'_>) -> Doc {
    Doc::line(format!("The column `{}`.", column.logical_name))
}

/// The set of a lookup's targets.
pub(super) fn targets(column: &CheckedColumn<'_>) -> Doc {
    Doc::line(format!(
        "The tables that `{}` may point to.",
        column.logical_name
    ))
}

/// The typed value of a relationship.
pub(super) fn relationship(relationship: &CheckedRelationship<'_>, level: Docs) -> Doc {
    let CheckedRelationship {
        schema_name,
        table,
        attribute,
        ..
    } = relationship;
    let over = match level {
        Docs::Full if !attribute.is_empty() => format!(", over `{attribute}`"),
        _ => String::new(),
    };
    Doc::line(format!(
        "`{}`, with the table `{table}`{over}.",
        schema_name.value
    ))
}

fn full_stop(mut sentence: String) -> String {
    if sentence.ends_with(|c: char| c.is_alphanumeric() || c == ')') {
        sentence.push('.');
    }
    sentence
}

fn limits(column: &CheckedColumn<'_>) -> String {
    let mut parts = vec![column.r#type.as_str().to_owned()];
    match &column.limits {
        Limits::String { max_length } | Limits::Memo { max_length } => {
            parts.push(format!("at most {max_length} UTF-16 code units"));
        }
        Limits::Integer { min, max } if (*min, *max) != (i32::MIN, i32::MAX) => {
            parts.push(format!("{min} to {max}"));
        }
        Limits::BigInt { min, max } if (*min, *max) != (i64::MIN, i64::MAX) => {
            parts.push(format!("{min} to {max}"));
        }
        Limits::Money { .. } => parts.extend(range(column)),
        Limits::Double { precision, .. } => {
            parts.extend(range(column));
            parts.extend(precision.map(|digits| format!("precision {digits}")));
        }
        Limits::Decimal { precision, .. } => {
            parts.extend(range(column));
            parts.push(format!("precision {precision}"));
        }
        Limits::DateTime { behavior } => parts.push(behavior.as_str().to_owned()),
        Limits::Lookup { targets } | Limits::PartyList { targets, .. } if targets.len() <= 3 => {
            let targets: Vec<String> = targets.iter().map(|target| format!("`{target}`")).collect();
            parts.push(format!("to {}", targets.join(", ")));
        }
        Limits::Lookup { targets } | Limits::PartyList { targets, .. } => {
            parts.push(format!("to {} tables", targets.len()));
        }
        Limits::File { max_size: u32::MAX } => {}
        Limits::File { max_size } => parts.push(format!("at most {max_size} KB")),
        _ => {}
    }
    if column.required() != RequiredLevel::None {
        parts.push(column.required().as_str().to_owned());
    }
    if column.access == Access::ReadOnly {
        parts.push("read-only".to_owned());
    }
    let facts = &column.model.facts;
    if let Some(format) = &facts.auto_number_format {
        parts.push(format!("numbered {}", escape(&format.value)));
    }
    if facts.formula_definition.is_some() {
        parts.push("computed".to_owned());
    }
    parts.join(", ")
}

/// The limits as the page writes them.
fn range(column: &CheckedColumn<'_>) -> Option<String> {
    let facts = &column.model.facts;
    match (&facts.min_value, &facts.max_value) {
        (Some(min), Some(max)) => Some(format!("{} to {}", min.value.as_str(), max.value.as_str())),
        (Some(min), None) => Some(format!("at least {}", min.value.as_str())),
        (None, Some(max)) => Some(format!("at most {}", max.value.as_str())),
        (None, None) => None,
    }
}

/// The enum of a choice.
pub(super) fn choice(column: &CheckedColumn<'_>, level: Docs) -> Doc {
    let what = match column.r#type {
        ColumnType::State => "state",
        ColumnType::Status => "status",
        _ => "choice",
    };
    let name = column
        .model
        .facts
        .display_name
        .as_ref()
        .map(|fact| prose(&fact.value, level));
    Doc::line(match name {
        Some(name) => format!(
            "{name}: the {what} of the column `{}`.",
            column.logical_name
        ),
        None => format!("The {what} of the column `{}`.", column.logical_name),
    })
}

/// A variant.
pub(super) fn option(option: &ChoiceOption, level: Docs) -> Doc {
    let mut doc = Doc::line(match option.label() {
        label if !label.is_empty() => format!("{} ({})", prose(label, level), option.value.value),
        _ => format!("The value {}, which has no label.", option.value.value),
    });
    if let (Docs::Full, Some(description)) = (level, &option.facts.description) {
        doc.paragraph(full_stop(prose(&description.value, level)));
    }
    doc
}
