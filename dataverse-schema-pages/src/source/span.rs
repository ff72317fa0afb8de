/// A byte range in a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The id of the page.
    pub(super) page: u32,
    start: u32,
    end: u32,
}

impl Span {
    pub(super) fn new(page: u32, start: usize, end: usize) -> Self {
        Self {
            page,
            start: offset(start),
            end: offset(end),
        }
    }

    /// Returns the offset of the first byte.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// Returns the offset after the last byte.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Returns true if the spans have a byte in common.
    pub(crate) fn overlaps(self, other: Self) -> bool {
        self.page == other.page && self.start < other.end && other.start < self.end
    }

    /// Returns the span from this one's start to the other's end. Both must belong to the same
    /// page.
    pub(crate) fn join(self, other: Self) -> Self {
        let end = other.end.max(self.start);
        Self { end, ..self }
    }

    /// Returns the span from this one's start to the other's start.
    ///
    /// Both must belong to the same page.
    pub(crate) fn cut_before(self, other: Self) -> Self {
        let end = other.start;
        Self { end, ..self }
    }

    /// Returns the span from `start` to `end`, counted in bytes from this span's start.
    pub(crate) fn subspan(self, start: usize, end: usize) -> Self {
        Self {
            start: self.start + offset(start),
            end: self.start + offset(end),
            ..self
        }
    }
}

/// A page is shorter than 4 GiB: see `Source::new`.
fn offset(bytes: usize) -> u32 {
    bytes as u32
}
