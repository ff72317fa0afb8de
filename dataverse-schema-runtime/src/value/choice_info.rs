use core::fmt;

use super::label::{Labels, LocalizedLabel, localized_of};
use super::unknown_label::UnknownLabel;

/// An option of a choice on the page.
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
    /// An option of an ordinary choice, without further details.
    Plain,
    /// An option of a State column.
    State {
        /// The status that a row gets when only the state is set.
        default_status: Option<i32>,
        /// The name that is the same in every language; empty if the page has none.
        invariant_name: &'static str,
    },
    /// An option of a Status column.
    Status {
        /// The state that the status belongs to.
        state: Option<i32>,
        /// The statuses that may follow the status; `None` if the page has no restriction.
        transitions: Option<&'static [i32]>,
    },
}

/// A choice on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChoiceInfo {
    /// The name of the choice (`GlobalChoiceName`); empty if the page has none.
    pub name: &'static str,
    /// The options in the order of the page.
    pub options: &'static [OptionInfo],
    /// Additional details of some options, from an overlay.
    pub details: &'static [OptionDetails],
    /// The labels of options in other languages, from an overlay, each with the option's value.
    pub labels: &'static [(i32, LocalizedLabel)],
    /// The language of the page as a locale id, for example 1033 for English.
    pub language: i32,
}

/// Details of an option from an overlay, or from a page of 2022 to 2024.
///
/// A missing detail is an empty string.
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

    /// Returns the option with this label in the language of the page.
    ///
    /// # Errors
    /// Returns an error if no option has the label, or several have it.
    pub fn option_by_label(&self, label: &str) -> Result<&'static OptionInfo, UnknownLabel> {
        self.only_option(label).ok_or_else(|| {
            let options = self.options.iter();
            let labels = options.map(|option| (option.value, option.label));
            UnknownLabel::new(label, labels)
        })
    }

    /// Returns the only option with this label.
    pub(super) fn only_option(&self, label: &str) -> Option<&'static OptionInfo> {
        let mut same = self.options.iter().filter(|option| option.label == label);
        match (same.next(), same.next()) {
            (Some(option), None) if !label.is_empty() => Some(option),
            _ => None,
        }
    }

    /// Returns the label of an option in a language, or `None` if the pages have none.
    ///
    /// The language is a locale id, for example 1031 for German.
    pub fn label_in(&self, value: i32, language: i32) -> Option<&'static str> {
        let labels = Labels {
            own: self.option(value).map_or("", |option| option.label),
            language: self.language,
            localized: localized_of(self.labels, value, language),
        };
        labels.label_in(language)
    }

    pub(crate) fn debug(&self, value: i32, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.option(value) {
            Some(option) => f.write_str(option.name),
            None => f.debug_tuple("Unknown").field(&value).finish(),
        }
    }
}
