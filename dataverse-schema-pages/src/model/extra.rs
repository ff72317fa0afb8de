#[cfg(feature = "json")]
use std::collections::BTreeMap;

use crate::model::Fact;

/// Unrecognized content of a page, kept verbatim.
///
/// In JSON, it is an object of arrays of strings. The key for a row is its own key, such as `Foo`.
/// The key for a part of a row is `CascadeConfiguration.Foo`, or `CascadeConfiguration` if the part
/// has no key. The key for a section is its title. Lines are under `text`, and lines that include
/// another file are under `INCLUDE`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extra {
    /// Rows of property tables with an unknown key, and parts of rows with an unknown key.
    pub rows: Vec<ExtraRow>,
    /// Parts of rows that aren't `Key: value`.
    pub parts: Vec<ExtraPart>,
    /// Lines between tables.
    pub lines: Vec<Fact<String>>,
    /// Lines below the title that include another file.
    pub includes: Vec<Fact<String>>,
    /// Sections with an unknown heading.
    pub sections: Vec<ExtraSection>,
}

/// A row of a property table, or a part of one.
#[derive(Clone, Debug, PartialEq)]
pub struct ExtraRow {
    /// The key of the row that contains this part, or `None` for a row.
    pub part_of: Option<String>,
    /// The key.
    pub key: Fact<String>,
    /// The value without the marks around it.
    pub value: Fact<String>,
}

/// A part of a row of a property table that isn't `Key: value`.
#[derive(Clone, Debug, PartialEq)]
pub struct ExtraPart {
    /// The key of the row.
    pub part_of: String,
    /// The part without the marks around it.
    pub text: Fact<String>,
}

/// A section with an unknown heading.
#[derive(Clone, Debug, PartialEq)]
pub struct ExtraSection {
    /// The title.
    pub title: Fact<String>,
    /// The whole section with its heading, in Markdown.
    pub text: Fact<String>,
}

impl Extra {
    /// Returns true if there is no unrecognized content.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Returns the row with this key.
    pub(crate) fn row(&self, key: &str) -> Option<&ExtraRow> {
        let mut rows = self.rows.iter().filter(|row| row.part_of.is_none());
        rows.find(|row| row.key.value == key)
    }

    pub(crate) fn extend(&mut self, other: Self) {
        self.rows.extend(other.rows);
        self.parts.extend(other.parts);
        self.lines.extend(other.lines);
        self.includes.extend(other.includes);
        self.sections.extend(other.sections);
    }

    /// Returns all texts in page order, by key, title, `text`, or `INCLUDE`.
    #[cfg(feature = "json")]
    pub(crate) fn texts(&self) -> BTreeMap<String, Vec<&str>> {
        let mut texts: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        let mut add = |key: String, text| texts.entry(key).or_default().push(text);
        for ExtraRow {
            part_of,
            key,
            value,
        } in &self.rows
        {
            let key = match part_of {
                Some(row) => format!("{row}.{}", key.value),
                None => key.value.clone(),
            };
            add(key, &value.value);
        }
        for ExtraPart { part_of, text } in &self.parts {
            add(part_of.clone(), &text.value);
        }
        for line in &self.lines {
            add("text".to_owned(), &line.value);
        }
        for include in &self.includes {
            add("INCLUDE".to_owned(), &include.value);
        }
        for section in &self.sections {
            add(section.title.value.clone(), &section.text.value);
        }
        texts
    }
}

#[cfg(feature = "json")]
impl serde::Serialize for Extra {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.texts().serialize(serializer)
    }
}
