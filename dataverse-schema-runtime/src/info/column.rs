use core::fmt::{self, Debug, Display};

use super::kind::ColumnKind;
use crate::value::label::{Labels, LocalizedLabel};

/// The description of a column on the page.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct ColumnInfo {
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
    /// The format of the values (`FormatName`, or `Format` if the page has no name), for example
    /// `Email`, `Url`, `Json`, `TextArea`, or `DateOnly`.
    ///
    /// Empty if the page has none.
    pub format: &'static str,
    /// True if the description or the display name marks the column as deprecated.
    pub deprecated: bool,
    /// The name of the property in the Web API: `_x_value` for a lookup `x`, otherwise the logical
    /// name.
    pub property: &'static str,
    /// The type and its limits.
    pub kind: ColumnKind,
    /// The required level of the column.
    pub required: RequiredLevel,
    /// True if rows have the column: `IsValidForRead`, and not a PartyList.
    pub valid_for_read: bool,
    /// True if the body of a request that creates a row can set the column (`IsValidForCreate`).
    pub valid_for_create: bool,
    /// True if the body of a request that updates a row can set the column (`IsValidForUpdate`).
    pub valid_for_update: bool,
    /// True if the service sets the column when a create request doesn't.
    pub has_default: bool,
    /// The display name and the description in other languages, from an overlay.
    pub labels: &'static [LocalizedLabel],
    /// The format of the number that the service assigns to new rows, for example `A-{SEQNUM:4}`.
    ///
    /// Empty if it assigns none or no overlay specifies it.
    pub auto_number: &'static str,
    /// The source of the value of a formula, calculated, or rollup column, from an overlay.
    ///
    /// Empty for other columns.
    pub formula: &'static str,
    /// The language of the page as a locale id, for example 1033 for English.
    pub language: i32,
}

impl ColumnInfo {
    /// Returns true if the body of a request can set the column.
    pub fn is_writable(&self) -> bool {
        self.valid_for_create || self.valid_for_update
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
}

/// The required level of a column (`RequiredLevel`).
///
/// Dataverse itself enforces only [`SystemRequired`](Self::SystemRequired), and only for its own
/// columns. Model-driven apps enforce [`ApplicationRequired`](Self::ApplicationRequired).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequiredLevel {
    /// A value is optional.
    None,
    /// A value is recommended.
    Recommended,
    /// The application requires a value.
    ApplicationRequired,
    /// Dataverse requires a value.
    SystemRequired,
}

impl Display for RequiredLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(self, f)
    }
}
