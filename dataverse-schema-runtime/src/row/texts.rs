use core::fmt;

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

impl Texts {
    /// Removes all texts, and reserves this capacity.
    pub(crate) fn reset(&mut self, capacity: Capacity) {
        self.all.clear();
        self.spans.clear();
        self.all.reserve_exact(capacity.bytes);
        self.spans.reserve_exact(capacity.spans);
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

    /// Adds a column's text.
    pub(crate) fn push(&mut self, column: usize, text: &str) -> Result<(), &'static str> {
        let end = self.all.len() + text.len();
        let end =
            u32::try_from(end).map_err(|_| "formatted values of one row are longer than 4 GiB")?;
        let span = TextSpan {
            column: column as u16,
            start: self.all.len() as u32,
            end,
        };
        self.all.push_str(text);
        self.spans.push(span);
        Ok(())
    }

    /// Sets a column's text, and keeps the texts sorted.
    pub(crate) fn set(&mut self, column: usize, text: &str) -> Result<(), &'static str> {
        self.spans.retain(|span| usize::from(span.column) != column);
        self.push(column, text)?;
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
