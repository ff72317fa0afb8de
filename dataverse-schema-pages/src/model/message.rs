use crate::model::Fact;

/// A message that the table supports.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Message {
    /// The name.
    pub name: Fact<String>,
    /// True if the message can be subscribed to, or `None` on pages from before 2024.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub is_event: Option<Fact<bool>>,
    /// The cell "Web API Operation", in Markdown.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub web_api: Option<Fact<String>>,
    /// The cell "SDK for .NET", in Markdown.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub sdk: Option<Fact<String>>,
}
