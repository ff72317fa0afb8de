use super::set::{Change, ChangeSet, Written};
use crate::info::ColumnInfo;
use crate::rule::Rule;
use crate::value::Value;

impl ChangeSet {
    /// Returns the value of a column that the address of the row contains.
    pub(super) fn addressed_value(&self, column: &'static ColumnInfo) -> Option<Value<'static>> {
        let row = self.address()?;
        if column.logical_name == self.table.primary_id
            && let Some(id) = row.id()
        {
            return Some(Value::Guid(id));
        }
        row.value(column).cloned()
    }

    /// Returns true if the address of the row already contains the value.
    pub(super) fn is_addressed(&self, column: &'static ColumnInfo, change: &Change) -> bool {
        match (self.addressed_value(column), change) {
            (Some(Value::Lookup(addressed)), Change::Bind { row, .. }) => {
                row.id() == Some(addressed.id)
            }
            (Some(addressed), Change::Set(value)) => addressed == *value,
            _ => false,
        }
    }

    /// Returns the violated rule if a change contradicts the address of the row.
    ///
    /// An update may change the columns of an alternate key.
    pub(super) fn differs_from_address(
        &self,
        column: &'static ColumnInfo,
        change: &Change,
    ) -> Option<Rule> {
        let addressed = self.addressed_value(column)?;
        if self.is_addressed(column, change) {
            return None;
        }
        if column.logical_name == self.table.primary_id {
            return Some(Rule::PrimaryKeyDiffers);
        }
        matches!(self.written, Written::Upsert { .. }).then(|| Rule::KeyDiffers {
            key: addressed.to_string(),
        })
    }
}
