use dataverse_schema_runtime::info::{ColumnInfo, RelationshipInfo};

/// A column of the queried table, or of a related row at the end of a path of lookups.
#[derive(Clone, Debug)]
pub struct ColumnPath {
    pub(crate) navigation: Vec<&'static RelationshipInfo>,
    pub(crate) column: &'static ColumnInfo,
}

impl ColumnPath {
    /// Returns true if both paths lead to the same column.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let own = self.navigation.iter().map(|to| to.navigation_property);
        let others = other.navigation.iter().map(|to| to.navigation_property);
        core::ptr::eq(self.column, other.column) && own.eq(others)
    }

    /// Returns the column's name as a key of a group. The table comes first for a related row.
    pub(crate) fn key_name(&self) -> String {
        match self.navigation.last() {
            None => self.column.property.to_owned(),
            Some(to) => format!("{}_{}", to.table, self.column.property),
        }
    }
}
