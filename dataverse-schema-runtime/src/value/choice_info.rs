use core::fmt;

use super::label::LocalizedLabel;

/// One option of a choice, as the page lists it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OptionInfo {
    /// The value on the wire.
    pub value: i32,
    /// The label in the language of the page (English); empty if the page has none.
    pub label: &'static str,
    /// The name of the enum's variant.
    pub name: &'static str,
    /// Further details from the page.
    pub role: OptionRole,
}

/// Details of an option beyond its value and label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptionRole {
    /// Nothing: an option of an ordinary choice.
    Plain,
    /// The option of a State column.
    State {
        /// The status that a row gets when only the state is set.
        default_status: Option<i32>,
        /// The name that is the same in every language; empty where the page gives none.
        invariant_name: &'static str,
    },
    /// The option of a Status column.
    Status {
        /// The state it belongs to.
        state: Option<i32>,
        /// The statuses that may follow it; `None` where the page restricts nothing.
        transitions: Option<&'static [i32]>,
    },
}

/// A choice, as the page describes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChoiceInfo {
    /// The name of the choice (`GlobalChoiceName`); empty where the page gives none.
    pub name: &'static str,
    /// The options in the order of the page.
    pub options: &'static [OptionInfo],
    /// Additional details of some options, from an overlay.
    pub details: &'static [OptionDetails],
    /// What an overlay says of them in further languages, each behind the option's value.
    pub labels: &'static [(i32, LocalizedLabel)],
}

/// What an overlay, or a page of 2022 to 2024, says of an option. A text is empty where nothing is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OptionDetails {
    /// The value on the wire.
    pub value: i32,
    /// The color in apps, for example `#0000ff`.
    pub color: &'static str,
    /// The value in another system.
    pub external_value: &'static str,
    /// The description.
    pub description: &'static str,
}

impl ChoiceInfo {
    /// Returns the option with this value.
    pub fn option(&self, value: i32) -> Option<&'static OptionInfo> {
        self.options.iter().find(|option| option.value == value)
    }

    pub(crate) fn debug(&self, value: i32, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.option(value) {
            Some(option) => f.write_str(option.name),
            None => f.debug_tuple("Unknown").field(&value).finish(),
        }
    }
}
