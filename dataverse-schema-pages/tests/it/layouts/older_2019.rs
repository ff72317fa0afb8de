//! The layout of 2018 and 2019.

use serde_json::json;

use super::{OLDER_2019, assert_column, model, table, text};

#[test]
fn page_head_has_includes_and_a_solution() {
    let table = model(OLDER_2019);
    assert_eq!(table["title"], "contoso_Locker");
    assert_eq!(
        table["description"],
        "A row of boxes in which parcels wait."
    );
    assert_eq!(table["added_by"], "Parcel Post Solution");
}

#[test]
fn empty_properties_are_absent() {
    let table = model(OLDER_2019);
    assert_eq!(table["is_bpf_entity"], false);
    assert_eq!(table["logical_collection_name"], "contoso_lockers");
    for key in [
        "primary_name_attribute",
        "collection_schema_name",
        "table_type",
    ] {
        assert!(table.get(key).is_none(), "{key}");
    }
}

#[test]
fn is_event_of_messages_is_unknown() {
    assert_eq!(
        model(OLDER_2019)["messages"],
        json!([
            {
                "name": "Assign",
                "web_api": "PATCH [*org URI*]/api/data/v9.0/contoso_lockers(*contoso_lockerid*)<br />[Update](../webapi/update.md#basic-update) `ownerid` property.",
                "sdk": "<xref:Microsoft.Crm.Sdk.Messages.AssignRequest>",
            },
            {"name": "contoso_Unlock", "web_api": "Microsoft.Dynamics.CRM.contoso_Unlock?text=contoso_Unlock Action"},
            {
                "name": "Create",
                "web_api": "POST [*org URI*]/api/data/v9.0/contoso_lockers<br />See [Create](../webapi/create.md)",
                "sdk": "<xref:Microsoft.Xrm.Sdk.Messages.CreateRequest> or <br /><xref:Microsoft.Xrm.Sdk.IOrganizationService.Create*>",
            },
            {
                "name": "GrantAccess",
                "web_api": "<xref href=\"Microsoft.Dynamics.CRM.GrantAccess?text=GrantAccess Action\" />",
                "sdk": "<xref:Microsoft.Crm.Sdk.Messages.GrantAccessRequest>",
            },
            {"name": "RetrieveEntityChanges", "sdk": "<xref:Microsoft.Xrm.Sdk.Messages.RetrieveEntityChangesRequest>"},
        ])
    );
}

#[test]
fn columns_have_bare_values() {
    let table = model(OLDER_2019);
    assert_column(
        &table,
        "contoso_Gates",
        "Integer",
        json!({
            "added_by": "Lockers Everywhere Solution", "display_name": "Gates", "format": "Duration",
            "max_value": 2_147_483_647, "min_value": 0,
        }),
    );
    assert_column(
        &table,
        "contoso_Name",
        "String",
        json!({
            "description": "The name.", "display_name": "Name", "format_name": "Text",
            "is_localizable": false, "max_length": 100, "required_level": "ApplicationRequired",
        }),
    );
    assert_column(
        &table,
        "OwnerId",
        "Owner",
        json!({"display_name": "Owner", "required_level": "SystemRequired", "targets": ["systemuser", "team"]}),
    );
    assert_column(
        &table,
        "CreatedOn",
        "DateTime",
        json!({"writable": false, "display_name": "Created On", "date_time_behavior": "UserLocal", "format": "DateAndTime"}),
    );
    assert_column(
        &table,
        "EntityImage",
        "Virtual",
        json!({"writable": false, "display_name": "Picture"}),
    );
    assert_column(
        &table,
        "VersionNumber",
        "BigInt",
        json!({
            "writable": false, "is_valid_for_form": false,
            "max_value": 9_223_372_036_854_775_807_i64, "min_value": -9_223_372_036_854_775_808_i64,
        }),
    );
}

#[test]
fn small_numbers_have_no_exponent() {
    assert_column(
        &model(OLDER_2019),
        "contoso_Rate",
        "Decimal",
        json!({"display_name": "Rate", "max_value": 100_000_000_000_i64, "min_value": 0.000_000_000_1, "precision": 10}),
    );
    let json = serde_json::to_string(&table(&text(OLDER_2019))).expect("it has string keys");
    assert!(json.contains("\"min_value\":0.0000000001,"));
}

#[test]
fn precision_source_is_a_digit() {
    assert_column(
        &model(OLDER_2019),
        "contoso_Price",
        "Money",
        json!({
            "display_name": "Price", "max_value": 1_000_000_000, "min_value": 0,
            "precision": 0, "precision_source": "2",
        }),
    );
}

