//! Faults, and where they are planted.

use std::ops::Range;

use dataverse_schema_pages::{Severity, Source};

use super::page::{CleanPage, value_of};

/// Plants a fault in a page, if the page has a place for it.
pub(super) type Plant = Box<dyn Fn(&CleanPage) -> Option<Planted>>;

/// A kind of fault.
pub(super) struct Kind {
    pub(super) group: &'static str,
    pub(super) name: String,
    pub(super) severity: Severity,
    pub(super) plant: Plant,
}

/// Pages with a fault.
pub(super) struct Planted {
    pub(super) pages: Vec<Source>,
    /// The lines that contain the fault, in the page with this name.
    pub(super) page: String,
    pub(super) lines: Vec<usize>,
}

/// A page in which a fault is planted.
pub(super) struct Edit {
    pub(super) lines: Vec<String>,
    pub(super) planted: Vec<usize>,
}

impl Edit {
    pub(super) fn new(page: &CleanPage) -> Self {
        Self {
            lines: page.lines.clone(),
            planted: Vec::new(),
        }
    }

    /// Replaces a line.
    pub(super) fn set(mut self, at: usize, line: impl Into<String>) -> Self {
        self.lines[at] = line.into();
        self.planted.push(at);
        self
    }

    /// Inserts lines before a line.
    pub(super) fn insert(mut self, at: usize, lines: &str) -> Self {
        let lines: Vec<String> = lines.split('\n').map(str::to_owned).collect();
        self.planted.extend(at..at + lines.len());
        self.lines.splice(at..at, lines);
        self
    }

    /// Removes lines. What they leave behind is the lines around them.
    pub(super) fn remove(mut self, lines: Range<usize>) -> Self {
        let at = lines.start;
        self.lines.drain(lines);
        self.planted.extend([at.saturating_sub(1), at]);
        self
    }

    /// Marks another line as one that contains the fault.
    pub(super) fn and(mut self, at: usize) -> Self {
        self.planted.push(at);
        self
    }

    pub(super) fn planted(self, page: &CleanPage) -> Planted {
        Planted {
            pages: vec![Source::new(
                page.name.as_str(),
                self.lines.join("\n") + "\n",
            )],
            page: page.name.clone(),
            lines: self.planted,
        }
    }
}

/// Plants a fault in an overlay of a page: in the lines that begin with `»`.
///
/// The text is that below the title.
pub(super) fn overlay(page: &CleanPage, text: &str) -> Planted {
    let text = format!("{}\n\n{text}\n", page.title());
    titled_overlay(page, &text)
}

/// Plants a fault in an overlay of a page, whose text begins with its title.
pub(super) fn titled_overlay(page: &CleanPage, text: &str) -> Planted {
    let name = "overlay.md";
    let lines = text.lines().enumerate();
    let planted = lines.filter(|(_, line)| line.starts_with('»'));
    Planted {
        lines: planted.map(|(at, _)| at).collect(),
        page: name.to_owned(),
        pages: vec![
            Source::new(page.name.as_str(), page.lines.join("\n") + "\n"),
            Source::new(name, text.replace('»', "")),
        ],
    }
}

