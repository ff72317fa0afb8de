//! Definitions of tables, columns, relationships, and choices.

use dataverse_schema::Response;
use dataverse_schema::definitions::{
    ChoiceDefinition, ColumnDefinition, ColumnType, ManyToManyDefinition, RelationshipDefinition,
    TableDefinition,
};

use crate::sent::held;

fn response(body: &str) -> Response {
    Response::new(200, [("", ""); 0], body)
}

/// Returns the path, with the lists of selected properties left out.
fn path(request: &dataverse_schema::Request) -> String {
    let mut path = held(request).path.replace("%20", " ");
    while let Some(start) = path.find("$select=") {
        let rest = &path[start..];
        let end = rest.find(['&', ')']).unwrap_or(rest.len());
        path.replace_range(start..start + end, "…");
    }
    path
}

#[test]
fn definitions_are_requested() {
    let table = TableDefinition::by_name("contoso_depot");
    assert_eq!(
        path(&table.clone().to_request()),
        "EntityDefinitions(LogicalName='contoso_depot')?…"
    );
    let all = table.with_columns().with_keys().with_relationships();
    assert_eq!(
        path(&all.to_request()),
        "EntityDefinitions(LogicalName='contoso_depot')?…&$expand=Attributes(…),Keys(…),\
         ManyToOneRelationships(…),OneToManyRelationships(…),ManyToManyRelationships(…)"
    );
    let custom = TableDefinition::all().filter("IsCustomEntity eq true");
    assert_eq!(
        path(&custom.to_request()),
        "EntityDefinitions?…&$filter=IsCustomEntity eq true"
    );
    let two = custom.filter("TableType eq 'Elastic'");
    assert!(
        path(&two.to_request())
            .ends_with("$filter=%28IsCustomEntity eq true%29 and %28TableType eq %27Elastic%27%29")
    );
    let column = ColumnDefinition::by_name("contoso_depot", "o'a");
    assert_eq!(
        path(&column.to_request()),
        "EntityDefinitions(LogicalName='contoso_depot')/Attributes(LogicalName='o''a')?…"
    );
    let choices = ColumnDefinition::of_type("contoso_depot", ColumnType::Picklist);
    assert_eq!(
        path(&choices.to_request()),
        "EntityDefinitions(LogicalName='contoso_depot')/Attributes\
         /Microsoft.Dynamics.CRM.PicklistAttributeMetadata?…&$expand=OptionSet,GlobalOptionSet"
    );
    let text = ColumnDefinition::by_name("a", "b").of_type(ColumnType::String);
    let text = text.to_request();
    assert!(held(&text).path.ends_with(",MetadataId,MaxLength,Format"));
    assert_eq!(
        path(&RelationshipDefinition::by_name("contoso_r").to_request()),
        "RelationshipDefinitions(SchemaName='contoso_r')\
         /Microsoft.Dynamics.CRM.OneToManyRelationshipMetadata?…"
    );
    assert_eq!(
        path(&ManyToManyDefinition::by_name("contoso_r").to_request()),
        "RelationshipDefinitions(SchemaName='contoso_r')\
         /Microsoft.Dynamics.CRM.ManyToManyRelationshipMetadata?…"
    );
    assert_eq!(
        path(&ChoiceDefinition::by_name("contoso_c").to_request()),
        "GlobalOptionSetDefinitions(Name='contoso_c')"
    );
    assert_eq!(
        path(&ChoiceDefinition::all().to_request()),
        "GlobalOptionSetDefinitions"
    );
}

const TABLE: &str = r##"{
    "@odata.context": "…",
    "LogicalName": "contoso_depot",
    "EntitySetName": "contoso_depots",
    "ObjectTypeCode": 10042,
    "IsCustomEntity": true,
    "DisplayName": {
        "LocalizedLabels": [
            {"Label": "Depot", "LanguageCode": 1033, "IsManaged": false, "HasChanged": null},
            {"Label": "Lager", "LanguageCode": 1031}
        ],
        "UserLocalizedLabel": {"Label": "Lager", "LanguageCode": 1031}
    },
    "Description": {"LocalizedLabels": [], "UserLocalizedLabel": null},
    "Attributes": [{
        "@odata.type": "#Microsoft.Dynamics.CRM.StringAttributeMetadata",
        "LogicalName": "contoso_name",
        "AttributeType": "String",
        "RequiredLevel": {"Value": "ApplicationRequired", "CanBeChanged": true},
        "IsValidForCreate": true,
        "MaxLength": 100
    }],
    "ManyToManyRelationships": []
}"##;

#[test]
fn tables_are_read() {
    let table: TableDefinition = response(TABLE).definition().expect("a table");
    assert_eq!(table.logical_name, "contoso_depot");
    assert_eq!(table.entity_set.as_deref(), Some("contoso_depots"));
    assert_eq!(
        (table.type_code, table.is_custom),
        (Some(10_042), Some(true))
    );
    let name = table.display_name.expect("a name");
    assert_eq!((name.text(), name.localized.len()), (Some("Lager"), 2));
    assert_eq!(table.description.expect("empty").text(), None);
    assert_eq!((table.keys, table.many_to_many), (None, Some(Vec::new())));
    let columns = table.columns.expect("the query asked for them");
    let [column] = columns.as_slice() else {
        panic!("{columns:?}")
    };
    assert_eq!(column.required.as_deref(), Some("ApplicationRequired"));
    assert_eq!(
        (column.max_length, column.targets.clone()),
        (Some(100), None)
    );
    let list = response(&format!(r#"{{"value": [{TABLE}]}}"#));
    let tables: Vec<TableDefinition> = list.definitions().expect("tables");
    assert_eq!(tables[0].logical_name, "contoso_depot");
}

#[test]
fn choices_are_read() {
    let body = r#"{"value": [{
        "LogicalName": "contoso_service",
        "DateTimeBehavior": {"Value": "DateOnly"},
        "OptionSet": {
            "Name": "contoso_service", "IsGlobal": false,
            "Options": [{"Value": 1, "Label": {"UserLocalizedLabel": {"Label": "Next day", "LanguageCode": 1033}}, "State": 0}]
        },
        "GlobalOptionSet": null
    }]}"#;
    let columns: Vec<ColumnDefinition> = response(body).definitions().expect("columns");
    let [column] = columns.as_slice() else {
        panic!("{columns:?}")
    };
    assert_eq!(column.behavior.as_deref(), Some("DateOnly"));
    assert_eq!(column.global_choice, None);
    let choice = column.choice.as_ref().expect("a choice");
    let options = choice.options.as_deref().expect("options");
    let label = options[0].label.as_ref().and_then(|label| label.text());
    assert_eq!(
        (options[0].value, label, options[0].state),
        (1, Some("Next day"), Some(0))
    );
}

#[test]
fn damaged_definitions_are_errors() {
    let read = |body: &str| {
        let error = response(body).definition::<TableDefinition>();
        error.expect_err("damaged").to_string()
    };
    assert!(read("{}").contains("missing field `LogicalName`"));
    assert!(read(r#"{"LogicalName": 1}"#).contains("`LogicalName`"));
    let nested =
        read(r#"{"LogicalName": "a", "Attributes": [{"LogicalName": "b", "MaxLength": "x"}]}"#);
    assert!(nested.contains("`Attributes`: `MaxLength`"), "{nested}");
}
