use crate::model::facts::facts;
use crate::model::{Blank, Fact, Transitions};

/// An option of a choice.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct ChoiceOption {
    /// The value on the wire.
    pub value: Fact<i32>,
    /// What else the page says of it.
    #[cfg_attr(feature = "json", serde(flatten))]
    pub facts: OptionFacts,
}

facts! {
    /// What a page says of an option: the columns of the table of options, or the parts of its column `Details`.
    ///
    /// State options have a default status and an invariant name, status options a state and transitions.
    OptionFacts {
        "Label" label: String,
        "DefaultStatus" default_status: i32,
        "InvariantName" invariant_name: String,
        "State" state: i32,
        "TransitionData" transitions: Transitions,
        "Description" description: String,
        "Color" color: String,
        "ExternalValue" external_value: String,
    }
}

impl OptionFacts {
    /// Takes over what another page says. Pages that change an option leave out what stays as it is: a blank changes nothing.
    pub(crate) fn amend(&mut self, other: &Self) {
        let mut other = other.clone();
        other.blank = Blank::default();
        self.patch(&other);
    }
}

impl ChoiceOption {
    /// The label; empty where the page gives none.
    pub fn label(&self) -> &str {
        self.facts.label.as_ref().map_or("", |fact| &fact.value)
    }
}
