use super::set::{ChangeSet, Rows, Written};
use crate::check::Checks;
use crate::info::{ColumnInfo, RelationshipInfo};
use crate::rule::{Failure, Rule};

impl ChangeSet {
    /// Returns the missing required columns that are `wanted`.
    ///
    /// A row that certainly exists has none.
    pub(super) fn missing_here(
        &self,
        checks: &Checks,
        parent: Option<&RelationshipInfo>,
        wanted: impl Fn(&ColumnInfo) -> bool,
    ) -> Vec<Failure> {
        if matches!(self.written, Written::Existing(_)) {
            return Vec::new();
        }
        let is_given = |index: usize, column: &'static ColumnInfo| {
            let fills =
                |relationship: &RelationshipInfo| relationship.attribute == column.logical_name;
            self.changes.iter().any(|(i, _)| usize::from(*i) == index)
                || self.addressed_value(column).is_some()
                || self
                    .parties()
                    .any(|party| usize::from(party.column) == index)
                || parent.is_some_and(fills)
                || self
                    .inserts
                    .iter()
                    .any(|insert| matches!(insert.rows, Rows::One(_)) && fills(insert.relationship))
        };
        let columns = self.table.columns.iter().enumerate();
        let missing = columns.filter_map(|(index, column)| {
            let level = checks.required_level(column)?;
            let is_settable = column.valid_for_create && self.can_be_set(column);
            (is_settable && wanted(column) && !is_given(index, column))
                .then(|| Failure::new(column, Rule::Required(level)))
        });
        missing.collect()
    }
}
