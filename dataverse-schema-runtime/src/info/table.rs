use super::cache::Cache;
use super::column::ColumnInfo;
use super::relationship::RelationshipInfo;
use crate::value::label::{LocalizedLabel, label_in};

/// A table as the page describes it.
#[derive(Debug)]
#[non_exhaustive]
pub struct TableInfo {
    /// The logical name.
    pub logical_name: &'static str,
    /// The schema name.
    pub schema_name: &'static str,
    /// The display name in the language of the page; empty where it gives none.
    pub display_name: &'static str,
    /// The display name and the description in further languages, from an overlay.
    pub labels: &'static [LocalizedLabel],
    /// The name of several rows in further languages, from an overlay.
    pub collection_labels: &'static [LocalizedLabel],
    /// The name of the entity set: the first segment of the table's URLs.
    pub entity_set: &'static str,
    /// The logical name of the primary key.
    pub primary_id: &'static str,
    /// The logical name of the primary name column; empty where there is none.
    pub primary_name: &'static str,
    /// Who owns the rows: `UserOwned`, `OrganizationOwned`, `BusinessOwned` or `None`.
    pub ownership: &'static str,
    /// The kind of table: `Standard`, `Virtual` or `Elastic`.
    pub table_type: &'static str,
    /// The messages that the table supports; `None` where the page has no list of them.
    pub messages: Option<&'static [MessageInfo]>,
    /// The columns. The first [`row_columns`](Self::row_columns) of them are those of the row, sorted by `property`.
    pub columns: &'static [ColumnInfo],
    /// The number of columns in a row.
    pub row_columns: usize,
    /// The places in `columns` of the State and the Status column that are set together; `None` where a table hasn't both.
    pub state_and_status: Option<(u16, u16)>,
    /// The alternate keys. Microsoft's pages don't list them, an overlay may.
    pub keys: &'static [KeyInfo],
    /// The many-to-one relationships.
    pub many_to_one: &'static [RelationshipInfo],
    /// The one-to-many relationships.
    pub one_to_many: &'static [RelationshipInfo],
    /// The many-to-many relationships.
    pub many_to_many: &'static [RelationshipInfo],
    /// The logical names and entity sets of the tables that lookups and relationships lead to, as far as they are known: from
    /// their pages, or from the option `entity_sets`.
    pub entity_sets: &'static [(&'static str, &'static str)],
    pub(crate) cache: Cache,
}

impl TableInfo {
    /// Returns the columns of a row, sorted by `property`.
    pub fn row(&self) -> &'static [ColumnInfo] {
        &self.columns[..self.row_columns]
    }

    /// The display name in a language, a locale id such as 1031; `None` where the pages give none. The page's own language, which
    /// it doesn't name, is [`display_name`](Self::display_name).
    pub fn label_in(&self, language: i32) -> Option<&'static str> {
        label_in(self.labels, language)
    }

    /// Returns the column with this logical name.
    pub fn column(&self, logical_name: &str) -> Option<&'static ColumnInfo> {
        self.columns.iter().find(|c| c.logical_name == logical_name)
    }

    /// The one-to-many relationship to those who take part in an activity.
    pub(crate) fn parties(&self) -> Option<&'static RelationshipInfo> {
        self.one_to_many.iter().find(|relationship| {
            relationship.table == "activityparty"
                && relationship.attribute == "activityid"
                && !relationship.navigation_property.is_empty()
        })
    }

    /// Returns true if the table supports a message; `None` if the page has no list of messages.
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
    /// The logical names of its columns.
    pub columns: &'static [&'static str],
}

/// A message that a table supports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MessageInfo {
    /// The name, for example `Create`.
    pub name: &'static str,
    /// Whether it can be subscribed to as an event; `None` where the page, one of before 2024, doesn't say.
    pub is_event: Option<bool>,
}
