/// The display texts in a language other than the page's. A missing text is empty.
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

/// Returns the label in a language, if there is one.
pub(crate) fn label_in(labels: &[LocalizedLabel], language: i32) -> Option<&'static str> {
    let label = labels.iter().find(|label| label.language == language)?;
    Some(label.label).filter(|text| !text.is_empty())
}