#[test]
fn boolean_has_an_options_table_and_a_default() {
    assert_column(
        &model(OLDER_2019),
        "contoso_IsOpen",
        "Boolean",
        json!({"display_name": "Open", "default_value": false, "true_label": "Yes", "false_label": "No"}),
    );
}

#[test]
fn options_have_columns_for_state_and_default_status() {
    let table = model(OLDER_2019);
    assert_column(
        &table,
        "contoso_Kind",
        "Picklist",
        json!({
            "description": "What kind it is, on\u{c2}\u{a0}the street.", "display_name": "Kind", "is_valid_for_update": false,
            "options": [{"value": 1, "label": "Quarter {0}"}, {"value": 2, "label": "2% 10, Net 30"}],
        }),
    );
    assert_column(
        &table,
        "statecode",
        "State",
        json!({
            "display_name": "Status", "required_level": "SystemRequired", "is_valid_for_create": false,
            "options": [
                {"value": 0, "label": "Active", "default_status": 1, "invariant_name": "Active"},
                {"value": 1, "label": "Inactive", "default_status": 2, "invariant_name": "Inactive"},
            ],
        }),
    );
    assert_column(
        &table,
        "statuscode",
        "Status",
        json!({
            "display_name": "Status Reason",
            "options": [{"value": 1, "label": "Active", "state": 0}, {"value": 2, "label": "Inactive", "state": 1}],
        }),
    );
}

#[test]
fn sentence_may_touch_the_table_below() {
    let cascade = json!({
        "assign": "Cascade", "delete": "RemoveLink", "merge": "Cascade",
        "reparent": "Cascade", "share": "Cascade", "unshare": "Cascade",
    });
    assert_eq!(
        model(OLDER_2019)["one_to_many"],
        json!([
            {
                "schema_name": "contoso_locker_parcels", "added_by": "Parcel Post Solution",
                "referencing_entity": "contoso_parcel", "referencing_attribute": "contoso_locker",
                "referenced_entity_navigation_property_name": "contoso_locker_parcels",
                "is_hierarchical": false, "is_customizable": true,
                "cascade_configuration": cascade,
                "associated_menu_configuration": {"behavior": "UseLabel", "group": "Details", "label": "Parcels waiting"},
            },
            {
                "schema_name": "contoso_locker_parent",
                "referencing_entity": "contoso_locker", "referencing_attribute": "contoso_parent",
                "referenced_entity_navigation_property_name": "contoso_locker_parent",
                "is_hierarchical": true, "is_customizable": true,
                "cascade_configuration": cascade,
                "associated_menu_configuration": {"behavior": "UseCollectionName", "group": "Details", "order": 40},
            },
        ])
    );
}

#[test]
fn many_to_one_relationship_only_links_to_the_other_table() {
    assert_eq!(
        model(OLDER_2019)["many_to_one"],
        json!([
            {"schema_name": "contoso_locker_parent", "referenced_entity": "contoso_locker"},
            {
                "schema_name": "lk_contoso_locker_createdby", "added_by": "System Solution Solution",
                "referenced_entity": "systemuser",
            },
        ])
    );
}

#[test]
fn many_to_many_relationship_has_two_tables_or_a_link() {
    let menu = json!({"behavior": "UseCollectionName", "group": "Details"});
    assert_eq!(
        model(OLDER_2019)["many_to_many"],
        json!([
            {
                "schema_name": "contoso_locker_keys", "other_entity": "contoso_key",
                "intersect_entity_name": "contoso_lockerkey", "is_customizable": false,
                "intersect_attribute": "contoso_lockerid", "entity2_intersect_attribute": "contoso_keyid",
                "navigation_property_name": "contoso_locker_keys",
                "entity2_navigation_property_name": "contoso_key_lockers",
                "associated_menu_configuration": menu, "entity2_associated_menu_configuration": menu,
            },
            {
                "schema_name": "contoso_locker_neighbours",
                "intersect_entity_name": "contoso_neighbour", "is_customizable": false,
                "entity1_intersect_attribute": "contoso_lockeridone",
                "entity2_intersect_attribute": "contoso_lockeridtwo",
                "entity1_navigation_property_name": "contoso_left",
                "entity2_navigation_property_name": "contoso_right",
                "entity1_associated_menu_configuration": menu, "entity2_associated_menu_configuration": menu,
            },
            {"schema_name": "contoso_locker_queues", "other_entity": "queue"},
        ])
    );
}

#[test]
fn stray_line_after_links_is_kept() {
    let table = model(OLDER_2019);
    let lines: Vec<&str> = table["see_also"]
        .as_str()
        .expect("a string")
        .lines()
        .collect();
    assert_eq!(
        lines[2..],
        [
            "<xref href=\"Microsoft.Dynamics.CRM.contoso_locker?text=contoso_locker EntityType\" />",
            "",
            "contoso_locker",
        ]
    );
}
