use super::merged::Merged;
use super::node::Node;
use crate::diagnostic::Diagnostic;
use crate::model::{Expected, Fact, Stored};
use crate::source::{Source, Span};

/// Makes facts, whose span is that of the file.
pub(super) struct Maker {
    pub(super) span: Span,
}

impl Maker {
    pub(super) fn new(source: &Source) -> Self {
        Self {
            span: source.span(0, 0),
        }
    }

    pub(super) fn fact<T>(&self, value: T) -> Fact<T> {
        Fact::new(value, self.span)
    }

    /// Stores a value as the text that a page has for it.
    pub(super) fn store(
        &self,
        node: &Node<'_>,
        store: impl FnOnce(Option<&str>) -> Stored,
    ) -> Result<(), Diagnostic> {
        self.store_text(node, node.cell()?, store)
    }

    /// Stores the members of an item with these keys.
    pub(super) fn store_members(
        &self,
        item: Merged<'_, '_>,
        keys: &[&str],
        mut store: impl FnMut(&str, Option<&str>, Span) -> Stored,
    ) -> Result<(), Diagnostic> {
        for key in keys {
            if let Some(value) = item.get(key) {
                self.store(&value, |text| store(key, text, self.span))?;
            }
        }
        Ok(())
    }

    pub(super) fn store_text(
        &self,
        node: &Node<'_>,
        text: String,
        store: impl FnOnce(Option<&str>) -> Stored,
    ) -> Result<(), Diagnostic> {
        match store(Some(&*text).filter(|text| !text.is_empty())) {
            Stored::Invalid(expected) => Err(node.invalid(&message(&expected, &text))),
            _ => Ok(()),
        }
    }
}

/// Returns the message about a string that doesn't have the expected form.
pub(super) fn message(expected: &Expected, text: &str) -> String {
    let expected = match expected {
        Expected::Form(form) => (*form).to_owned(),
        Expected::OneOf(words) => format!("one of `{}`", words.join("`, `")),
    };
    format!("expected {expected}, found `{text}`")
}
