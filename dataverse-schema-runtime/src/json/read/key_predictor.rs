use core::any::Any;

use super::key::Key;
use crate::info::{ColumnInfo, ColumnKind, TableInfo};
use crate::json::annotation::{Annotation, ETAG};
use crate::row::{Capacity, UncheckedTexts};
use crate::value::name::same;

/// A predictor of the next property, based on the order of properties in earlier rows.
///
/// The order is noted from the second row on. A property is first compared with the one expected
/// next, and only then looked up among all. Between bodies the table keeps the predictor.
pub(crate) struct KeyPredictor {
    table: &'static TableInfo,
    is_noted: bool,
    /// The start of a row, followed by the properties.
    steps: Vec<Step>,
    /// The step of each property, or 0, by column and by the kind of the property.
    ///
    /// The last entry is that of the etag.
    noted: Vec<[u32; KEYS_PER_COLUMN]>,
    /// The names of the properties, concatenated.
    names: Vec<u8>,
    /// The step of the last property.
    last: u32,
    /// True if the last property was null.
    was_null: bool,
    /// The step that is expected next.
    next: u32,
    /// The index of the column that was found last by a search.
    column: usize,
    seen: Vec<bool>,
    /// The lookups that have annotations but lack an id or a table.
    ///
    /// A lookup may occur more than once.
    pub(super) annotated: Vec<usize>,
    /// The capacity that the formatted values of a row needed.
    pub(super) capacity: Capacity,
    /// The texts of the row's columns, empty between rows.
    pub(super) texts: UncheckedTexts,
    /// The name of the last property that doesn't belong to a column.
    pub(super) other: String,
}

/// A property and its successors.
#[derive(Clone, Copy)]
struct Step {
    /// The start of its name in `KeyPredictor::names`.
    start: u32,
    end: u32,
    key: Key,
    /// The next step, and the next step if the value is null, since a null has no annotations.
    ///
    /// A step is 0 if nothing has followed yet.
    next: [u32; 2],
}

/// The number of properties of a column: its value and its annotations.
const KEYS_PER_COLUMN: usize = 1 + Annotation::ALL.len();

/// A byte that never occurs in UTF-8 text.
const NO_TEXT: u8 = 0xff;

const START: Step = Step {
    start: 0,
    end: 1,
    key: Key::Other,
    next: [0; 2],
};

/// The maximum capacity, in bytes, that the texts of one row reserve in the next body.
const MAX_CAPACITY: usize = 1 << 14;

impl KeyPredictor {
    /// Reads a body with the predictor of a table.
    pub(super) fn with_table<R>(table: &'static TableInfo, read: impl FnOnce(&mut Self) -> R) -> R {
        let mut predictor = Self::take_kept(table).unwrap_or_else(|| Box::new(Self::new(table)));
        let result = read(&mut predictor);
        if predictor.capacity.bytes() > MAX_CAPACITY {
            predictor.capacity = Capacity::default();
        }
        if predictor.texts.capacity() > MAX_CAPACITY {
            predictor.texts = UncheckedTexts::default();
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
            capacity: Capacity::default(),
            texts: UncheckedTexts::default(),
            other: String::new(),
        }
    }

    /// Takes the predictor that the last reader kept.
    ///
    /// One reader at a time has it. Others start with a new one rather than wait.
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

    /// Records the capacity that the row's formatted values needed.
    ///
    /// From now on the order of properties is noted.
    pub(super) fn end_row(&mut self, capacity: Capacity) {
        self.capacity = capacity;
        self.is_noted = true;
    }

    /// Marks a column's value as seen.
    ///
    /// Returns true if it is the first one.
    pub(super) fn mark_seen(&mut self, column: usize) -> bool {
        !std::mem::replace(&mut self.seen[column], true)
    }

    /// Marks the value of the last property as null.
    pub(super) fn mark_null(&mut self) {
        self.was_null = true;
        self.next = self.steps[self.last as usize].next[1];
    }

    /// Returns true if a column's value has been seen.
    pub(super) fn has_seen(&self, column: usize) -> bool {
        self.seen[column]
    }

    /// Returns the name of the property that is expected next.
    #[inline]
    pub(super) fn expected(&self) -> &[u8] {
        self.name(self.steps[self.next as usize])
    }

    /// Returns the key of the property that is expected next.
    #[inline]
    pub(super) fn take_expected(&mut self) -> Key {
        self.take(self.next)
    }

    /// Returns the key of the property with this name.
    pub(super) fn find(&mut self, name: &str) -> Key {
        if same(self.expected(), name.as_bytes()) {
            return self.take_expected();
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

    #[inline]
    fn name(&self, step: Step) -> &[u8] {
        &self.names[step.start as usize..step.end as usize]
    }

    #[inline]
    fn take(&mut self, step: u32) -> Key {
        let Step { key, next, .. } = self.steps[step as usize];
        self.last = step;
        self.was_null = false;
        self.next = next[0];
        key
    }

    /// Notes that a property follows the last one.
    fn note(&mut self, name: &str, key: Key) {
        let columns = self.table.row_columns;
        self.noted.resize(columns + 1, [0; KEYS_PER_COLUMN]);
        let (column, kind) = match key {
            Key::Value(column) => (column as usize, 0),
            Key::FormattedValue(column) => (column as usize, 1),
            Key::LookupAnnotation(column, annotation) => (column as usize, 1 + annotation as usize),
            Key::Etag | Key::Other => (columns, 0),
        };
        let step = &mut self.noted[column][kind];
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
        // A column's annotations are next to its value.
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
    let indices = table.cache.indices.get_or_init(|| {
        let columns = || table.row().iter().enumerate();
        let other = |(index, column)| Some((other_property(table, column)?, index));
        let others = columns().filter_map(other);
        others
            .chain(columns().map(|(index, column)| (column.property, index)))
            .collect()
    });
    indices.get(property).copied()
}

/// Returns the second property under which the Web API may return a column.
///
/// Pages have unique identifiers with a many-to-one relationship. The Web API has a property
/// `_x_value` for some of them, and a property `x` for others.
fn other_property(table: &TableInfo, column: &ColumnInfo) -> Option<&'static str> {
    let is_lookup = matches!(column.kind, ColumnKind::Uniqueidentifier)
        && table
            .many_to_one
            .iter()
            .any(|relationship| relationship.attribute == column.logical_name);
    if !is_lookup {
        return None;
    }
    let lookup = format!("_{}_value", column.logical_name);
    Some(if column.property == lookup {
        column.logical_name
    } else {
        lookup.leak()
    })
}
