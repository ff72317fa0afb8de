use crate::annotation::Annotation;
use crate::texts::Room;
use crate::{ColumnInfo, TableInfo};

/// What the rows of one body have in common: the order of the properties, which mostly is that of the row before, so that a
/// property is looked for where it stood there, and only then among all.
pub(crate) struct Order {
    columns: &'static [ColumnInfo],
    /// By the place behind a column, the column that followed it last.
    next: Vec<usize>,
    place: usize,
    seen: Vec<bool>,
    /// The lookups that annotations have come of, some of them more than once.
    pub(super) annotated: Vec<usize>,
    /// How much room the formatted values of a row have taken.
    pub(super) room: Room,
}

impl Order {
    pub(crate) fn new(table: &TableInfo) -> Self {
        let columns = table.row();
        Self {
            columns,
            next: (0..=columns.len()).collect(),
            place: 0,
            seen: vec![false; columns.len()],
            annotated: Vec::new(),
            room: Room::default(),
        }
    }

    pub(super) fn start_row(&mut self) {
        self.place = 0;
        self.seen.fill(false);
        self.annotated.clear();
    }

    /// Notes that a column's value has come, and says whether it is the first one.
    pub(super) fn is_first(&mut self, column: usize) -> bool {
        !std::mem::replace(&mut self.seen[column], true)
    }

    /// Whether a column's value has come.
    pub(super) fn has_come(&self, column: usize) -> bool {
        self.seen[column]
    }

    /// Notes that an annotation of a lookup has come.
    pub(super) fn annotate(&mut self, column: usize) {
        // Those of one lookup come one after the other.
        if self.annotated.last() != Some(&column) {
            self.annotated.push(column);
        }
    }

    /// The column that a property belongs to, and the annotation that it is of it.
    pub(super) fn find(&mut self, name: &str) -> Option<(usize, Option<Annotation>)> {
        if let Some(last) = self.place.checked_sub(1)
            && let Some(annotation) = self.part(last, name)
        {
            return Some((last, annotation));
        }
        let expected = self.next[self.place];
        if let Some(annotation) = self.part(expected, name) {
            self.place = expected + 1;
            return Some((expected, annotation));
        }
        let property = name.split('@').next().unwrap_or_default();
        let column = self
            .columns
            .binary_search_by(|column| column.property.cmp(property))
            .ok()?;
        let annotation = Annotation::of(property, name)?;
        self.next[self.place] = column;
        self.place = column + 1;
        Some((column, annotation))
    }

    /// Which part of a column a name is: an annotation, or, as `Some(None)`, the value.
    fn part(&self, column: usize, name: &str) -> Option<Option<Annotation>> {
        Annotation::of(self.columns.get(column)?.property, name)
    }
}
