//! Operations of `$metadata`.

use std::fs;
use std::path::PathBuf;

use dataverse_schema_pages::model::{Field, OperationFacts, Operations, Primitive, ValueType};
use dataverse_schema_pages::{Source, render_operations};
use dataverse_schema_solution::{MetadataOperations, read_operations};
use serde_json::{Value, json};
use tempfile::TempDir;
use test_support::{page, workspace};

const METADATA: &str = include_str!("../../../tests/metadata/contoso.xml");

fn file(text: &str) -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("metadata.xml");
    fs::write(&path, text).expect("a file");
    (folder, path)
}

fn read(only: &[&str]) -> MetadataOperations {
    let (_folder, path) = file(METADATA);
    let only: Vec<String> = only.iter().map(|name| (*name).to_owned()).collect();
    read_operations(&path, &only, "Contoso").expect("valid metadata")
}

fn errors(text: &str, only: &[&str]) -> String {
    let (_folder, path) = file(text);
    let only: Vec<String> = only.iter().map(|name| (*name).to_owned()).collect();
    let errors = read_operations(&path, &only, "Contoso").expect_err("errors");
    let folder = path.display().to_string();
    let errors = errors
        .iter()
        .map(|error| error.to_string().replace(&folder, "metadata.xml"));
    errors.collect::<Vec<_>>().join("\n")
}

#[test]
fn page_has_the_operation_and_its_types() {
    let read = read(&["contoso_Seal*"]);
    let page = render_operations(&read.operations);
    let again = dataverse_schema_pages::read_operations(&Source::new("page.md", &*page));
    assert!(again.expect("a valid page") == read.operations);
    let warning = read.warnings[0].to_string();
    let line = METADATA
        .lines()
        .position(|line| line.contains("contoso_Unknown"));
    let line = line.expect("the type is named") + 1;
    let expected = format!(":{line}: unknown type `mscrm.contoso_Unknown` of `Odd` [DV0124]");
    assert!(warning.contains(&expected), "{warning}");
    insta::assert_snapshot!(page);
}

