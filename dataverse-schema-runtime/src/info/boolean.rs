use crate::value::label::{Labels, LocalizedLabel, localized_of};

/// The labels of a Boolean column's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct BooleanLabels {
    /// The label of `true` in the language of the page (`True Label`); empty if there is none.
    pub true_label: &'static str,
    /// The label of `false` in the language of the page (`False Label`); empty if there is none.
    pub false_label: &'static str,
    /// The labels in other languages, from an overlay, each with its value.
    pub labels: &'static [(bool, LocalizedLabel)],
    /// The language of the page as a locale id, for example 1033 for English.
    pub language: i32,
}

impl BooleanLabels {
    /// Returns the label of a value in the language of the page; empty if the page has none.
    pub fn label(&self, value: bool) -> &'static str {
        if value {
            self.true_label
        } else {
            self.false_label
        }
    }

    /// Returns the label of a value in a language, or `None` if the pages have none.
    ///
    /// The language is a locale id, for example 1031 for German.
    pub fn label_in(&self, value: bool, language: i32) -> Option<&'static str> {
        let labels = Labels {
            own: self.label(value),
            language: self.language,
            localized: localized_of(self.labels, value, language),
        };
        labels.label_in(language)
    }
}
