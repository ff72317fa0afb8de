//! The layout of 2025.

use serde_json::{Map, Value, json};

use super::{CURRENT, INTERSECT, assert_column, model, named, text};

#[test]
fn title_names_table_and_product() {
    let table = model(CURRENT);
    assert_eq!(table["title"], "Container (contoso_Container)");
    assert_eq!(table["product"], "Contoso Post");
    assert_eq!(
        table["front_matter"]
            .as_str()
            .expect("a string")
            .lines()
            .collect::<Vec<_>>(),
        [
            "title: \"Container (contoso_Container) table/entity reference (Contoso Post)\"",
            "description: \"A made-up page in the current layout.\"",
            "ms.topic: generated-reference",
            "author: contoso",
            "ms.author: contoso",
            "ms.reviewer: contoso",
            "search.audienceType: ",
            "  - developer",
        ]
    );
}

#[test]
fn list_like_description_is_kept() {
    assert_eq!(
        model(CURRENT)["description"],
        "1. keeps together what travels together\n2. for the port of Contoso only.`"
    );
}

#[test]
fn message_cells_are_kept_as_markdown() {
    let learn = "[Learn to use messages with the SDK for .NET](/contoso/use-messages)";
    let table = model(CURRENT);
    assert_eq!(
        table["messages"],
        json!([
            {
                "name": "Assign", "is_event": true,
                "web_api": "`PATCH` /contoso_containerset(*contoso_containerid*)<br />[Update](/contoso/update#basic-update) the `ownerid` property.",
                "sdk": "<xref:Microsoft.Crm.Sdk.Messages.AssignRequest>",
            },
            {
                "name": "Associate", "is_event": true,
                "web_api": "[Associate records](/contoso/associate)",
                "sdk": "[Associate records](/contoso/associate-method)",
            },
            {"name": "contoso_Seal_V2", "is_event": false, "web_api": "**contoso_Seal_V2 action**", "sdk": learn},
            {"name": "contoso_Weigh", "is_event": false, "web_api": "**contoso_Weigh function**", "sdk": learn},
            {
                "name": "Create", "is_event": false,
                "web_api": "`POST` /contoso_containerset<br />See [Create](/contoso/create)",
                "sdk": "[Create records](/contoso/create-records)",
            },
            {"name": "DeleteMultiple", "is_event": true, "sdk": learn},
            {
                "name": "GrantAccess", "is_event": true,
                "web_api": "<xref:Microsoft.Dynamics.CRM.GrantAccess?displayProperty=nameWithType />",
                "sdk": "<xref:Microsoft.Crm.Sdk.Messages.GrantAccessRequest>",
            },
            {"name": "RetrieveEntityChanges", "is_event": true, "sdk": "<xref:Microsoft.Xrm.Sdk.Messages.RetrieveEntityChangesRequest>"},
        ])
    );
    assert_eq!(
        table["events"],
        json!([
            {
                "name": "BulkRetain", "is_event": true,
                "web_api": "<xref:Microsoft.Dynamics.CRM.BulkRetain?displayProperty=nameWithType />",
                "sdk": learn,
            },
            {"name": "contoso_Arrived", "is_event": true},
        ])
    );
}

#[test]
fn missing_properties_are_absent() {
    let Value::Object(mut table) = model(CURRENT) else {
        panic!("an object")
    };
    table.retain(|_, value| value.is_string());
    for key in [
        "front_matter",
        "title",
        "product",
        "description",
        "see_also",
    ] {
        assert!(table.remove(key).is_some(), "{key}");
    }
    let expected = json!({
        "display_name": "Container",
        "display_collection_name": "contoso_Containers",
        "schema_name": "contoso_Container",
        "entity_set_name": "contoso_containerset",
        "logical_name": "contoso_container",
        "primary_id_attribute": "contoso_containerid",
        "table_type": "Elastic",
        "ownership_type": "BusinessOwned",
    });
    assert_eq!(Value::Object(table), expected);
    let intersect = model(INTERSECT);
    let absent = [
        "display_name",
        "display_collection_name",
        "collection_schema_name",
        "logical_collection_name",
        "primary_name_attribute",
        "description",
    ];
    assert!(absent.iter().all(|key| intersect.get(key).is_none()));
}