/// A fault in the property table of a column.
#[derive(Clone, Copy)]
pub(super) enum RowFault {
    /// A row has this value.
    Value(&'static str, &'static str),
    /// There is another row.
    More(&'static str),
    /// A row is missing.
    Missing(&'static str),
    /// A row has another key.
    Key(&'static str, &'static str),
    /// A row is there twice.
    Twice(&'static str),
}

impl RowFault {
    pub(super) fn name(self) -> String {
        match self {
            Self::Value(key, value) => format!("|{key}|{value}|"),
            Self::More(row) => format!("a row {row}"),
            Self::Missing(key) => format!("no row {key}"),
            Self::Key(key, other) => format!("a row {other} for {key}"),
            Self::Twice(key) => format!("a second row {key}"),
        }
    }

    /// Plants the fault among the lines of an entry.
    pub(super) fn plant(self, page: &CleanPage, entry: Range<usize>) -> Option<Edit> {
        let edit = Edit::new(page);
        Some(match self {
            Self::Value(key, value) => {
                let at = page.row(entry.clone(), key)?;
                if value_of(&page.lines[at]) == value {
                    return None;
                }
                let is_open = key == "DefaultFormValue" && page.options(entry.clone()).is_empty();
                if is_open {
                    return None;
                }
                let (before, _) = page.lines[at]
                    .split_once("|")
                    .and_then(|(_, rest)| rest.split_once('|'))?;
                let line = format!("|{before}|{value}|");
                // A maximum below its minimum may be reported at either.
                match page.row(entry, "MinValue").filter(|_| key == "MaxValue") {
                    Some(min) if ["", "-2147483648"].contains(&value_of(&page.lines[min])) => {
                        return None;
                    }
                    Some(min) => edit.set(at, line).and(min),
                    None => edit.set(at, line),
                }
            }
            Self::More(row) if page.row(entry.clone(), key_of(row)).is_some() => return None,
            Self::More(row) => edit.insert(page.last_row(entry)? + 1, row),
            // Pages with `IsBPFEntity` may have no `TableType`.
            Self::Missing("TableType") if page.row(entry.clone(), "IsBPFEntity").is_some() => {
                return None;
            }
            Self::Missing(key) => {
                let at = page.row(entry.clone(), key)?;
                edit.remove(at..at + 1).and(entry.start)
            }
            Self::Key(key, other) => {
                let at = page.row(entry, key)?;
                edit.set(at, page.lines[at].replacen(key, other, 1))
            }
            Self::Twice(key) => {
                let at = page.row(entry, key)?;
                edit.insert(at + 1, &page.lines[at])
            }
        })
    }

    /// Returns the planted row, if the fault is in one.
    fn row(self) -> Option<String> {
        match self {
            Self::Value(key, value) => Some(format!("|{key}|{value}|")),
            Self::More(row) => Some(row.to_owned()),
            Self::Missing(_) | Self::Key(..) | Self::Twice(_) => None,
        }
    }
}

fn key_of(row: &str) -> &str {
    row.split('|').nth(1).unwrap_or_default()
}

/// The kinds of pages that can contain a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// The table's base page.
    Base,
    /// An overlay that adds the column.
    New,
    /// An overlay that changes the column.
    Change,
}

/// Plants a fault in a column of a type.
pub(super) fn in_column(
    page: &CleanPage,
    place: Place,
    r#type: &str,
    fault: RowFault,
) -> Option<Planted> {
    let column = page
        .columns(r#type)
        .into_iter()
        .find(|column| fault.plant(page, column.clone()).is_some())?;
    match place {
        Place::Base => Some(fault.plant(page, column)?.planted(page)),
        Place::New => new_column(page, r#type, column, fault),
        Place::Change => {
            let name = page.heading_name(column.start);
            Some(overlay(
                page,
                &format!(
                    "## Customized columns/attributes\n\n### {name}\n\n|Property|Value|\n|---|---|\n»{}",
                    fault.row()?
                ),
            ))
        }
    }
}

/// Copies a column into an overlay under a new name, and plants a fault there.
fn new_column(
    page: &CleanPage,
    r#type: &str,
    column: Range<usize>,
    fault: RowFault,
) -> Option<Planted> {
    if ["State", "Status", "Owner", "*"].contains(&r#type) {
        return None;
    }
    let edit = fault.plant(page, column.clone())?;
    let extent = column.start..column.end + edit.lines.len() - page.lines.len();
    let schema_name = page.heading_name(column.start);
    let targets = page.value(column.clone(), "Targets");
    let targets = targets.filter(|targets| !targets.is_empty());
    let targets = targets.unwrap_or_else(|| "account".to_owned());
    let logical_name = page.value(column, "LogicalName")?;
    let mut text = String::from("## Writable columns/attributes\n\n");
    for at in extent {
        let line = &edit.lines[at];
        let mark = if edit.planted.contains(&at) { "»" } else { "" };
        let line = if line.starts_with("###") {
            let marks = line.len() - line.trim_start_matches('#').len();
            let rest = if marks == 4 { " Choices/Options" } else { "" };
            format!("{} fab_Planted{rest}", "#".repeat(marks))
        } else if line.starts_with("|LogicalName|") {
            line.replace(&logical_name, "fab_planted")
                .replace(schema_name, "fab_Planted")
        } else {
            line.clone()
        };
        text.push_str(&format!("{mark}{line}\n"));
    }
    if ["Lookup", "Customer"].contains(&r#type) {
        text.push_str("\n## Many-to-One relationships\n");
        for target in targets.split(", ") {
            text.push_str(&format!(
                "\n### fab_planted_{target}\n\n|Property|Value|\n|---|---|\n|ReferencedEntity|{target}|\n|ReferencedAttribute|{target}id|\n|ReferencingAttribute|fab_planted|\n|ReferencingEntityNavigationPropertyName|fab_Planted_{target}|\n"
            ));
        }
    }
    Some(overlay(page, &text))
}
