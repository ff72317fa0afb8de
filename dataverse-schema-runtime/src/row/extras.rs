use smol_str::SmolStr;

use super::texts::Texts;
use crate::value::Json;

/// The parts of a response about a row other than its columns' values.
#[derive(Clone, Debug, Default)]
pub struct Extras {
    pub(crate) etag: Option<SmolStr>,
    pub(crate) nulls: Vec<u64>,
    pub(crate) formatted: Texts,
    pub(crate) properties: Vec<(Box<str>, Json)>,
    /// Rare, so that the list is behind a pointer of its own.
    lossy: Option<Box<Lossy>>,
}

/// The names of the properties whose string isn't the original.
#[derive(Clone, Debug, Default)]
struct Lossy(Vec<String>);

impl Extras {
    /// Creates empty extras.
    pub const EMPTY: Self = Self {
        etag: None,
        nulls: Vec::new(),
        formatted: Texts::EMPTY,
        properties: Vec::new(),
        lossy: None,
    };

    /// Returns the row's ETag (`@odata.etag`), for example `W/"81359849"`.
    pub fn etag(&self) -> Option<&str> {
        self.etag.as_deref()
    }

    /// Returns the properties and annotations that aren't columns of the table.
    ///
    /// They include expanded rows, columns that aren't on the page, and the context.
    pub fn properties(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.properties.iter().map(|(name, json)| (&**name, json))
    }

    /// Returns the property or annotation with this name.
    pub fn property(&self, name: &str) -> Option<&Json> {
        self.properties()
            .find_map(|(n, json)| (n == name).then_some(json))
    }

    /// Returns the properties and annotations whose string was read with U+FFFD in place of half of
    /// a surrogate pair.
    ///
    /// The service stores and returns such strings, usually because another program cut them inside
    /// a pair (`"\ud83d"`).
    pub fn lossy_properties(&self) -> impl Iterator<Item = &str> {
        let names = self.lossy.iter().flat_map(|lossy| &lossy.0);
        names.map(String::as_str)
    }

    /// Removes everything except the texts, whose reader does.
    pub(crate) fn clear(&mut self) {
        self.etag = None;
        self.nulls.clear();
        self.properties.clear();
        self.lossy = None;
    }

    pub(crate) fn add_lossy(&mut self, property: String) {
        self.lossy.get_or_insert_default().0.push(property);
    }

    pub(crate) fn is_null(&self, column: usize) -> bool {
        let word = self.nulls.get(column / 64);
        word.is_some_and(|word| word & (1 << (column % 64)) != 0)
    }

    /// Returns the indices of the columns that are null or were null when the row was read.
    pub(crate) fn nulls(&self) -> impl Iterator<Item = usize> {
        let words = self.nulls.iter().enumerate();
        words.flat_map(|(word, bits)| {
            let mut bits = *bits;
            std::iter::from_fn(move || {
                let bit = bits.trailing_zeros();
                bits &= bits.checked_sub(1)?;
                Some(word * 64 + bit as usize)
            })
        })
    }

    pub(crate) fn set_null(&mut self, column: usize) {
        let word = column / 64;
        if self.nulls.len() <= word {
            self.nulls.resize(word + 1, 0);
        }
        self.nulls[word] |= 1 << (column % 64);
    }

    pub(crate) fn formatted(&self, column: usize) -> Option<&str> {
        self.formatted.get(column)
    }

    pub(crate) fn set_formatted(&mut self, column: usize, text: &str) {
        let set = self.formatted.set(column, text);
        set.expect("a row is set in memory, where its texts are shorter than 4 GiB");
    }

    /// Returns true if ETags, annotations, and properties are equal, in any order.
    pub(crate) fn is_equal_unordered(&self, other: &Self) -> bool {
        fn same<T: PartialEq>(a: &[T], b: &[T]) -> bool {
            a.len() == b.len() && a.iter().all(|item| b.contains(item))
        }
        self.etag == other.etag
            && self.formatted == other.formatted
            && same(&self.properties, &other.properties)
    }
}
