use crate::source::Span;

/// The rows of a property table that have no value.
#[derive(Clone, Debug, Default)]
pub struct Blank(Vec<(&'static str, Span)>);

/// Two tables are equal when the same rows have no value, whatever their order.
impl PartialEq for Blank {
    fn eq(&self, other: &Self) -> bool {
        self.0.len() == other.0.len() && self.0.iter().all(|(key, _)| other.has(key))
    }
}

impl Blank {
    /// Returns true if the row exists but has no value.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.span(key).is_some()
    }

    pub(crate) fn span(&self, key: &str) -> Option<Span> {
        let found = self.0.iter().find(|(blank, _)| *blank == key);
        found.map(|(_, span)| *span)
    }

    /// Returns the rows, each with its key.
    #[cfg(feature = "lint")]
    pub(crate) fn rows(&self) -> impl Iterator<Item = (&'static str, Span)> {
        self.0.iter().copied()
    }

    pub(super) fn add(&mut self, key: &'static str, span: Span) {
        self.0.push((key, span));
    }

    pub(super) fn copy(&mut self, key: &'static str, other: &Self) {
        self.0.retain(|(blank, _)| *blank != key);
        self.0.extend(other.span(key).map(|span| (key, span)));
    }
}
