use core::fmt::{self, Debug};

use super::choice_info::{ChoiceInfo, OptionDetails, OptionInfo, OptionRole};
use super::label::LocalizedLabel;

/// The enum of a choice column. A value that the page doesn't list is `Unknown(value)`: it is kept and written back unchanged.
pub trait Choice: Copy + Eq + Debug + 'static {
    /// What the page says of the choice.
    fn choice() -> &'static ChoiceInfo;

    /// The option with this value.
    fn from_value(value: i32) -> Self;

    /// The value on the wire.
    fn value(self) -> i32;

    /// What an overlay says besides of this option, such as its color; `None` where it says nothing.
    fn details(self) -> Option<&'static OptionDetails> {
        let value = self.value();
        Self::choice().details.iter().find(|o| o.value == value)
    }

    /// What the page says of this option; `None` for an unknown value.
    fn option(self) -> Option<&'static OptionInfo> {
        Self::choice().option(self.value())
    }

    /// The label in the language of the page; `None` for an unknown value and where the page gives none.
    fn label(self) -> Option<&'static str> {
        self.option().map(|o| o.label).filter(|l| !l.is_empty())
    }

    /// The label in a language, a locale id such as 1031; `None` where the pages give none.
    fn label_in(self, language: i32) -> Option<&'static str> {
        let mut labels = Self::choice().labels.iter();
        let of_this = |(value, label): &&(i32, LocalizedLabel)| {
            *value == self.value() && label.language == language
        };
        let (_, label) = labels.find(of_this)?;
        Some(label.label).filter(|text| !text.is_empty())
    }

    /// The first option with exactly this label.
    fn from_label(label: &str) -> Option<Self> {
        let found = Self::choice().options.iter().find(|o| o.label == label);
        found.map(|o| Self::from_value(o.value))
    }

    /// All options of the page, in its order.
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

    /// The status that a row gets when only this state is set; `None` for an unknown state.
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

    /// The state that this status belongs to; `None` for an unknown status.
    fn state(self) -> Option<Self::State> {
        match self.option()?.role {
            OptionRole::Status { state, .. } => state.map(Choice::from_value),
            _ => None,
        }
    }
}

/// The Debug form of a choice: the variant's name.
pub fn debug<C: Choice>(choice: C, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    C::choice().debug(choice.value(), f)
}
