use super::declare::definition;
use super::query::DefinitionQuery;

definition! {
    /// The definition of a relationship between a lookup and the rows that it refers to.
    RelationshipDefinition
    selects {
        /// The schema name.
        schema_name: String = "SchemaName",
        /// The table that the lookup refers to.
        referenced_table: Option<String> = "ReferencedEntity",
        /// The column that the lookup refers to.
        referenced_column: Option<String> = "ReferencedAttribute",
        /// The navigation property from the referenced row to the list of rows.
        list_property: Option<String> = "ReferencedEntityNavigationPropertyName",
        /// The table of the lookup.
        referencing_table: Option<String> = "ReferencingEntity",
        /// The lookup.
        referencing_column: Option<String> = "ReferencingAttribute",
        /// The navigation property of the lookup.
        lookup_property: Option<String> = "ReferencingEntityNavigationPropertyName",
        /// True for a custom relationship.
        is_custom: Option<bool> = "IsCustomRelationship",
    }
    expands {}
}

definition! {
    /// The definition of a many-to-many relationship.
    ManyToManyDefinition
    selects {
        /// The schema name.
        schema_name: String = "SchemaName",
        /// The first table.
        first_table: Option<String> = "Entity1LogicalName",
        /// The navigation property of the first table.
        first_property: Option<String> = "Entity1NavigationPropertyName",
        /// The column of the intersect table with the id of the first table's row.
        first_intersect_column: Option<String> = "Entity1IntersectAttribute",
        /// The second table.
        second_table: Option<String> = "Entity2LogicalName",
        /// The navigation property of the second table.
        second_property: Option<String> = "Entity2NavigationPropertyName",
        /// The column of the intersect table with the id of the second table's row.
        second_intersect_column: Option<String> = "Entity2IntersectAttribute",
        /// The intersect table.
        intersect_table: Option<String> = "IntersectEntityName",
        /// True for a custom relationship.
        is_custom: Option<bool> = "IsCustomRelationship",
    }
    expands {}
}

impl RelationshipDefinition {
    /// Asks for the definition of the relationship with this schema name.
    pub fn by_name(schema_name: &str) -> DefinitionQuery<Self> {
        let query = DefinitionQuery::new("RelationshipDefinitions".into());
        let query = query.keyed("SchemaName", schema_name);
        query.cast("OneToManyRelationshipMetadata")
    }
}

impl ManyToManyDefinition {
    /// Asks for the definition of the relationship with this schema name.
    pub fn by_name(schema_name: &str) -> DefinitionQuery<Self> {
        let query = DefinitionQuery::new("RelationshipDefinitions".into());
        let query = query.keyed("SchemaName", schema_name);
        query.cast("ManyToManyRelationshipMetadata")
    }
}
