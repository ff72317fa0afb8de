use super::cache::Cache;
use super::column::ColumnInfo;
use super::relationship::RelationshipInfo;
use crate::value::label::{Labels, LocalizedLabel};

/// The description of a table on its page.
#[derive(Debug)]
#[non_exhaustive]
pub struct TableInfo {
    /// The logical name.
    pub logical_name: &'static str,
    /// The schema name.
    pub schema_name: &'static str,
    /// The display name in the language of the page; empty if it has none.
    pub display_name: &'static str,
    /// The description in the language of the page.
    ///
    /// Empty if the page has none, or without the option `descriptions = full` of
    /// `include_schema!`.
    pub description: &'static str,
    /// The language of the page as a locale id: 1033 (English) without the option `language` of
    /// `include_schema!`.
    pub language: i32,
    /// True if the description or the display name marks the table as deprecated.
    pub deprecated: bool,
    /// The display name and the description in other languages, from an overlay.
    pub labels: &'static [LocalizedLabel],
    /// The plural display name in other languages, from an overlay.
    pub collection_labels: &'static [LocalizedLabel],
    /// The name of the entity set: the first segment of the table's URLs.
    pub entity_set: &'static str,
    /// The logical name of the primary key.
    pub primary_id: &'static str,
    /// The logical name of the primary name column; empty if there is none.
    pub primary_name: &'static str,
    /// The ownership of the rows: `UserOwned`, `OrganizationOwned`, `BusinessOwned`, or `None`.
    pub ownership: &'static str,
    /// The kind of table: `Standard`, `Virtual`, or `Elastic`.
    pub table_type: &'static str,
    /// The messages that the table supports; `None` if the page has no list of them.
    pub messages: Option<&'static [MessageInfo]>,
    /// The columns.
    ///
    /// The first [`row_columns`](Self::row_columns) are the columns of a row, sorted by `property`.
    pub columns: &'static [ColumnInfo],
    /// The number of columns in a row.
    pub row_columns: usize,
    /// The indices in `columns` of the State and Status columns, which are set together.
    ///
    /// `None` if the table doesn't have both.
    pub state_and_status: Option<(u16, u16)>,
    /// The alternate keys. Microsoft's pages don't list them, but an overlay may.
    pub keys: &'static [KeyInfo],
    /// The many-to-one relationships.
    pub many_to_one: &'static [RelationshipInfo],
    /// The one-to-many relationships.
    pub one_to_many: &'static [RelationshipInfo],
    /// The many-to-many relationships.
    pub many_to_many: &'static [RelationshipInfo],
    /// The known entity sets of the tables that lookups and relationships lead to.
    ///
    /// Each follows the logical name of its table. They are from the pages of these tables, or
    /// from the option `entity_sets`.
    pub entity_sets: &'static [(&'static str, &'static str)],
    pub(crate) cache: Cache,
}

impl TableInfo {
    /// Returns the columns of a row, sorted by `property`.
    pub fn row(&self) -> &'static [ColumnInfo] {
        &self.columns[..self.row_columns]
    }

    /// Returns the display name in a language, or `None` if the pages have none.
    ///
    /// The language is a locale id, for example 1031 for German.
    pub fn label_in(&self, language: i32) -> Option<&'static str> {
        let labels = Labels {
            own: self.display_name,
            language: self.language,
            localized: self.labels,
        };
        labels.label_in(language)
    }

    /// Returns the column with this logical name.
    pub fn column(&self, logical_name: &str) -> Option<&'static ColumnInfo> {
        self.columns.iter().find(|c| c.logical_name == logical_name)
    }

    /// Returns the one-to-many relationship to the parties of an activity.
    pub(crate) fn parties(&self) -> Option<&'static RelationshipInfo> {
        self.one_to_many.iter().find(|relationship| {
            relationship.table == "activityparty"
                && relationship.attribute == "activityid"
                && !relationship.navigation_property.is_empty()
        })
    }

    /// Returns true if the table is elastic: its rows are in partitions, and no transaction spans
    /// several of them.
    pub fn is_elastic(&self) -> bool {
        self.table_type == "Elastic"
    }

    /// Returns true if the table supports a message, or `None` if the page has no list of messages.
    pub fn supports(&self, message: &str) -> Option<bool> {
        Some(self.messages?.iter().any(|m| m.name == message))
    }
}

/// An alternate key: columns whose values identify a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KeyInfo {
    /// The logical name.
    pub logical_name: &'static str,
    /// The logical names of the key's columns.
    pub columns: &'static [&'static str],
}

/// A message that a table supports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MessageInfo {
    /// The name, for example `Create`.
    pub name: &'static str,
    /// True if the message can be subscribed to as an event.
    ///
    /// `None` if the page is from before 2024 and doesn't specify it.
    pub is_event: Option<bool>,
}
