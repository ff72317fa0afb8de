use std::cell::Cell;
use std::collections::BTreeMap;

use super::json::Json;

/// The language of Microsoft's pages: English of the United States.
pub(super) const ENGLISH: i32 = 1033;

/// How many labels there are in each language.
///
/// An item has its labels in all languages of the environment, and again the one that the user sees
/// who exported the definition. Only the former are the same for every user.
#[derive(Clone, Debug, Default)]
pub(super) struct LanguageCounts {
    labels: BTreeMap<i32, usize>,
    /// The same for labels that a body has only in the user's language.
    user_labels: BTreeMap<i32, usize>,
}

impl LanguageCounts {
    /// Counts the labels in a value.
    pub(super) fn add(&mut self, value: &Json) {
        match value {
            Json::List(items) => items.iter().for_each(|item| self.add(item)),
            Json::Object(members) => {
                if value.is_label() {
                    self.add_label(value);
                } else {
                    members.iter().for_each(|(_, member)| self.add(member));
                }
            }
            _ => {}
        }
    }

    fn add_label(&mut self, label: &Json) {
        let labels = label.get("LocalizedLabels").and_then(Json::list);
        let (counts, labels) = match labels {
            Some(labels @ [_, ..]) => (&mut self.labels, labels),
            _ => match label.get("UserLocalizedLabel") {
                Some(label) => (&mut self.user_labels, std::slice::from_ref(label)),
                None => return,
            },
        };
        let language = |label: &Json| label.get("LanguageCode")?.integer();
        for language in labels.iter().filter_map(language) {
            *counts.entry(language).or_default() += 1;
        }
    }

    /// Returns the languages of all labels.
    pub(super) fn languages(&self) -> Vec<i32> {
        let languages = self.labels.keys().chain(self.user_labels.keys());
        let mut languages: Vec<i32> = languages.copied().collect();
        languages.sort_unstable();
        languages.dedup();
        languages
    }

    /// Returns true if the bodies have labels only in the language of the user who exported them.
    pub(super) fn are_of_user(&self) -> bool {
        self.labels.is_empty() && !self.user_labels.is_empty()
    }

    /// Returns the languages from the one with the most labels to that with the fewest.
    ///
    /// Only an environment's base language has a label for everything.
    pub(super) fn by_count(&self) -> Vec<i32> {
        let mut languages = self.languages();
        languages.sort_by_key(|language| {
            let all = self.labels.get(language).copied();
            let of_user = self.user_labels.get(language).copied();
            (
                std::cmp::Reverse((all, of_user)),
                *language != ENGLISH,
                *language,
            )
        });
        languages
    }
}

/// The languages of a page.
#[derive(Debug)]
pub(super) struct Languages {
    /// The language of the page, then those for items without a label in it.
    pub(super) preferred: Vec<i32>,
    /// The number of labels that aren't in the page's language.
    pub(super) other: Cell<usize>,
}

impl Languages {
    /// Returns the language of the page.
    pub(super) fn own(&self) -> Option<i32> {
        self.preferred.first().copied()
    }

    /// Returns the label in the first of the preferred languages.
    pub(super) fn choose<T>(
        &self,
        labels: impl IntoIterator<Item = (Option<i32>, T)>,
    ) -> Option<T> {
        let rank = |language: Option<i32>| {
            let found = self
                .preferred
                .iter()
                .position(|preferred| Some(*preferred) == language);
            found.unwrap_or(usize::MAX)
        };
        let labels = labels
            .into_iter()
            .map(|(language, label)| (rank(language), label));
        let (rank, label) = labels.min_by_key(|(rank, _)| *rank)?;
        if rank > 0 {
            self.other.set(self.other.get() + 1);
        }
        Some(label)
    }
}
