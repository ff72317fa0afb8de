//! The layout of autumn 2024.

use serde_json::json;

use super::{AUTUMN_2024, assert_column, model, names, table, text};

#[test]
fn table_name_is_in_the_last_parentheses() {
    let table = table(&text(AUTUMN_2024));
    assert_eq!(
        table.title.value,
        "Application Type (Deprecated) (contoso_ApplicationType)"
    );
    assert!(table.product.is_none());
    let text = text(AUTUMN_2024);
    let start = text.find("## Properties").expect("it exists");
    let end = text.find("## Read-only").expect("it exists");
    let extension = super::table(&format!("{}{}", &text[..start], &text[end..]));
    assert_eq!(extension.schema_name(), "contoso_ApplicationType");
}

#[test]
fn missing_sections_are_empty_and_single_entries_have_no_index() {
    let table = model(AUTUMN_2024);
    assert!(table.get("messages").is_none());
    assert_eq!(table["one_to_many"], json!([]));
    assert_eq!(table["many_to_many"], json!([]));
    assert_column(
        &table,
        "contoso_ApplicationTypeId",
        "Uniqueidentifier",
        json!({
            "writable": false, "description": "For internal use only.", "display_name": "Application Type",
            "is_valid_for_form": false, "required_level": "SystemRequired",
        }),
    );
    assert_eq!(table["columns"].as_array().map(Vec::len), Some(1));
    assert_eq!(
        names(&table["many_to_one"]),
        ["contoso_FunctionalLocation_FunctionalLocationTyp"]
    );
    assert_eq!(
        table["events"],
        json!([{
            "name": "Retain", "is_event": true,
            "web_api": "<xref:Microsoft.Dynamics.CRM.Retain?displayProperty=nameWithType />",
            "sdk": "[Learn to use messages with the SDK for .NET](/contoso/use-messages)",
        }])
    );
}

#[test]
fn collection_names_may_differ() {
    let table = model(AUTUMN_2024);
    assert_eq!(table["collection_schema_name"], "contoso_alternatekeies");
    assert_eq!(table["entity_set_name"], "contoso_alternatekeys");
    assert_eq!(table["table_type"], "Virtual");
    let front_matter = table["front_matter"].as_str().expect("a string");
    assert!(front_matter.contains("\nms.date: 07.24.2024\n"));
    assert_eq!(
        table["see_also"],
        "[Dataverse table/entity reference](../about-entity-reference.md)  \n\
         [Dataverse Web API Reference](/power-apps/developer/data-platform/webapi/reference/about)"
    );
}
