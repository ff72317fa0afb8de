use core::any::Any;

use super::key::Key;
use crate::info::TableInfo;
use crate::json::annotation::{Annotation, ETAG};
use crate::row::Room;
use crate::value::name::same;

/// What rows have in common: the order of the properties. From the second row on it is noted, and a property is looked for
/// behind the one before it, and only then among all. Between bodies it is kept by the table.
pub(crate) struct KeyPredictor {
    table: &'static TableInfo,
    is_noted: bool,
    /// Where rows begin, then the properties.
    steps: Vec<Step>,
    /// By column and place of the property beside it, the step of the property, or 0. Last comes the etag.
    noted: Vec<[u32; BESIDE]>,
    /// The names of the properties, one behind the other.
    names: Vec<u8>,
    /// The step of the property that came last, whether it was null, the step that is expected, and the column searched last.
    last: u32,
    was_null: bool,
    next: u32,
    column: usize,
    seen: Vec<bool>,
    /// The lookups that annotations have come of, but no id or no table, some of them more than once.
    pub(super) annotated: Vec<usize>,
    /// How much room the formatted values of a row have taken.
    pub(super) room: Room,
    /// The name of the last property that is none of a column.
    pub(super) other: String,
}

/// A property, and the one that follows.
#[derive(Clone, Copy)]
struct Step {
    /// Where its name stands.
    start: u32,
    end: u32,
    key: Key,
    /// What follows it, and what does where it is null, as its annotations are missing then; 0 if nothing has followed yet.
    next: [u32; 2],
}

/// A column's value and its annotations.
const BESIDE: usize = 1 + Annotation::ALL.len();

/// A byte that is in no text.
const NO_TEXT: u8 = 0xff;

const START: Step = Step {
    start: 0,
    end: 1,
    key: Key::Other,
    next: [0; 2],
};

/// The most bytes that the texts of one row leave room for in the next body.
const ROOM: usize = 1 << 14;

impl KeyPredictor {
    /// Reads a body.
    pub(super) fn with<R>(table: &'static TableInfo, read: impl FnOnce(&mut Self) -> R) -> R {
        let mut predictor = Self::take_kept(table).unwrap_or_else(|| Box::new(Self::new(table)));
        let result = read(&mut predictor);
        if predictor.room.bytes() > ROOM {
            predictor.room = Room::default();
        }
        predictor.other = String::new();
        predictor.keep();
        result
    }

    fn new(table: &'static TableInfo) -> Self {
        Self {
            table,
            is_noted: false,
            steps: vec![START],
            noted: Vec::new(),
            names: vec![NO_TEXT],
            last: 0,
            was_null: false,
            next: 0,
            column: 0,
            seen: vec![false; table.row_columns],
            annotated: Vec::new(),
            room: Room::default(),
            other: String::new(),
        }
    }

    /// Takes what the last reader kept. One reader at a time has it; others do without, rather than wait.
    fn take_kept(table: &TableInfo) -> Option<Box<Self>> {
        let kept: Box<dyn Any> = table.cache.reader.try_lock().ok()?.take()?;
        kept.downcast().ok()
    }

    fn keep(self: Box<Self>) {
        if let Ok(mut kept) = self.table.cache.reader.try_lock() {
            *kept = Some(self);
        }
    }

    pub(super) fn start_row(&mut self) {
        self.seen.fill(false);
        self.annotated.clear();
        self.take(0);
    }

    /// Notes what the row's formatted values took, and that the order of further rows is worth noting.
    pub(super) fn end_row(&mut self, room: Room) {
        self.room = room;
        self.is_noted = true;
    }

    /// Notes that a column's value has come, and says whether it is the first one.
    pub(super) fn is_first(&mut self, column: usize) -> bool {
        !std::mem::replace(&mut self.seen[column], true)
    }

    /// Notes that the property that came last is null.
    pub(super) fn is_null(&mut self) {
        self.was_null = true;
        self.next = self.steps[self.last as usize].next[1];
    }

    /// Whether a column's value has come.
    pub(super) fn has_come(&self, column: usize) -> bool {
        self.seen[column]
    }

    /// What the property with this name is.
    pub(super) fn find(&mut self, name: &str) -> Key {
        let expected = self.steps[self.next as usize];
        if same(self.name(expected), name.as_bytes()) {
            return self.take(self.next);
        }
        self.find_elsewhere(name)
    }

    #[inline(never)]
    fn find_elsewhere(&mut self, name: &str) -> Key {
        let Some(key) = self.search(name) else {
            name.clone_into(&mut self.other);
            return Key::Other;
        };
        if self.is_noted {
            self.note(name, key);
        }
        key
    }

    fn name(&self, step: Step) -> &[u8] {
        &self.names[step.start as usize..step.end as usize]
    }

    fn take(&mut self, step: u32) -> Key {
        let Step { key, next, .. } = self.steps[step as usize];
        self.last = step;
        self.was_null = false;
        self.next = next[0];
        key
    }

    /// Makes a property follow the one before it.
    fn note(&mut self, name: &str, key: Key) {
        let columns = self.table.row_columns;
        self.noted.resize(columns + 1, [0; BESIDE]);
        let (column, place) = match key {
            Key::Value(column) => (column as usize, 0),
            Key::FormattedValue(column) => (column as usize, 1),
            Key::LookupAnnotation(column, annotation) => (column as usize, 1 + annotation as usize),
            Key::Etag | Key::Other => (columns, 0),
        };
        let step = &mut self.noted[column][place];
        if *step == 0 {
            *step = self.steps.len() as u32;
            let start = self.names.len() as u32;
            self.names.extend_from_slice(name.as_bytes());
            self.steps.push(Step {
                start,
                end: self.names.len() as u32,
                key,
                next: [self.next, 0],
            });
        }
        let step = *step;
        self.steps[self.last as usize].next[usize::from(self.was_null)] = step;
        self.take(step);
    }

    fn search(&mut self, name: &str) -> Option<Key> {
        if name == ETAG {
            return Some(Key::Etag);
        }
        let columns = self.table.row();
        // The annotations of a column stand beside it.
        let beside = name.strip_prefix(columns.get(self.column)?.property);
        let suffix = match beside.filter(|suffix| suffix.is_empty() || suffix.starts_with('@')) {
            Some(suffix) => suffix,
            None => {
                let (property, suffix) = name.split_at(name.find('@').unwrap_or(name.len()));
                self.column = index_of(self.table, property)?;
                suffix
            }
        };
        let column = self.column as u32;
        if suffix.is_empty() {
            return Some(Key::Value(column));
        }
        match Annotation::from_suffix(suffix)? {
            annotation if columns[self.column].kind.is_lookup() => {
                Some(Key::LookupAnnotation(column, annotation))
            }
            Annotation::FormattedValue => Some(Key::FormattedValue(column)),
            _ => None,
        }
    }
}

/// Returns the index of a row's column by its property.
fn index_of(table: &TableInfo, property: &str) -> Option<usize> {
    let indexes = table.cache.indexes.get_or_init(|| {
        let columns = table.row().iter().enumerate();
        columns
            .map(|(index, column)| (column.property, index))
            .collect()
    });
    indexes.get(property).copied()
}