#[test]
fn operations_are_chosen_by_name() {
    let names = |only: &[&str]| {
        let operations = read(only).operations.operations;
        let names = operations
            .iter()
            .map(|operation| operation.name.value.clone());
        names.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(names(&[]), "contoso_Count contoso_SealParcel contoso_Sweep");
    assert_eq!(names(&["contoso_S*"]), "contoso_SealParcel contoso_Sweep");
    assert_eq!(
        names(&["*o_S*e*p", "contoso_Count"]),
        "contoso_Count contoso_Sweep"
    );
    assert_eq!(
        errors(METADATA, &["contoso_Counts", "contoso_Sweep", "*x"]),
        "unknown operation `contoso_Counts` [DV0125]\n  = help: did you mean `contoso_Count`?\n\
         unknown operation `*x` [DV0125]\n  = help: name operations as in URLs, without `Microsoft.Dynamics.CRM`",
    );
}

#[test]
fn damaged_metadata() {
    let (cut, _) = METADATA.split_once("<Action").expect("an action");
    let line = cut.lines().count();
    assert_eq!(
        errors(cut, &[]),
        format!("metadata.xml:{line}: the file ends within an element [DV0114]")
    );
    assert_eq!(
        errors("<html></html>", &[]),
        "metadata.xml:1: expected the root element `<edmx:Edmx>` [DV0114]"
    );
    let declared = METADATA.replacen("<edmx:Edmx", "<!DOCTYPE a [<!ENTITY b 'c'>]><edmx:Edmx", 1);
    assert!(errors(&declared, &[]).contains("unexpected `<!DOCTYPE …>`"));
    let based = METADATA.replace(
        "Name=\"contoso_Thing\"",
        "Name=\"contoso_Thing\" BaseType=\"mscrm.contoso_Part\"",
    );
    let (_folder, path) = file(&based);
    read_operations(&path, &[], "Contoso").expect("bases in a circle end");
}

/// The page that tests of requests include, which `dataverse-schema operations` creates.
#[test]
fn page_of_microsofts_operations() {
    let made = render_operations(&microsoft());
    assert_eq!(made, page("operations/microsoft_operations.md"));
}

/// The page that the crate ships has the types of metadata, but for what metadata doesn't say:
/// choices, and more that is required.
#[test]
fn shipped_page_agrees_with_metadata() {
    let path = workspace().join("schemas/operations/dataverse.md");
    let text = fs::read_to_string(path).expect("the page exists");
    let shipped = dataverse_schema_pages::read_operations(&Source::new("dataverse.md", text));
    let shipped = shipped.expect("a valid page");
    let metadata = microsoft();
    assert_eq!(shipped.operations.len(), 21);
    for operation in &shipped.operations {
        let name = &operation.name.value;
        let mut found = metadata.operations.iter();
        let found = found.find(|found| found.name.value == *name).expect(name);
        let signature = |facts: &OperationFacts| {
            let kind = facts.operation_type.as_ref().map(|fact| fact.value);
            let binding = facts.bound_to.as_ref().map(|fact| fact.value.clone());
            let result = facts.return_type.as_ref().map(|fact| fact.value.clone());
            (kind, binding, result)
        };
        assert_eq!(
            signature(&operation.facts),
            signature(&found.facts),
            "{name}"
        );
        assert_fields(name, &operation.parameters, &found.parameters);
    }
    for complex in &shipped.complex_types {
        let name = &complex.name.value;
        let found = metadata.complex_type(name).expect(name);
        assert_fields(name, &complex.properties, &found.properties);
    }
    for enum_type in &shipped.enum_types {
        let name = &enum_type.name.value;
        let found = metadata.enum_type(name).expect(name);
        assert_eq!(enum_type.facts, found.facts, "{name}");
        assert_eq!(enum_type.members, found.members, "{name}");
    }
    for table in &shipped.tables {
        let name = &table.logical_name.value;
        assert_eq!(Some(table), metadata.table(name), "{name}");
    }
}

fn microsoft() -> Operations {
    let path = workspace().join("tests/metadata/microsoft.xml");
    let read = read_operations(&path, &[], "Microsoft").expect("valid metadata");
    assert!(read.warnings.is_empty(), "{:?}", read.warnings);
    read.operations
}

fn assert_fields(of: &str, shipped: &[Field], metadata: &[Field]) {
    let mut metadata = metadata.iter();
    for field in shipped {
        let name = &field.name.value;
        let found = metadata.next().expect(name);
        assert_eq!(*name, found.name.value, "{of}");
        let choice = ValueType::Primitive(Primitive::Int32);
        match &field.r#type.value {
            ValueType::Choice { .. } => assert_eq!(choice, found.r#type.value, "{of}.{name}"),
            value => assert_eq!(*value, found.r#type.value, "{of}.{name}"),
        }
        assert!(
            field.is_required.value || !found.is_required.value,
            "{of}.{name}"
        );
    }
    assert!(metadata.all(|field| !field.is_required.value), "{of}");
}

/// Rows of the table `customapi`, with every type of parameters.
fn custom_apis() -> Value {
    let types = [
        "Boolean",
        "DateTime",
        "Decimal",
        "Entity",
        "EntityCollection",
        "EntityReference",
        "Float",
        "Integer",
        "Money",
        "Picklist",
        "String",
        "StringArray",
        "Guid",
    ];
    let parameters = types.iter().enumerate().map(|(number, name)| {
        let table = (*name == "EntityReference").then_some("contoso_seal");
        json!({
            "uniquename": name, "type": number, "isoptional": number % 2 == 1,
            "logicalentityname": table, "description": format!("The {name}."),
        })
    });
    let property = |name: &str, number: u8| json!({"uniquename": name, "type": number, "logicalentityname": null});
    json!({"@odata.context": "x", "value": [
        {
            "uniquename": "contoso_Everything", "bindingtype": 0, "isfunction": false,
            "boundentitylogicalname": null, "description": "Takes\n everything.",
            "CustomAPIRequestParameters": parameters.collect::<Vec<Value>>(),
            "CustomAPIResponseProperties": [property("Weight", 2), property("Rows", 4)],
        },
        {
            "uniquename": "contoso_Parcel", "bindingtype": 1, "isfunction": true,
            "boundentitylogicalname": "contoso_parcel",
            "CustomAPIRequestParameters": [],
            "CustomAPIResponseProperties": [
                {"uniquename": "Row", "type": 3, "logicalentityname": "contoso_parcel"},
            ],
        },
        {
            "uniquename": "contoso_Sweep", "bindingtype": 2, "isfunction": false,
            "boundentitylogicalname": "contoso_parcel",
            "CustomAPIRequestParameters": [], "CustomAPIResponseProperties": [],
        },
        {
            "uniquename": "contoso_Owner", "bindingtype": 0, "isfunction": true,
            "CustomAPIRequestParameters": [],
            "CustomAPIResponseProperties": [property("Owner", 5)],
        },
    ]})
}

#[test]
fn page_of_custom_apis() {
    for text in [
        custom_apis().to_string(),
        format!("\u{feff}\n{}", custom_apis()),
    ] {
        let (_folder, path) = file(&text);
        let read = read_operations(&path, &[], "Contoso").expect("valid rows");
        assert!(read.warnings.is_empty(), "{:?}", read.warnings);
        let page = render_operations(&read.operations);
        let again = dataverse_schema_pages::read_operations(&Source::new("page.md", &*page));
        assert!(again.expect("a valid page") == read.operations);
        insta::assert_snapshot!("custom_apis", page);
    }
    let (_folder, path) = file(&custom_apis()["value"][2].to_string());
    let read = read_operations(&path, &["contoso_S*".to_owned()], "Contoso").expect("a row");
    assert_eq!(read.operations.operations.len(), 1);
}

#[test]
fn damaged_custom_apis() {
    let damages: [(&str, Value, &str); 7] = [
        (
            "/@odata.nextLink",
            json!("x"),
            "`@odata.nextLink`: more rows follow, and are missing",
        ),
        ("/value", json!(7), "$.value: expected a list"),
        (
            "/value/0/uniquename",
            json!(""),
            "$.value[0].uniquename: missing or invalid value",
        ),
        (
            "/value/0/isfunction",
            json!("no"),
            "$.value[0].isfunction: missing or invalid value",
        ),
        (
            "/value/1/bindingtype",
            json!(3),
            "$.value[1].bindingtype: unknown value 3",
        ),
        (
            "/value/0/CustomAPIRequestParameters/2/type",
            json!(13),
            "$.value[0].CustomAPIRequestParameters[2].type: unknown value 13",
        ),
        (
            "/value/2/CustomAPIResponseProperties",
            json!({}),
            "$.value[2].CustomAPIResponseProperties: expected a list",
        ),
    ];
    for (pointer, value, expected) in damages {
        let mut body = custom_apis();
        match body.pointer_mut(pointer) {
            Some(found) => *found = value,
            None => body[&pointer[1..]] = value,
        }
        let found = errors(&body.to_string(), &[]);
        assert_eq!(found, format!("metadata.xml: {expected} [DV0073]"));
    }
    let mut body = custom_apis();
    body["value"][0]
        .as_object_mut()
        .expect("a row")
        .remove("CustomAPIRequestParameters");
    let found = errors(&body.to_string(), &[]);
    assert!(
        found.contains("$.value[0].CustomAPIRequestParameters: missing rows: add `$expand="),
        "{found}"
    );
    assert!(errors("{", &[]).contains("invalid JSON"));
}
