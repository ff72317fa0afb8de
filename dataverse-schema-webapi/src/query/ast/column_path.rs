use dataverse_schema_runtime::info::{ColumnInfo, RelationshipInfo};

/// The column at the end of navigation properties.
#[derive(Clone, Debug)]
pub struct ColumnPath {
    pub(crate) navigation: Vec<&'static RelationshipInfo>,
    pub(crate) column: &'static ColumnInfo,
}

impl ColumnPath {
    /// The name under which it comes as the key of a group: that of a related row is preceded by its table.
    pub(crate) fn key_name(&self) -> String {
        match self.navigation.last() {
            None => self.column.property.to_owned(),
            Some(to) => format!("{}_{}", to.table, self.column.property),
        }
    }
}
