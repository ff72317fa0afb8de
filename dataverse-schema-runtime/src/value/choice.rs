use core::fmt::{self, Debug, Display};
use core::hash::Hasher;

use super::choice_info::{ChoiceInfo, OptionDetails, OptionInfo, OptionRole};

/// The enum of a choice column.
///
/// An option that the page doesn't list is `Unknown(option)`, which is written back unchanged.
#[diagnostic::on_unimplemented(
    message = "`{Self}` isn't the enum of a choice",
    label = "expected the enum of a choice",
    note = "`include_schema!` generates the enums of choices, in the module of each table"
)]
pub trait Choice: Copy + Eq + Debug + 'static {
    /// Returns the description of the choice on the page.
    fn choice() -> &'static ChoiceInfo;

    /// Returns the option with this value.
    fn from_value(value: i32) -> Self;

    /// Returns the value on the wire.
    fn value(self) -> i32;

    /// Returns further details of this option, such as its color, or `None` if there are none.
    ///
    /// They are from an overlay, or from a page of 2022 to 2024.
    fn details(self) -> Option<&'static OptionDetails> {
        let value = self.value();
        Self::choice().details.iter().find(|o| o.value == value)
    }

    /// Returns the description of this option on the page, or `None` for an unknown value.
    fn option(self) -> Option<&'static OptionInfo> {
        Self::choice().option(self.value())
    }

    /// Returns the label in the language of the page.
    ///
    /// Returns `None` for an unknown value, or if the page has no label.
    fn label(self) -> Option<&'static str> {
        self.option().map(|o| o.label).filter(|l| !l.is_empty())
    }

    /// Returns the label in a language, or `None` if the pages have none.
    ///
    /// The language is a locale id, for example 1031 for German.
    fn label_in(self, language: i32) -> Option<&'static str> {
        Self::choice().label_in(self.value(), language)
    }

    /// Returns a value that formats as the label, or as the value if there is no label.
    fn display(self) -> impl Display {
        DisplayChoice(self)
    }

    /// Returns the first option with exactly this label.
    fn from_label(label: &str) -> Option<Self> {
        let found = Self::choice().options.iter().find(|o| o.label == label);
        found.map(|o| Self::from_value(o.value))
    }

    /// Returns all options in the order of the page.
    fn options() -> impl Iterator<Item = Self> {
        Self::choice()
            .options
            .iter()
            .map(|o| Self::from_value(o.value))
    }
}

/// The enum of a State column.
pub trait StateChoice: Choice {
    /// The enum of the same table's Status column.
    type Status: StatusChoice<State = Self>;

    /// Returns the status that a row gets when only this state is set.
    ///
    /// Returns `None` for an unknown state.
    fn default_status(self) -> Option<Self::Status> {
        match self.option()?.role {
            OptionRole::State { default_status, .. } => default_status.map(Choice::from_value),
            _ => None,
        }
    }
}

/// The enum of a Status column.
pub trait StatusChoice: Choice {
    /// The enum of the same table's State column.
    type State: StateChoice<Status = Self>;

    /// Returns the state that this status belongs to, or `None` for an unknown status.
    fn state(self) -> Option<Self::State> {
        match self.option()?.role {
            OptionRole::Status { state, .. } => state.map(Choice::from_value),
            _ => None,
        }
    }
}

/// An option that formats as its label or value.
struct DisplayChoice<C>(C);

impl<C: Choice> Display for DisplayChoice<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.label() {
            Some(label) => f.pad(label),
            None => Display::fmt(&self.0.value(), f),
        }
    }
}

/// Returns true if two options have the same value.
#[inline]
pub fn eq<C: Choice>(choice: C, other: C) -> bool {
    choice.value() == other.value()
}

/// Hashes an option by its value.
#[inline]
pub fn hash<C: Choice, H: Hasher>(choice: C, state: &mut H) {
    state.write_i32(choice.value());
}

/// Formats a choice for `Debug` as its variant's name.
pub fn debug<C: Choice>(choice: C, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    C::choice().debug(choice.value(), f)
}
