use core::fmt;

/// The texts of a row's columns, stored in one string.
///
/// Most columns of a response have a text.
#[derive(Clone, Default)]
pub(crate) struct Texts {
    all: String,
    places: Vec<Place>,
}

#[derive(Clone, Copy)]
struct Place {
    column: u16,
    start: u32,
    end: u32,
}

/// The capacity that texts require.
#[derive(Clone, Copy, Default)]
pub(crate) struct Room {
    bytes: usize,
    places: usize,
}

impl Room {
    pub(crate) fn bytes(self) -> usize {
        self.bytes
    }
}

impl Texts {
    /// Creates empty texts with this capacity.
    pub(crate) fn with_room(room: Room) -> Self {
        Self {
            all: String::with_capacity(room.bytes),
            places: Vec::with_capacity(room.places),
        }
    }

    pub(crate) fn room(&self) -> Room {
        Room {
            bytes: self.all.len(),
            places: self.places.len(),
        }
    }

    pub(crate) const EMPTY: Self = Self {
        all: String::new(),
        places: Vec::new(),
    };

    /// Adds a column's text.
    pub(crate) fn push(&mut self, column: usize, text: &str) -> Result<(), &'static str> {
        let end = self.all.len() + text.len();
        let end =
            u32::try_from(end).map_err(|_| "formatted values of one row are longer than 4 GiB")?;
        let place = Place {
            column: column as u16,
            start: self.all.len() as u32,
            end,
        };
        self.all.push_str(text);
        self.places.push(place);
        Ok(())
    }

    /// Sorts the texts by column, as [`get`](Self::get) requires.
    ///
    /// Returns the index of a column with two texts, if there is one.
    pub(crate) fn sort(&mut self) -> Option<usize> {
        if self.places.is_sorted_by(|a, b| a.column < b.column) {
            return None;
        }
        self.places.sort_by_key(|place| place.column);
        let mut pairs = self.places.windows(2);
        let twice = pairs.find(|pair| pair[0].column == pair[1].column)?;
        Some(twice[0].column.into())
    }

    pub(crate) fn get(&self, column: usize) -> Option<&str> {
        let places = &self.places;
        let found = places.binary_search_by_key(&column, |place| place.column.into());
        found.ok().map(|found| self.text(&places[found]))
    }

    fn text(&self, place: &Place) -> &str {
        &self.all[place.start as usize..place.end as usize]
    }

    /// Returns the texts in the order of their columns.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (u16, &str)> {
        let places = self.places.iter();
        places.map(|place| (place.column, self.text(place)))
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
