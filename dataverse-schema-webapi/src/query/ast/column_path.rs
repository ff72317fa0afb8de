use dataverse_schema_runtime::info::{ColumnInfo, RelationshipInfo, TableInfo};

/// A column of the queried table, or of a related row at the end of a path of lookups.
#[derive(Clone, Debug)]
pub struct ColumnPath {
    pub(crate) navigation: Vec<Step>,
    pub(crate) column: &'static ColumnInfo,
}

/// A relationship from one table to another.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    pub(crate) from: &'static TableInfo,
    pub(crate) relationship: &'static RelationshipInfo,
    /// The other table, if its page is included.
    pub(crate) to: Option<&'static TableInfo>,
}

impl Step {
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        core::ptr::eq(self.relationship, other.relationship)
    }

    pub(crate) fn navigation_property(&self) -> &'static str {
        self.relationship.navigation_property
    }
}

impl ColumnPath {
    /// Returns true if both paths lead to the same column.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let own = self.navigation.iter().map(Step::navigation_property);
        let others = other.navigation.iter().map(Step::navigation_property);
        core::ptr::eq(self.column, other.column) && own.eq(others)
    }

    /// Returns the column's name as a key of a group. The table comes first for a related row.
    pub(crate) fn key_name(&self) -> String {
        match self.navigation.last() {
            None => self.column.property.to_owned(),
            Some(step) => format!("{}_{}", step.relationship.table, self.column.property),
        }
    }
}