#[test]
fn each_type_has_its_facts() {
    let table = model(CURRENT);
    assert_column(
        &table,
        "VersionNumber",
        "BigInt",
        json!({
            "writable": false, "is_valid_for_form": false,
            "max_value": 9_223_372_036_854_775_807_i64, "min_value": -9_223_372_036_854_775_808_i64,
        }),
    );
    assert_column(
        &table,
        "contoso_Latitude",
        "Double",
        json!({"display_name": "Latitude", "ime_mode": "Auto", "max_value": 90, "min_value": -90, "precision": 5}),
    );
    assert_column(
        &table,
        "contoso_Notes",
        "Memo",
        json!({
            "display_name": "Notes", "format": "Text", "format_name": "RichText",
            "ime_mode": "Auto", "is_localizable": false, "max_length": 2000,
        }),
    );
    assert_column(
        &table,
        "contoso_Settings",
        "String",
        json!({
            "display_name": "Settings", "format": "Text", "format_name": "Json",
            "ime_mode": "Auto", "is_localizable": true, "max_length": 100,
        }),
    );
    assert_column(
        &table,
        "contoso_Added",
        "DateTime",
        json!({
            "description": "Who's looking at the user’s \"wall\" .",
            "can_change_date_time_behavior": true, "date_time_behavior": "TimeZoneIndependent",
            "format": "DateAndTime", "ime_mode": "Inactive", "source_type_mask": 1,
        }),
    );
    assert_column(
        &table,
        "contoso_Day",
        "DateTime",
        json!({
            "display_name": "Day",
            "can_change_date_time_behavior": false, "date_time_behavior": "DateOnly",
            "format": "DateOnly", "ime_mode": "Inactive", "source_type_mask": 0,
        }),
    );
    assert_column(
        &table,
        "contoso_Photo",
        "Image",
        json!({
            "display_name": "Photo", "can_store_full_image": false, "is_primary_image": true,
            "max_height": 144, "max_size_in_kb": 10240, "max_width": 144,
        }),
    );
    assert_column(
        &table,
        "contoso_Manifest",
        "File",
        json!({"display_name": "Manifest", "max_size_in_kb": 32768}),
    );
    assert_column(
        &table,
        "contoso_containerId",
        "Uniqueidentifier",
        json!({"display_name": "Container", "is_valid_for_form": false, "required_level": "SystemRequired"}),
    );
    assert_column(
        &table,
        "IsCustomizable",
        "ManagedProperty",
        json!({"display_name": "Customizable", "is_valid_for_form": false, "required_level": "SystemRequired"}),
    );
    assert_column(
        &table,
        "OwnerIdType",
        "EntityName",
        json!({"is_valid_for_form": false, "required_level": "SystemRequired"}),
    );
    assert_column(
        &table,
        "OwnerIdName",
        "String",
        json!({
            "writable": false, "is_valid_for_form": false, "required_level": "SystemRequired",
            "format": "Text", "format_name": "Text", "ime_mode": "Auto", "is_localizable": false, "max_length": 100,
        }),
    );
}

#[test]
fn precision_source_keeps_its_words() {
    let table = model(CURRENT);
    for (name, source) in [
        ("Fee", "0 (Precision property)"),
        ("Duty", "1 (Organization.PricingDecimalPrecision)"),
        ("Cost", "2 (TransactionCurrency.CurrencyPrecision)"),
    ] {
        assert_column(
            &table,
            &format!("contoso_{name}"),
            "Money",
            json!({
                "display_name": name, "ime_mode": "Auto", "is_base_currency": false,
                "max_value": 922_337_203_685_477_i64, "min_value": -922_337_203_685_477_i64,
                "precision": 2, "precision_source": source,
            }),
        );
    }
}

