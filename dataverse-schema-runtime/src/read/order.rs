use crate::{ColumnInfo, TableInfo};

/// The order of the properties in the rows of one body, which mostly is that of the row before: a property is looked for
/// where it stood there, and only then among all.
pub(crate) struct Order {
    columns: &'static [ColumnInfo],
    /// By the place behind a column, the column that followed it last.
    next: Vec<usize>,
    place: usize,
    seen: Vec<bool>,
}

impl Order {
    pub(crate) fn new(table: &TableInfo) -> Self {
        let columns = table.row();
        Self {
            columns,
            next: (0..=columns.len()).collect(),
            place: 0,
            seen: vec![false; columns.len()],
        }
    }

    pub(super) fn start_row(&mut self) {
        self.place = 0;
        self.seen.fill(false);
    }

    /// Notes that a column's value has come, and says whether it is the first one.
    pub(super) fn is_first(&mut self, column: usize) -> bool {
        !std::mem::replace(&mut self.seen[column], true)
    }

    /// The column that a property belongs to, and what stands behind the column's own property: nothing, or `@` and the name
    /// of an annotation.
    pub(super) fn find<'n>(&mut self, name: &'n str) -> Option<(usize, &'n str)> {
        let last = self.place.checked_sub(1);
        let expected = self.next[self.place];
        for column in last.into_iter().chain([expected]) {
            if let Some(rest) = self.rest(column, name) {
                self.place = column + 1;
                return Some((column, rest));
            }
        }
        let end = name.find('@').unwrap_or(name.len());
        let (property, rest) = name.split_at(end);
        let column = self
            .columns
            .binary_search_by(|column| column.property.cmp(property))
            .ok()?;
        self.next[self.place] = column;
        self.place = column + 1;
        Some((column, rest))
    }

    fn rest<'n>(&self, column: usize, name: &'n str) -> Option<&'n str> {
        let rest = name.strip_prefix(self.columns.get(column)?.property)?;
        (rest.is_empty() || rest.starts_with('@')).then_some(rest)
    }
}
