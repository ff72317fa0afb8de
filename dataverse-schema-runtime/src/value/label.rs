/// A label and a description in a language other than the page's. A missing one is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LocalizedLabel {
    /// The language as a locale id, for example 1031 for German.
    pub language: i32,
    /// The label.
    pub label: &'static str,
    /// The description.
    pub description: &'static str,
}

/// A label in the language of the page, and in other languages.
#[derive(Clone, Copy)]
pub(crate) struct Labels<'a> {
    /// The label in the language of the page.
    pub(crate) own: &'static str,
    /// The language of the page.
    pub(crate) language: i32,
    pub(crate) localized: &'a [LocalizedLabel],
}

/// Returns the label in a language of one of several values, as a list of at most one.
pub(crate) fn localized_of<T: PartialEq>(
    labels: &'static [(T, LocalizedLabel)],
    value: T,
    language: i32,
) -> &'static [LocalizedLabel] {
    let mut labels = labels.iter();
    match labels.find(|(of, label)| *of == value && label.language == language) {
        Some((_, label)) => std::slice::from_ref(label),
        None => &[],
    }
}

impl Labels<'_> {
    /// Returns the label in a language, if there is one.
    pub(crate) fn label_in(self, language: i32) -> Option<&'static str> {
        let mut localized = self.localized.iter();
        localized
            .find(|label| label.language == language)
            .map(|label| label.label)
            .filter(|text| !text.is_empty())
            .or_else(|| self.page_label(language))
    }

    fn page_label(self, language: i32) -> Option<&'static str> {
        (language == self.language && !self.own.is_empty()).then_some(self.own)
    }
}
