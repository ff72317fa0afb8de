use crate::model::fact::facts;
use crate::model::{Extra, Fact, Number};

/// A relationship. Its kind is given by the list of the table that it stands in.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Relationship {
    /// The schema name: the heading of the relationship's section.
    pub schema_name: Fact<String>,
    /// Of a many-to-many relationship: the logical name of the other table.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub other_entity: Option<Fact<String>>,
    /// The rows of the relationship's property table.
    #[cfg_attr(feature = "json", serde(flatten))]
    pub facts: RelationshipFacts,
    /// `CascadeConfiguration`
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub cascade_configuration: Option<Fact<Cascade>>,
    /// `AssociatedMenuConfiguration`
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub associated_menu_configuration: Option<Fact<AssociatedMenu>>,
    /// `Entity1AssociatedMenuConfiguration`
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub entity1_associated_menu_configuration: Option<Fact<AssociatedMenu>>,
    /// `Entity2AssociatedMenuConfiguration`
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub entity2_associated_menu_configuration: Option<Fact<AssociatedMenu>>,
    /// What isn't understood.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Extra::is_empty"))]
    pub extra: Extra,
}

facts! {
    /// The rows of a relationship's property table.
    RelationshipFacts {
        "ReferencedEntity" referenced_entity: String,
        "ReferencedAttribute" referenced_attribute: String,
        "ReferencingEntity" referencing_entity: String,
        "ReferencingAttribute" referencing_attribute: String,
        "ReferencingEntityNavigationPropertyName" referencing_entity_navigation_property_name: String,
        "ReferencedEntityNavigationPropertyName" referenced_entity_navigation_property_name: String,
        "IsHierarchical" is_hierarchical: bool,
        "IsCustomizable" is_customizable: bool,
        "IntersectEntityName" intersect_entity_name: String,
        "IntersectAttribute" intersect_attribute: String,
        "NavigationPropertyName" navigation_property_name: String,
        "Entity1IntersectAttribute" entity1_intersect_attribute: String,
        "Entity2IntersectAttribute" entity2_intersect_attribute: String,
        "Entity1NavigationPropertyName" entity1_navigation_property_name: String,
        "Entity2NavigationPropertyName" entity2_navigation_property_name: String,
        "DenormalizedAttributeName" denormalized_attribute_name: String,
        "EntityKey" entity_key: String,
        "IsDenormalizedLookup" is_denormalized_lookup: bool,
        "IsRelationshipAttributeDenormalized" is_relationship_attribute_denormalized: bool,
    }
}

facts! {
    /// What happens to the rows at the other end.
    Cascade {
        "Archive" archive: String,
        "Assign" assign: String,
        "Delete" delete: String,
        "Merge" merge: String,
        "Reparent" reparent: String,
        "RollupView" rollup_view: String,
        "Share" share: String,
        "Unshare" unshare: String,
    }
}

facts! {
    /// How model-driven apps show the related rows.
    AssociatedMenu {
        "AvailableOffline" available_offline: bool,
        "Behavior" behavior: String,
        "Group" group: String,
        "Label" label: String,
        "MenuId" menu_id: String,
        "Order" order: Number,
        "QueryApi" query_api: String,
        "ViewId" view_id: String,
    }
}
