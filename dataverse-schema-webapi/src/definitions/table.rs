use super::column::ColumnDefinition;
use super::declare::definition;
use super::label::Label;
use super::query::DefinitionQuery;
use super::relationship::{ManyToManyDefinition, RelationshipDefinition};

definition! {
    /// The definition of a table.
    TableDefinition
    selects {
        /// The logical name.
        logical_name: String = "LogicalName",
        /// The schema name.
        schema_name: Option<String> = "SchemaName",
        /// The entity set, the name of the table in URLs.
        entity_set: Option<String> = "EntitySetName",
        /// The column with the primary key.
        primary_id: Option<String> = "PrimaryIdAttribute",
        /// The column with the primary name.
        primary_name: Option<String> = "PrimaryNameAttribute",
        /// The name of the table.
        display_name: Option<Label> = "DisplayName",
        /// The name of several rows.
        display_collection_name: Option<Label> = "DisplayCollectionName",
        /// The description.
        description: Option<Label> = "Description",
        /// The type code, which differs between environments for custom tables.
        type_code: Option<i32> = "ObjectTypeCode",
        /// Who owns the rows, such as `UserOwned`.
        ownership: Option<String> = "OwnershipType",
        /// The type of the table, such as `Standard` or `Elastic`.
        table_type: Option<String> = "TableType",
        /// True for a custom table.
        is_custom: Option<bool> = "IsCustomEntity",
        /// True if the table came with a managed solution.
        is_managed: Option<bool> = "IsManaged",
        /// True for the tables of activities.
        is_activity: Option<bool> = "IsActivity",
        /// True for a table of a many-to-many relationship.
        is_intersect: Option<bool> = "IsIntersect",
        /// True if changes of the table are tracked.
        is_tracked: Option<bool> = "ChangeTrackingEnabled",
        /// The id of the definition.
        metadata_id: Option<String> = "MetadataId",
    }
    expands {
        /// The columns, if the query asked for them.
        columns: Option<Vec<ColumnDefinition>> = "Attributes",
        /// The alternate keys, if the query asked for them.
        keys: Option<Vec<KeyDefinition>> = "Keys",
        /// The relationships of the table's lookups, if the query asked for them.
        many_to_one: Option<Vec<RelationshipDefinition>> = "ManyToOneRelationships",
        /// The relationships of other tables' lookups, if the query asked for them.
        one_to_many: Option<Vec<RelationshipDefinition>> = "OneToManyRelationships",
        /// The many-to-many relationships, if the query asked for them.
        many_to_many: Option<Vec<ManyToManyDefinition>> = "ManyToManyRelationships",
    }
}

definition! {
    /// The definition of an alternate key.
    KeyDefinition
    selects {
        /// The logical name.
        logical_name: String = "LogicalName",
        /// The schema name.
        schema_name: Option<String> = "SchemaName",
        /// The name of the key.
        display_name: Option<Label> = "DisplayName",
        /// The columns.
        columns: Option<Vec<String>> = "KeyAttributes",
        /// The state of its index: only an `Active` key can be used.
        status: Option<String> = "EntityKeyIndexStatus",
    }
    expands {}
}

impl TableDefinition {
    /// Asks for the definitions of all tables (`GET EntityDefinitions`).
    pub fn all() -> DefinitionQuery<Self> {
        DefinitionQuery::new("EntityDefinitions".into())
    }

    /// Asks for the definition of the table with this logical name.
    pub fn by_name(logical_name: &str) -> DefinitionQuery<Self> {
        DefinitionQuery::new("EntityDefinitions".into()).keyed("LogicalName", logical_name)
    }
}

impl DefinitionQuery<TableDefinition> {
    /// Asks for the columns. Their limits and options need [`ColumnDefinition::of_type`].
    pub fn with_columns(self) -> Self {
        self.expand::<ColumnDefinition>("Attributes")
    }

    /// Asks for the alternate keys.
    pub fn with_keys(self) -> Self {
        self.expand::<KeyDefinition>("Keys")
    }

    /// Asks for the relationships of the table.
    pub fn with_relationships(self) -> Self {
        self.expand::<RelationshipDefinition>("ManyToOneRelationships")
            .expand::<RelationshipDefinition>("OneToManyRelationships")
            .expand::<ManyToManyDefinition>("ManyToManyRelationships")
    }
}
