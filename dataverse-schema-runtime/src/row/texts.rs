use core::fmt;
use std::borrow::Cow;

use crate::value::lossy::{INVALID_UTF8, Passed, lossy_text};

/// The texts of a row's columns, stored in one string.
///
/// Most columns of a response have a string.
#[derive(Clone, Default)]
pub(crate) struct Texts {
    all: String,
    spans: Vec<TextSpan>,
}

#[derive(Clone, Copy)]
struct TextSpan {
    column: u16,
    start: u32,
    end: u32,
}

/// The capacity of a [`Texts`].
#[derive(Clone, Copy, Default)]
pub(crate) struct Capacity {
    bytes: usize,
    spans: usize,
}

impl Capacity {
    pub(crate) fn bytes(self) -> usize {
        self.bytes
    }
}

/// Texts that are being read.
#[derive(Default)]
pub(crate) struct UncheckedTexts {
    /// The texts up to the first one that is bytes.
    checked: String,
    /// All texts, if one of them is bytes.
    ///
    /// Whether they are UTF-8 is checked for all at once, which takes a fraction of the time.
    bytes: Vec<u8>,
    spans: Vec<TextSpan>,
}

impl UncheckedTexts {
    pub(crate) fn reserve(&mut self, capacity: Capacity) {
        self.checked.reserve_exact(capacity.bytes);
        self.spans.reserve_exact(capacity.spans);
    }

    /// Returns the number of bytes that fit without another allocation.
    pub(crate) fn capacity(&self) -> usize {
        self.checked.capacity()
    }

    /// Adds a column's text.
    #[inline]
    pub(crate) fn push(&mut self, column: usize, text: Passed<'_>) -> Result<(), &'static str> {
        match text {
            Passed::Text(text) => self.push_str(column, text),
            Passed::Bytes(bytes) => self.push_bytes(column, bytes),
        }
    }

    #[inline]
    fn push_str(&mut self, column: usize, text: &str) -> Result<(), &'static str> {
        if !self.bytes.is_empty() {
            return self.push_bytes(column, text.as_bytes());
        }
        self.push_span(column, self.checked.len(), text.len())?;
        self.checked.push_str(text);
        Ok(())
    }

    fn push_bytes(&mut self, column: usize, text: &[u8]) -> Result<(), &'static str> {
        if self.bytes.is_empty() {
            self.bytes = std::mem::take(&mut self.checked).into_bytes();
        }
        self.push_span(column, self.bytes.len(), text.len())?;
        self.bytes.extend_from_slice(text);
        Ok(())
    }

    fn push_span(
        &mut self,
        column: usize,
        start: usize,
        length: usize,
    ) -> Result<(), &'static str> {
        let end = u32::try_from(start + length);
        let end = end.map_err(|_| "texts of one row are longer than 4 GiB")?;
        self.spans.push(TextSpan {
            column: column as u16,
            start: start as u32,
            end,
        });
        Ok(())
    }

    /// Returns the texts, and the columns whose text has U+FFFD in place of half of a surrogate
    /// pair.
    ///
    /// The error is a column whose text is invalid.
    pub(crate) fn check(self) -> Result<(Texts, Vec<usize>), (usize, &'static str)> {
        let Self {
            checked,
            bytes,
            spans,
        } = self;
        if bytes.is_empty() {
            let texts = Texts {
                all: checked,
                spans,
            };
            return Ok((texts, Vec::new()));
        }
        let all = match String::from_utf8(bytes) {
            Ok(all) => all,
            Err(error) => return check_each(error.as_bytes(), &spans),
        };
        // The end of one text and the start of the next may be valid only together.
        let mut ends = spans.iter().map(|span| span.end as usize);
        if !ends.all(|end| all.is_char_boundary(end)) {
            return check_each(all.as_bytes(), &spans);
        }
        Ok((Texts { all, spans }, Vec::new()))
    }
}

#[cold]
fn check_each(
    bytes: &[u8],
    spans: &[TextSpan],
) -> Result<(Texts, Vec<usize>), (usize, &'static str)> {
    let (mut texts, mut lossy) = (UncheckedTexts::default(), Vec::new());
    for span in spans {
        let column = usize::from(span.column);
        let text = lossy_text(&bytes[span.start as usize..span.end as usize]);
        let text = text.ok_or((column, INVALID_UTF8))?;
        if matches!(text, Cow::Owned(_)) {
            lossy.push(column);
        }
        let push = texts.push_str(column, &text);
        push.map_err(|error| (column, error))?;
    }
    let (texts, _) = texts.check()?;
    Ok((texts, lossy))
}

impl Texts {
    /// Removes all texts, and keeps the capacity.
    pub(crate) fn into_unchecked(self) -> UncheckedTexts {
        let Self { mut all, mut spans } = self;
        all.clear();
        spans.clear();
        UncheckedTexts {
            checked: all,
            bytes: Vec::new(),
            spans,
        }
    }

    pub(crate) fn capacity(&self) -> Capacity {
        Capacity {
            bytes: self.all.len(),
            spans: self.spans.len(),
        }
    }

    pub(crate) const EMPTY: Self = Self {
        all: String::new(),
        spans: Vec::new(),
    };

    /// Sets a column's text, and keeps the texts sorted.
    pub(crate) fn set(&mut self, column: usize, text: &str) -> Result<(), &'static str> {
        self.spans.retain(|span| usize::from(span.column) != column);
        let texts = std::mem::take(self);
        let mut texts = UncheckedTexts {
            checked: texts.all,
            bytes: Vec::new(),
            spans: texts.spans,
        };
        texts.push_str(column, text)?;
        (*self, _) = texts.check().map_err(|(_, error)| error)?;
        self.sort();
        Ok(())
    }

    /// Sorts the texts by column, as [`get`](Self::get) requires.
    ///
    /// Returns the index of a column with two texts, if there is one.
    pub(crate) fn sort(&mut self) -> Option<usize> {
        if self.spans.is_sorted_by(|a, b| a.column < b.column) {
            return None;
        }
        self.spans.sort_by_key(|span| span.column);
        let mut pairs = self.spans.windows(2);
        let duplicate = pairs.find(|pair| pair[0].column == pair[1].column)?;
        Some(duplicate[0].column.into())
    }

    pub(crate) fn get(&self, column: usize) -> Option<&str> {
        let spans = &self.spans;
        let found = spans.binary_search_by_key(&column, |span| span.column.into());
        found.ok().map(|found| self.text(&spans[found]))
    }

    fn text(&self, span: &TextSpan) -> &str {
        &self.all[span.start as usize..span.end as usize]
    }

    /// Returns the texts in the order of their columns.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u16, &str)> {
        let spans = self.spans.iter();
        spans.map(|span| (span.column, self.text(span)))
    }
}

impl PartialEq for Texts {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}
