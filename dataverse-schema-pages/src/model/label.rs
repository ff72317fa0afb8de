use crate::model::Fact;
use crate::model::words::words;

/// The label and description of an item in another language.
///
/// Microsoft's pages don't contain them, but an overlay can.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct LocalizedLabel {
    /// The language as a locale id, for example 1031: the heading above the label.
    pub language: Fact<i32>,
    /// The kind of the labeled item.
    pub of: Fact<Labeled>,
    /// The name of the item: empty for the table and its collection, `contoso_kind.1` for an
    /// option.
    pub name: Fact<String>,
    /// The label.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub label: Option<Fact<String>>,
    /// The description.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub description: Option<Fact<String>>,
}

words! {
    /// A kind of item that has labels.
    Labeled {
        Table,
        Collection,
        Column,
        Option,
        Key,
        Relationship,
    }
}

impl LocalizedLabel {
    /// Returns true if both label the same item in the same language.
    pub(crate) fn is_of_same(&self, other: &Self) -> bool {
        (&self.language, &self.of, &self.name) == (&other.language, &other.of, &other.name)
    }

    /// Returns the column's logical name and the option's value.
    ///
    /// Returns `None` if the name isn't that of an option.
    pub fn option(&self) -> Option<(&str, i32)> {
        let (column, value) = self.name.value.rsplit_once('.')?;
        Some((column, value.parse().ok()?))
    }
}
