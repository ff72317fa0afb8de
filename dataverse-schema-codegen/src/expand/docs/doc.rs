use std::fmt::{self, Display};

/// A doc comment: one attribute per line, as for `///`.
#[derive(Default)]
pub(crate) struct Doc(Vec<String>);

impl Doc {
    pub(super) fn line(text: impl AsRef<str>) -> Self {
        let mut doc = Self::default();
        doc.add_paragraph(text);
        doc
    }

    /// Adds a paragraph of one line, unless it is empty.
    pub(super) fn add_paragraph(&mut self, text: impl AsRef<str>) {
        let text = text.as_ref();
        if text.is_empty() {
            return;
        }
        if !self.0.is_empty() {
            self.0.push(String::new());
        }
        self.0.push(format!(" {text}"));
    }

    /// Adds a block of code. As text, it isn't a doctest of the user's crate.
    pub(super) fn add_code(&mut self, lines: &[String]) {
        self.0.extend(["", " ```text"].map(str::to_owned));
        self.0.extend(lines.iter().map(|line| format!(" {line}")));
        self.0.push(" ```".to_owned());
    }
}

impl Display for Doc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|line| write!(f, "#[doc = {line:?}]"))
    }
}
