use core::fmt::{self, Debug};
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;

use crate::LocalizedLabel;

/// One option of a choice, as the page lists it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OptionInfo {
    /// The value on the wire.
    pub value: i32,
    /// The label in the language of the page (English); empty where the page gives none.
    pub label: &'static str,
    /// The name of the enum's variant.
    pub name: &'static str,
    /// What else the page says of it.
    pub role: OptionRole,
}

/// What the page says of an option besides value and label.
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
    /// What an overlay says besides of some of them.
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
    /// The colour in apps, for example `#0000ff`.
    pub color: &'static str,
    /// The value in another system.
    pub external_value: &'static str,
    /// The description.
    pub description: &'static str,
}

/// The enum of a choice column. A value that the page doesn't list is `Unknown(value)`: it is kept and written back unchanged.
pub trait Choice: Copy + Eq + Debug + 'static {
    /// What the page says of the choice.
    fn choice() -> &'static ChoiceInfo;

    /// The option with this value.
    fn from_value(value: i32) -> Self;

    /// The value on the wire.
    fn value(self) -> i32;

    /// What an overlay says besides of this option, such as its colour; `None` where it says nothing.
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

impl ChoiceInfo {
    /// The option with this value.
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

/// The value of a MultiSelectPicklist column: a set of options, in the order of their values.
pub struct Choices<C> {
    values: Vec<i32>,
    choice: PhantomData<fn() -> C>,
}

impl<C: Choice> Choices<C> {
    /// The set of these options.
    pub fn new(choices: impl IntoIterator<Item = C>) -> Self {
        Self::from_values(choices.into_iter().map(Choice::value).collect())
    }

    /// Whether the set holds this option.
    pub fn contains(&self, choice: C) -> bool {
        self.values.binary_search(&choice.value()).is_ok()
    }

    /// How many options the set holds.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether the set holds no option.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The options in the order of their values.
    pub fn iter(&self) -> impl Iterator<Item = C> + '_ {
        self.values.iter().map(|value| C::from_value(*value))
    }
}

impl<C> Choices<C> {
    pub(crate) fn from_values(mut values: Vec<i32>) -> Self {
        values.sort_unstable();
        values.dedup();
        Self {
            values,
            choice: PhantomData,
        }
    }

    /// The values on the wire, ascending.
    pub fn values(&self) -> &[i32] {
        &self.values
    }
}

impl<C> Clone for Choices<C> {
    fn clone(&self) -> Self {
        Self {
            values: self.values.clone(),
            choice: PhantomData,
        }
    }
}
impl<C> PartialEq for Choices<C> {
    fn eq(&self, other: &Self) -> bool {
        self.values == other.values
    }
}
impl<C> Eq for Choices<C> {}
impl<C> Hash for Choices<C> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.values.hash(state);
    }
}
impl<C: Choice> Debug for Choices<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter()).finish()
    }
}
impl<C: Choice> FromIterator<C> for Choices<C> {
    fn from_iter<I: IntoIterator<Item = C>>(choices: I) -> Self {
        Self::new(choices)
    }
}