#[test]
fn numbers_keep_their_spelling() {
    let table = model(CURRENT);
    assert_column(
        &table,
        "contoso_Rate",
        "Decimal",
        json!({
            "display_name": "Rate", "ime_mode": "Disabled", "max_value": 100_000_000_000_i64,
            "min_value": 1E-12, "precision": 12, "source_type_mask": 0,
        }),
    );
    assert_column(
        &table,
        "contoso_Step",
        "Decimal",
        json!({
            "display_name": "Step", "ime_mode": "Active", "max_value": 1500,
            "min_value": 1E-05, "precision": 5, "source_type_mask": 1,
        }),
    );
    let json = serde_json::to_string(&super::table(&text(CURRENT))).expect("it has string keys");
    for number in ["\"min_value\":1E-12,", "\"min_value\":1E-05,"] {
        assert!(json.contains(number), "{number}");
    }
}

#[test]
fn empty_limits_are_absent() {
    assert_column(
        &model(CURRENT),
        "contoso_Count",
        "Integer",
        json!({"display_name": "Count", "required_level": "Recommended"}),
    );
}

#[test]
fn lookups_have_any_number_of_targets() {
    let table = model(CURRENT);
    assert_column(&table, "contoso_Any", "Lookup", json!({}));
    let hundreds: Vec<String> = (1..=300).map(|n| format!("contoso_cargo{n:03}")).collect();
    assert_column(
        &table,
        "contoso_Regarding",
        "Lookup",
        json!({"display_name": "Regarding", "targets": hundreds}),
    );
    assert_column(
        &table,
        "contoso_People",
        "PartyList",
        json!({"display_name": "People", "targets": ["account", "contact", "systemuser"]}),
    );
    assert_column(
        &table,
        "OwnerId",
        "Owner",
        json!({"display_name": "Owner", "required_level": "SystemRequired", "targets": ["systemuser", "team"]}),
    );
    assert_column(
        &table,
        "contoso_Parent",
        "Lookup",
        json!({"display_name": "Parent", "targets": ["contoso_container"]}),
    );
}

#[test]
fn markup_in_bold_is_text_and_backslashes_are_removed() {
    let table = model(CURRENT);
    assert_column(
        &table,
        "contoso_Account",
        "Customer",
        json!({
            "description": "What the freight costs. This is (Unit Cost * Units) + [Extra] + Fees.",
            "display_name": "[Deprecated] Payer",
            "targets": ["account", "contact"],
        }),
    );
    let cargo = named(&table["columns"], "contoso_Cargo");
    assert_eq!(cargo["description"], "What a contoso_container holds.");
    assert_eq!(cargo["display_name"], "Cargo_Kinds");
}

#[test]
fn unusual_column_names_are_read() {
    let table = model(CURRENT);
    assert_column(
        &table,
        "DisplayName",
        "String",
        json!({
            "display_name": "contoso_environmentmode", "required_level": "ApplicationRequired",
            "format": "Email", "format_name": "Email", "ime_mode": "Inactive", "is_localizable": false, "max_length": 160,
        }),
    );
    assert_column(
        &table,
        "SharedItems",
        "String",
        json!({
            "logical_name": "SharedItems", "description": "description.", "is_valid_for_read": false,
            "format": "Text", "format_name": "Text", "ime_mode": "Auto", "is_localizable": false, "max_length": 10,
        }),
    );
}

#[test]
fn options_keep_their_order_and_label_spaces() {
    assert_column(
        &model(CURRENT),
        "contoso_Cargo",
        "MultiSelectPicklist",
        json!({
            "description": "What a contoso_container holds.", "display_name": "Cargo_Kinds",
            "default_form_value": 192_350_000,
            "global_choice_name": "contoso_contoso_container_contoso_cargo",
            "options": [
                {"value": 5, "label": "$123"},
                {"value": 17, "label": "Contoso's Follow-up & Closure"},
                {"value": 3, "label": "$ 123"},
                {"value": -1, "label": "By ship  "},
                {"value": 192_350_000, "label": "Internal"},
            ],
        }),
    );
}

#[test]
fn options_and_labels_may_be_missing() {
    let table = model(CURRENT);
    assert_column(
        &table,
        "contoso_Color",
        "Picklist",
        json!({"display_name": "Color", "default_form_value": -1, "global_choice_name": "contoso_color", "options": []}),
    );
    assert_column(
        &table,
        "contoso_Prefix",
        "Picklist",
        json!({
            "display_name": "Prefix", "global_choice_name": "contoso_container_contoso_prefix",
            "options": [{"value": 1, "label": "FY"}, {"value": 2}],
        }),
    );
}

