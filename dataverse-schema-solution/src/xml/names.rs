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

/// The elements and attributes of a kind of file. Others are left out.
pub(super) struct Names {
    /// The names of elements, in order.
    elements: &'static [&'static str],
    attributes: &'static [&'static str],
}

/// Those of solutions.
pub(super) const SOLUTION: Names = Names {
    elements: ELEMENTS,
    attributes: ATTRIBUTES,
};

/// Those of `$metadata` that describe operations.
pub(super) const METADATA: Names = Names {
    elements: &[
        "Action",
        "Annotation",
        "ComplexType",
        "EntityContainer",
        "EntitySet",
        "EntityType",
        "EnumType",
        "Function",
        "Key",
        "Member",
        "Parameter",
        "Property",
        "PropertyRef",
        "ReturnType",
        "Schema",
        "edmx:DataServices",
        "edmx:Edmx",
    ],
    attributes: &[
        "Abstract",
        "Alias",
        "BaseType",
        "EntityType",
        "IsBound",
        "IsComposable",
        "IsFlags",
        "Name",
        "Namespace",
        "Nullable",
        "String",
        "Term",
        "Type",
        "Value",
    ],
};

impl Names {
    pub(super) fn element(&self, name: &str) -> Option<&'static str> {
        let index = self.elements.binary_search(&name).ok()?;
        self.elements.get(index).copied()
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&'static str> {
        self.attributes
            .iter()
            .find(|known| **known == name)
            .copied()
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_are_found() {
        assert!(super::SOLUTION.elements.is_sorted());
        assert!(super::METADATA.elements.is_sorted());
    }
}
