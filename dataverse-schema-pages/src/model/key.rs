use crate::model::facts::facts;
use crate::model::{Extra, Fact};

/// An alternate key: columns whose values identify a row.
///
/// Microsoft's pages don't list alternate keys, but an overlay can.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct AlternateKey {
    /// The schema name: the heading of the key's section.
    pub schema_name: Fact<String>,
    /// The rows of the key's property table.
    #[cfg_attr(feature = "json", serde(flatten))]
    pub facts: KeyFacts,
    /// Unrecognized content.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Extra::is_empty"))]
    pub extra: Extra,
}

facts! {
    /// The rows of an alternate key's property table.
    KeyFacts {
        "DisplayName" display_name: String,
        "LogicalName" logical_name: String,
        "KeyAttributes" key_attributes: Vec<String>,
    }
}