#[test]
fn boolean_labels_may_be_missing() {
    let table = model(CURRENT);
    assert_column(
        &table,
        "contoso_Fragile",
        "Boolean",
        json!({"global_choice_name": "_contoso_container_contoso_fragile", "default_value": false}),
    );
    assert_column(
        &table,
        "contoso_Sealed",
        "Boolean",
        json!({
            "display_name": "Sealed", "global_choice_name": "ismanaged", "default_value": true,
            "true_label": "Sealed", "false_label": "Open",
        }),
    );
}

#[test]
fn details_of_states_and_statuses_are_split() {
    let table = model(CURRENT);
    assert_column(
        &table,
        "statecode",
        "State",
        json!({
            "description": "Whether it is in use", "display_name": "Status", "required_level": "SystemRequired",
            "global_choice_name": "contoso_container_statecode",
            "options": [
                {"value": 0, "label": "Active", "default_status": 7, "invariant_name": "Active"},
                {"value": 1, "label": "Inactive", "default_status": 2, "invariant_name": "Inactive"},
            ],
        }),
    );
    assert_column(
        &table,
        "statuscode",
        "Status",
        json!({
            "display_name": "Status Reason", "default_form_value": 7,
            "global_choice_name": "contoso_container_statuscode",
            "options": [
                {"value": 7, "label": "Provisioned", "state": 0, "transitions": [2, 3]},
                {"value": 3, "label": "On its way", "state": 0},
                {"value": 2, "label": "Returned", "state": 1, "transitions": [7]},
            ],
        }),
    );
}

fn cascade(delete: &str) -> Value {
    json!({
        "archive": "NoCascade", "assign": "NoCascade", "delete": delete, "merge": "NoCascade",
        "reparent": "NoCascade", "rollup_view": "NoCascade", "share": "NoCascade", "unshare": "NoCascade",
    })
}

fn menu(more: Value) -> Value {
    let mut menu = Map::from_iter([
        ("available_offline".to_owned(), json!(true)),
        ("behavior".to_owned(), json!("DoNotDisplay")),
        ("group".to_owned(), json!("Details")),
        (
            "view_id".to_owned(),
            json!("00000000-0000-0000-0000-000000000000"),
        ),
    ]);
    let Value::Object(more) = more else {
        panic!("an object")
    };
    menu.extend(more);
    Value::Object(menu)
}

#[test]
fn self_referential_relationship_is_on_both_sides() {
    let table = model(CURRENT);
    assert_eq!(
        table["many_to_one"],
        json!([
            {
                "schema_name": "business_unit_contoso_container",
                "referenced_entity": "businessunit", "referenced_attribute": "businessunitid",
                "referencing_attribute": "owningbusinessunit",
                "referencing_entity_navigation_property_name": "owningbusinessunit",
                "cascade_configuration": cascade("Restrict"),
            },
            {
                "schema_name": "contoso_container_parent",
                "referenced_entity": "contoso_container", "referenced_attribute": "contoso_containerid",
                "referencing_attribute": "contoso_parent",
                "referencing_entity_navigation_property_name": "contoso_Parent",
                "cascade_configuration": {
                    "archive": "RemoveLink", "assign": "Cascade", "delete": "Cascade", "merge": "Cascade",
                    "reparent": "Cascade", "rollup_view": "NoCascade", "share": "Cascade", "unshare": "Cascade",
                },
            },
            {
                "schema_name": "owner_contoso_container",
                "referenced_entity": "owner", "referenced_attribute": "ownerid",
                "referencing_attribute": "ownerid",
                "referencing_entity_navigation_property_name": "ownerid",
                "cascade_configuration": cascade("RemoveLink"),
            },
        ])
    );
    assert_eq!(
        named(&table["one_to_many"], "contoso_container_parent"),
        &json!({
            "schema_name": "contoso_container_parent",
            "referencing_entity": "contoso_container", "referencing_attribute": "contoso_parent",
            "referenced_entity_navigation_property_name": "contoso_Children",
            "is_customizable": true,
            "associated_menu_configuration": menu(json!({})),
        })
    );
}

