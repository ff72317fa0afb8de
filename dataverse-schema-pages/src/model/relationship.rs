use crate::model::facts::facts;
use crate::model::{CascadeBehavior, Extra, Fact, Link, MenuBehavior, MenuGroup, Number};

/// A relationship, or the changes of a page to a relationship of another page.
///
/// The list of the table that contains it determines its kind.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Relationship {
    /// The schema name: the heading of the relationship's section.
    pub schema_name: Fact<String>,
    /// The link to the other end's page, as the current layout has it.
    #[cfg_attr(feature = "json", serde(skip))]
    pub link: Option<Fact<Link>>,
    /// The relationship of another page that this one changes.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub changes_from: Option<Fact<Link>>,
    /// The solution that added the relationship.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub added_by: Option<Fact<String>>,
    /// The logical name of the other table of a many-to-many relationship.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub other_entity: Option<Fact<String>>,
    /// The rows of the relationship's property table.
    #[cfg_attr(feature = "json", serde(flatten))]
    pub facts: RelationshipFacts,
    /// The row `CascadeConfiguration`.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub cascade_configuration: Option<Fact<Cascade>>,
    /// The row `AssociatedMenuConfiguration`.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub associated_menu_configuration: Option<Fact<AssociatedMenu>>,
    /// The row `Entity1AssociatedMenuConfiguration`.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub entity1_associated_menu_configuration: Option<Fact<AssociatedMenu>>,
    /// The row `Entity2AssociatedMenuConfiguration`.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub entity2_associated_menu_configuration: Option<Fact<AssociatedMenu>>,
    /// Unrecognized content.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Extra::is_empty"))]
    pub extra: Extra,
}

facts! {
    /// The rows of a relationship's property table, in page order.
    RelationshipFacts {
        "ReferencedEntity" referenced_entity: String,
        "ReferencedAttribute" referenced_attribute: String,
        "ReferencingEntity" referencing_entity: String,
        "ReferencingAttribute" referencing_attribute: String,
        "ReferencingEntityNavigationPropertyName" referencing_entity_navigation_property_name: String,
        "ReferencedEntityNavigationPropertyName" referenced_entity_navigation_property_name: String,
        "DenormalizedAttributeName" denormalized_attribute_name: String,
        "EntityKey" entity_key: String,
        "IsDenormalizedLookup" is_denormalized_lookup: bool,
        "IsHierarchical" is_hierarchical: bool,
        "IsRelationshipAttributeDenormalized" is_relationship_attribute_denormalized: bool,
        "IntersectEntityName" intersect_entity_name: String,
        "IsCustomizable" is_customizable: bool,
        "IntersectAttribute" intersect_attribute: String,
        "Entity1IntersectAttribute" entity1_intersect_attribute: String,
        "Entity2IntersectAttribute" entity2_intersect_attribute: String,
        "NavigationPropertyName" navigation_property_name: String,
        "Entity1NavigationPropertyName" entity1_navigation_property_name: String,
        "Entity2NavigationPropertyName" entity2_navigation_property_name: String,
    }
}

impl RelationshipFacts {
    /// Returns true if the page only names the table at the other end.
    pub(crate) fn is_pointer(&self) -> bool {
        let pointer = Self {
            referenced_entity: self.referenced_entity.clone(),
            ..Self::default()
        };
        self.referenced_entity.is_some() && *self == pointer
    }
}

impl Relationship {
    /// Creates a relationship that has only a name.
    pub(crate) fn new(schema_name: Fact<String>) -> Self {
        Self {
            schema_name,
            link: None,
            changes_from: None,
            added_by: None,
            other_entity: None,
            facts: RelationshipFacts::default(),
            cascade_configuration: None,
            associated_menu_configuration: None,
            entity1_associated_menu_configuration: None,
            entity2_associated_menu_configuration: None,
            extra: Extra::default(),
        }
    }

    /// Returns the menu configurations, each with its key.
    pub fn menus(&self) -> [(&'static str, Option<&Fact<AssociatedMenu>>); 3] {
        [
            (
                "AssociatedMenuConfiguration",
                self.associated_menu_configuration.as_ref(),
            ),
            (
                "Entity1AssociatedMenuConfiguration",
                self.entity1_associated_menu_configuration.as_ref(),
            ),
            (
                "Entity2AssociatedMenuConfiguration",
                self.entity2_associated_menu_configuration.as_ref(),
            ),
        ]
    }
}

facts! {
    /// The behavior of the rows at the other end.
    Cascade {
        "Archive" archive: CascadeBehavior,
        "Assign" assign: CascadeBehavior,
        "Delete" delete: CascadeBehavior,
        "Merge" merge: CascadeBehavior,
        "Reparent" reparent: CascadeBehavior,
        "RollupView" rollup_view: CascadeBehavior,
        "Share" share: CascadeBehavior,
        "Unshare" unshare: CascadeBehavior,
    }
}

facts! {
    /// The display of the related rows in model-driven apps.
    AssociatedMenu {
        "AvailableOffline" available_offline: bool,
        "Behavior" behavior: MenuBehavior,
        "Group" group: MenuGroup,
        "Label" label: String,
        "MenuId" menu_id: String,
        "Order" order: Number,
        "QueryApi" query_api: String,
        "ViewId" view_id: String,
    }
}
