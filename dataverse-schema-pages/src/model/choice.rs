use crate::model::facts::facts;
use crate::model::{Blank, Fact, Transitions};

/// An option of a choice.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct ChoiceOption {
    /// The value on the wire.
    pub value: Fact<i32>,
    /// The other properties of the option.
    #[cfg_attr(feature = "json", serde(flatten))]
    pub facts: OptionFacts,
}

facts! {
    /// The properties of an option.
    ///
    /// They are the columns of the option table, or the parts of its `Details` column.
    ///
    /// State options have a default status and an invariant name. Status options have a state and
    /// transitions.
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
    /// Applies the facts of another page.
    ///
    /// Pages that change an option omit unchanged values, so a blank changes nothing.
    pub(crate) fn amend(&mut self, other: &Self) {
        let mut other = other.clone();
        other.blank = Blank::default();
        self.patch(&other);
    }
}

impl ChoiceOption {
    /// Returns the label, or an empty string if the page has none.
    pub fn label(&self) -> &str {
        self.facts.label.as_ref().map_or("", |fact| &fact.value)
    }
}
