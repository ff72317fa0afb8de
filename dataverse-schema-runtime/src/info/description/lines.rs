use std::iter::{Peekable, Skip};
use std::str;

use super::fields::{Fields, SAME_VERSION};

/// The lines of a description after the first.
pub(super) struct Lines {
    lines: Peekable<Skip<str::Lines<'static>>>,
    /// The language of the page, as soon as it is read.
    pub(super) language: i32,
}

impl Lines {
    pub(super) fn new(text: &'static str) -> Self {
        Self {
            lines: text.lines().skip(1).peekable(),
            language: 0,
        }
    }

    /// Returns the next line, whatever its kind.
    pub(super) fn next(&mut self) -> Fields {
        Fields::new(self.lines.next().expect(SAME_VERSION))
    }

    /// Returns the next line if it is of this kind.
    pub(super) fn next_of(&mut self, kind: &str) -> Option<Fields> {
        let is_of_kind = |line: &&str| {
            line.strip_prefix(kind)
                .is_some_and(|rest| rest.starts_with('\t'))
        };
        self.lines.next_if(is_of_kind).map(Fields::new)
    }

    /// Skips the next line if it consists of this word, and returns true if so.
    pub(super) fn skip_word(&mut self, word: &str) -> bool {
        self.lines.next_if(|line| *line == word).is_some()
    }

    /// Reads the lines of this kind that follow.
    pub(super) fn all<T>(&mut self, kind: &str, read: impl Fn(Fields) -> T) -> &'static [T] {
        let mut items = Vec::new();
        while let Some(fields) = self.next_of(kind) {
            items.push(read(fields));
        }
        items.leak()
    }

    pub(super) fn is_at_end(&mut self) -> bool {
        self.lines.peek().is_none()
    }
}
