use std::collections::BTreeMap;

use crate::model::fact::facts;
use crate::model::{Column, Fact, Relationship};
use crate::source::Source;

/// A table, as its page describes it.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Table {
    /// The page.
    #[cfg_attr(feature = "json", serde(skip))]
    pub source: Source,
    /// The product in parentheses at the end of the page's title, for example `Microsoft Dataverse`.
    #[cfg_attr(feature = "json", serde(skip))]
    pub product: Option<String>,
    /// The rows of the Properties table.
    #[cfg_attr(feature = "json", serde(flatten))]
    pub facts: TableFacts,
    /// The text below the title.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub description: Option<Fact<String>>,
    /// The messages; `None` where the page has no section for them.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub messages: Option<Vec<Message>>,
    /// The columns, the writable ones first.
    pub columns: Vec<Column>,
    /// The relationships over a lookup column of this table.
    pub many_to_one: Vec<Relationship>,
    /// The relationships over a lookup column of another table.
    pub one_to_many: Vec<Relationship>,
    /// The relationships over an intersect table.
    pub many_to_many: Vec<Relationship>,
    /// What isn't understood.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Extra::is_empty"))]
    pub extra: Extra,
}

facts! {
    /// The rows of the Properties table.
    TableFacts {
        "DisplayName" display_name: String,
        "DisplayCollectionName" display_collection_name: String,
        "SchemaName" schema_name: String,
        "CollectionSchemaName" collection_schema_name: String,
        "EntitySetName" entity_set_name: String,
        "LogicalName" logical_name: String,
        "LogicalCollectionName" logical_collection_name: String,
        "PrimaryIdAttribute" primary_id_attribute: String,
        "PrimaryNameAttribute" primary_name_attribute: String,
        "TableType" table_type: String,
        "OwnershipType" ownership_type: String,
    }
}

/// A message that the table supports.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Message {
    /// The name.
    pub name: Fact<String>,
    /// Whether it can be subscribed to.
    pub is_event: bool,
    /// The cell "Web API Operation", in Markdown.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub web_api: Option<Fact<String>>,
    /// The cell "SDK for .NET", in Markdown.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub sdk: Option<Fact<String>>,
}

/// What a page says that isn't understood, by the key or the heading under which it stands.
#[derive(Clone, Debug, Default)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(transparent))]
pub struct Extra(pub BTreeMap<String, Vec<Fact<String>>>);

impl Extra {
    /// Whether everything was understood.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn add(&mut self, key: &str, fact: Fact<String>) {
        self.0.entry(key.to_owned()).or_default().push(fact);
    }
}