#[test]
fn menus_have_bare_labels_and_queries() {
    let table = model(CURRENT);
    assert_eq!(
        named(&table["one_to_many"], "contoso_container_parcels"),
        &json!({
            "schema_name": "contoso_container_parcels",
            "referencing_entity": "contoso_parcel", "referencing_attribute": "contoso_container",
            "referenced_entity_navigation_property_name": "contoso_Contents",
            "is_customizable": true,
            "associated_menu_configuration": menu(json!({
                "behavior": "UseLabel", "group": "Sales", "label": "Covered Parcels", "order": 10,
                "query_api": "CRMActivity.RetrieveByObject", "view_id": "71f7da6e-2772-4097-89d1-3670ff8348bb",
            })),
        })
    );
    assert_eq!(
        named(&table["one_to_many"], "contoso_container_AsyncOperations"),
        &json!({
            "schema_name": "contoso_container_AsyncOperations",
            "referencing_entity": "asyncoperation", "referencing_attribute": "regardingobjectid",
            "referenced_entity_navigation_property_name": "contoso_container_AsyncOperations",
            "is_customizable": false,
            "associated_menu_configuration": menu(json!({})),
        })
    );
}

#[test]
fn empty_code_span_is_no_navigation_property() {
    let table = model(CURRENT);
    assert_eq!(
        named(&table["one_to_many"], "contoso_bulk"),
        &json!({
            "schema_name": "contoso_bulk",
            "referencing_entity": "contoso_bulk", "referencing_attribute": "contoso_container",
            "is_customizable": true,
            "associated_menu_configuration": menu(json!({"behavior": "UseCollectionName", "order": 10000})),
        })
    );
    let queues = named(&table["many_to_many"], "contoso_container_queues");
    assert_eq!(queues.get("navigation_property_name"), None);
}

#[test]
fn many_to_many_relationships_know_their_other_table() {
    assert_eq!(
        model(CURRENT)["many_to_many"],
        json!([
            {
                "schema_name": "contoso_container_crates", "other_entity": "contoso_crate",
                "intersect_entity_name": "contoso_containermember", "is_customizable": false,
                "intersect_attribute": "contoso_containerid", "navigation_property_name": "contoso_Crates",
                "associated_menu_configuration": menu(json!({
                    "query_api": "List.RetrieveListsForMember", "view_id": "bdd93547-53f6-4609-b591-9f48ce86295f",
                })),
            },
            {
                "schema_name": "contoso_container_queues", "other_entity": "queue",
                "intersect_entity_name": "contoso_containermember", "is_customizable": false,
                "intersect_attribute": "contoso_containerid",
                "associated_menu_configuration": menu(json!({})),
            },
            {
                "schema_name": "contoso_container_twin",
                "intersect_entity_name": "contoso_container_twin", "is_customizable": true,
                "entity1_intersect_attribute": "contoso_containeridone",
                "entity2_intersect_attribute": "contoso_containeridtwo",
                "entity1_navigation_property_name": "contoso_container_twin",
                "entity2_navigation_property_name": "contoso_twin_two",
                "entity1_associated_menu_configuration": menu(json!({"behavior": "UseCollectionName", "order": 10000})),
                "entity2_associated_menu_configuration": menu(json!({})),
            },
        ])
    );
}

#[test]
fn intersect_table_page_has_no_other_table() {
    let table = model(INTERSECT);
    assert_eq!(
        table["many_to_many"],
        json!([{
            "schema_name": "contoso_container_twin",
            "intersect_entity_name": "contoso_container_twin", "is_customizable": false,
        }])
    );
    assert_eq!(
        named(&table["columns"], "contoso_container_twinId")["writable"],
        false
    );
    assert!(table.get("events").is_none());
}

#[test]
fn see_also_links_are_kept() {
    assert_eq!(
        model(CURRENT)["see_also"],
        "[Dataverse table/entity reference](/power-apps/developer/data-platform/reference/about-entity-reference)  \n\
         [Dataverse Web API Reference](/power-apps/developer/data-platform/webapi/reference/about)   \n\
         <xref:Microsoft.Dynamics.CRM.contoso_container?displayProperty=fullName>"
    );
}
