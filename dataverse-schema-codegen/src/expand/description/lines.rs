use std::fmt::{Display, Write as _};

use dataverse_schema_pages::check::Decimal;
use dataverse_schema_pages::model::{Fact, LocalizedLabel};

/// The lines of a description. Fields are separated by tabs.
#[derive(Default)]
pub(super) struct Lines {
    text: String,
    /// The offsets of the columns' lines.
    columns: Vec<usize>,
}

impl Lines {
    /// Begins a line.
    pub(super) fn line(&mut self, kind: &str) -> &mut Self {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(kind);
        self
    }

    /// Begins the line of a column.
    pub(super) fn column(&mut self) -> &mut Self {
        self.columns.push(self.text.len() + 1);
        self.line("column")
    }

    /// Adds the line of a label.
    pub(super) fn label(&mut self, kind: &str, label: &LocalizedLabel) -> &mut Self {
        self.line(kind)
            .value(label.language.value)
            .fact(label.label.as_ref())
            .text(label.description())
    }

    /// Adds a field that needs no escapes.
    pub(super) fn value(&mut self, value: impl Display) -> &mut Self {
        write!(self.text, "\t{value}").expect("writing to a String never fails");
        self
    }

    /// Adds a field that needs no escapes, or an empty one.
    pub(super) fn optional<T: Display>(&mut self, value: Option<T>) -> &mut Self {
        match value {
            Some(value) => self.value(value),
            None => self.value(""),
        }
    }

    /// Adds the digits of a number, with the exponent that puts the decimal point between them.
    pub(super) fn decimal(&mut self, number: Option<Decimal>) -> &mut Self {
        match number {
            None => self.value(""),
            Some((digits, 0)) => self.value(digits),
            Some((digits, scale)) => self.value(format_args!("{digits}e-{scale}")),
        }
    }

    /// Adds a field of items separated by commas.
    pub(super) fn list(&mut self, items: &[impl AsRef<str>]) -> &mut Self {
        let mut separator = '\t';
        for item in items {
            self.text.push(separator);
            self.text.push_str(item.as_ref());
            separator = ',';
        }
        if items.is_empty() {
            self.text.push('\t');
        }
        self
    }

    /// Adds the text of a fact, or an empty field.
    pub(super) fn fact(&mut self, fact: Option<&Fact<String>>) -> &mut Self {
        self.text(fact.map_or("", |fact| &fact.value))
    }

    /// Adds any text, with escapes where it needs them.
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        self.text.push('\t');
        if is_plain(text) {
            self.text.push_str(text);
            return self;
        }
        for character in text.chars() {
            match character {
                '\\' => self.text.push_str("\\\\"),
                '\t' => self.text.push_str("\\t"),
                '\n' => self.text.push_str("\\n"),
                '\r' => self.text.push_str("\\r"),
                c if !is_invisible(c) => self.text.push(c),
                c => self.text.extend(c.escape_unicode()),
            }
        }
        self
    }

    /// Returns the text. Its first line has the offsets of the columns' lines, so that a constant
    /// finds them at once.
    pub(super) fn finish(self) -> String {
        const OFFSET_DIGITS: usize = 8;
        let offsets = OFFSET_DIGITS * self.columns.len();
        let mut text = String::with_capacity(self.text.len() + offsets + 8);
        text.push_str("lines\t");
        let start = text.len() + offsets + 1;
        for offset in &self.columns {
            write!(text, "{:0OFFSET_DIGITS$x}", start + offset)
                .expect("writing to a String never fails");
        }
        text.push('\n');
        text.push_str(&self.text);
        text
    }
}

/// Returns true if a text needs no escapes. Without optimization, as macros are built, an iterator
/// takes ten times as long.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() && matches!(bytes[at], b' '..=b'[' | b']'..=b'~') {
        at += 1;
    }
    at == bytes.len()
}

/// Returns true if a character is invisible or changes how its neighbors are displayed. rustc warns
/// about such characters in source text.
fn is_invisible(character: char) -> bool {
    !matches!(character, '"' | '\'') && character.escape_debug().len() > 1
}
