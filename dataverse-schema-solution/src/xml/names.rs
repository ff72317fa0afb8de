/// The names of the elements that describe tables, in order.
const ELEMENTS: &[&str] = &[
    "Accuracy",
    "AccuracySource",
    "AppDefaultValue",
    "AssociationRoleOrdinal",
    "AttributeName",
    "AutoNumberFormat",
    "Behavior",
    "CalculationOf",
    "CanChangeDateTimeBehavior",
    "CascadeArchive",
    "CascadeAssign",
    "CascadeDelete",
    "CascadeMerge",
    "CascadeReparent",
    "CascadeRollupView",
    "CascadeShare",
    "CascadeUnshare",
    "CustomLabel",
    "CustomLabels",
    "DataProviderId",
    "Description",
    "Descriptions",
    "DisplayMask",
    "Entities",
    "Entity",
    "EntityInfo",
    "EntityKey",
    "EntityKeyAttributes",
    "EntityKeys",
    "EntityRelationship",
    "EntityRelationshipRole",
    "EntityRelationshipRoles",
    "EntityRelationshipType",
    "EntityRelationships",
    "EntitySetName",
    "FirstEntityName",
    "Format",
    "FormulaDefinitionFileName",
    "ImeMode",
    "ImportExportXml",
    "IntersectEntityName",
    "IsActivity",
    "IsBPFEntity",
    "IsCustomField",
    "IsCustomizable",
    "IsHierarchical",
    "IsLocalizable",
    "Language",
    "Languages",
    "LocalizedCollectionName",
    "LocalizedCollectionNames",
    "LocalizedName",
    "LocalizedNames",
    "LogicalName",
    "LookupType",
    "LookupTypes",
    "MaxLength",
    "MaxValue",
    "MinValue",
    "Name",
    "NavPaneArea",
    "NavPaneDisplayOption",
    "NavPaneOrder",
    "NavigationPropertyName",
    "OptionSetName",
    "OwnershipTypeMask",
    "ReferencedEntityName",
    "ReferencingAttributeName",
    "ReferencingEntityName",
    "RelationshipRoleType",
    "RequiredLevel",
    "SecondEntityName",
    "SourceType",
    "TransitionData",
    "Type",
    "ValidForCreateApi",
    "ValidForReadApi",
    "ValidForUpdateApi",
    "attribute",
    "attributes",
    "displayname",
    "displaynames",
    "entity",
    "label",
    "labels",
    "option",
    "options",
    "optionset",
    "optionsets",
    "state",
    "states",
    "status",
    "statuses",
];

/// The names of attributes that describe tables.
const ATTRIBUTES: &[&str] = &[
    "Color",
    "ExternalValue",
    "Name",
    "PhysicalName",
    "TransitionData",
    "defaultstatus",
    "description",
    "invariantname",
    "languagecode",
    "state",
    "value",
];

/// Returns the name of an element that describes tables.
pub(super) fn element(name: &str) -> Option<&'static str> {
    let index = ELEMENTS.binary_search(&name).ok()?;
    ELEMENTS.get(index).copied()
}

/// Returns the name of an attribute that describes tables.
pub(super) fn attribute(name: &str) -> Option<&'static str> {
    ATTRIBUTES.iter().find(|known| **known == name).copied()
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_are_found() {
        assert!(super::ELEMENTS.is_sorted());
    }
}
