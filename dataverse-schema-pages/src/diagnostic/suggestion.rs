use crate::source::Span;

/// A replacement that corrects the page which a diagnostic is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    pub(super) span: Span,
    pub(super) replacement: String,
    pub(super) applicability: Applicability,
}

/// How sure a suggestion is. The names are those of rustc.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Applicability {
    /// The suggestion is certainly what was meant, and can be applied without asking.
    MachineApplicable,
    /// The suggestion may be what was meant.
    MaybeIncorrect,
}

impl Applicability {
    pub(crate) fn new(is_sure: bool) -> Self {
        if is_sure {
            Self::MachineApplicable
        } else {
            Self::MaybeIncorrect
        }
    }
}

impl Suggestion {
    /// Returns the span to be replaced, in the page that the diagnostic is about. It is empty where
    /// something is missing.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Returns the text to replace it with, or an empty string if it is to be removed.
    pub fn replacement(&self) -> &str {
        &self.replacement
    }

    /// Returns how sure the suggestion is.
    pub fn applicability(&self) -> Applicability {
        self.applicability
    }
}
