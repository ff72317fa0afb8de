use crate::model::Fact;

/// An option of a choice.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct ChoiceOption {
    /// The value on the wire.
    pub value: Fact<i32>,
    /// The label.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub label: Option<Fact<String>>,
    /// Of a state: the status that a row gets when only the state is set.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub default_status: Option<Fact<i32>>,
    /// Of a state: the name that is the same in every language.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub invariant_name: Option<Fact<String>>,
    /// Of a status: the state it belongs to.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub state: Option<Fact<i32>>,
    /// Of a status: the statuses that may follow it, where the page restricts them.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub transitions: Option<Fact<Vec<i32>>>,
}
