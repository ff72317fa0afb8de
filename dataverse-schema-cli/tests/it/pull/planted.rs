//! Changes that are planted in a definition, each of which `pull --check` has to find.

use serde_json::{Map, Value, from_str};

use super::environment::Environment;
use super::tables::Tables;

/// A body (that of the definition, or the list of a kind of choices), the path of a value in it, what
/// becomes of the value, and what is printed.
///
/// An item of a list is named by its name, value, or language. The new value is JSON. `-` removes
/// it, and `+` appends a copy with other members to the list.
type Row = (&'static str, &'static str, &'static str, &'static str);

#[rustfmt::skip] // A row for each change.
const ROWS: &[Row] = &[
    // limits
    ("definition", "Attributes/contoso_name/MaxLength", "50", "column `contoso_name`: MaxLength narrowed 100 -> 50 (breaks data)"),
    ("definition", "Attributes/contoso_name/MaxLength", "200", "column `contoso_name`: MaxLength widened 100 -> 200"),
    ("definition", "Attributes/contoso_notes/MaxLength", "4000", "column `contoso_notes`: MaxLength widened 2000 -> 4000"),
    ("definition", "Attributes/contoso_count/MinValue", "0", "column `contoso_count`: MinValue narrowed -5 -> 0 (breaks data)"),
    ("definition", "Attributes/contoso_count/MaxValue", "10", "column `contoso_count`: MaxValue narrowed 2147483647 -> 10 (breaks data)"),
    ("definition", "Attributes/contoso_rate/Precision", "2", "column `contoso_rate`: Precision narrowed 10 -> 2 (breaks data)"),
    ("definition", "Attributes/contoso_rate/MaxValue", "5.5", "column `contoso_rate`: MaxValue narrowed 100000000000 -> 5.5 (breaks data)"),
    ("definition", "Attributes/contoso_depth/MaxValue", "13.0", "column `contoso_depth`: MaxValue widened 12.5 -> 13"),
    ("definition", "Attributes/contoso_price/Precision", "3", "column `contoso_price`: Precision widened 2 -> 3"),
    ("definition", "Attributes/contoso_price/MinValue", "0.0", "column `contoso_price`: MinValue narrowed -922337203685477 -> 0 (breaks data)"),
    ("definition", "Attributes/contoso_manual/MaxSizeInKB", "1024", "column `contoso_manual`: MaxSizeInKB narrowed 32768 -> 1024 (breaks data)"),
    ("definition", "Attributes/contoso_photo/MaxSizeInKB", "20480", "column `contoso_photo`: MaxSizeInKB widened 10240 -> 20480"),
    // columns
    ("definition", "Attributes/contoso_name/RequiredLevel/Value", r#""None""#, "column `contoso_name`: RequiredLevel widened `ApplicationRequired` -> `None`"),
    ("definition", "Attributes/contoso_notes/RequiredLevel/Value", r#""ApplicationRequired""#, "column `contoso_notes`: RequiredLevel narrowed `None` -> `ApplicationRequired`"),
    ("definition", "Attributes/contoso_count/RequiredLevel/Value", r#""Recommended""#, "column `contoso_count`: RequiredLevel narrowed `None` -> `Recommended`"),
    ("definition", "Attributes/contoso_name/FormatName/Value", r#""Email""#, "column `contoso_name`: FormatName changed `Text` -> `Email`"),
    ("definition", "Attributes/contoso_soldon/Format", r#""DateOnly""#, "column `contoso_soldon`: Format changed `DateAndTime` -> `DateOnly`"),
    ("definition", "Attributes/contoso_soldon/DateTimeBehavior/Value", r#""TimeZoneIndependent""#, "column `contoso_soldon`: DateTimeBehavior changed `UserLocal` -> `TimeZoneIndependent` (breaks API and data)"),
    ("definition", "Attributes/contoso_name/AutoNumberFormat", r#""G-{SEQNUM:6}""#, "column `contoso_name`: AutoNumberFormat changed `G-{SEQNUM:5}-{RANDSTRING:2}` -> `G-{SEQNUM:6}`"),
    ("definition", "Attributes/contoso_notes", "-", "column `contoso_notes`: removed (breaks API and data)"),
    ("definition", "Attributes/contoso_big", "-", "column `contoso_big`: removed (breaks API and data)"),
    ("definition", "Attributes/contoso_notes", r#"+{"LogicalName": "contoso_more", "SchemaName": "contoso_More"}"#, "column `contoso_more`: added"),
    ("definition", "Attributes/contoso_name/DisplayName/LocalizedLabels/1033/Label", r#""Title""#, "column `contoso_name`: DisplayName renamed `Name` -> `Title`"),
    ("definition", "Attributes/contoso_name/Description/LocalizedLabels/1033/Label", r#""Other.""#, "column `contoso_name`: Description changed `Name of the gadget.` -> `Other.`"),
    ("definition", "Attributes/contoso_notes/SchemaName", r#""contoso_NOTES""#, "column `contoso_notes`: SchemaName renamed `contoso_Notes` -> `contoso_NOTES` (breaks API)"),
    ("definition", "Attributes/contoso_name/IsValidForCreate", "false", "column `contoso_name`: IsValidForCreate narrowed (none) -> false\ncolumn `contoso_name`: IsValidForUpdate widened (none) -> true"),
    ("definition", "Attributes/contoso_name/IsValidForUpdate", "false", "column `contoso_name`: IsValidForCreate widened (none) -> true\ncolumn `contoso_name`: IsValidForUpdate narrowed (none) -> false"),
    ("definition", "Attributes/contoso_secret/IsValidForRead", "true", "column `contoso_secret`: IsValidForRead widened false -> true"),
    ("definition", "Attributes/contoso_photo/CanStoreFullImage", "false", "column `contoso_photo`: CanStoreFullImage changed true -> false"),
    ("definition", "Attributes/contoso_count/SourceType", "1", "column `contoso_count`: SourceType changed (none) -> 1"),
    ("definition", "Attributes/contoso_owner/Targets", r#"["account", "contact", "contoso_shop"]"#, r#"column `contoso_owner`: Targets widened ["account","contact"] -> ["account","contact","contoso_shop"]"#),
    ("definition", "Attributes/contoso_watchers/Targets", r#"["systemuser"]"#, r#"column `contoso_watchers`: Targets narrowed ["contact","systemuser"] -> ["systemuser"] (breaks API and data)"#),
    // options
    ("definition", "Attributes/contoso_kind/DefaultFormValue", "-1", "column `contoso_kind`: DefaultFormValue changed 913560000 -> -1"),
    ("picklist", "value/contoso_kind/GlobalOptionSet/Options/913560001", "-", "option 913560001 of column `contoso_kind`: removed (breaks API and data)\nlocalized label `1031 option contoso_kind.913560001`: removed"),
    ("picklist", "value/contoso_kind/GlobalOptionSet/Options/913560000", r#"+{"Value": 7}"#, "option 7 of column `contoso_kind`: added (breaks API)\nlocalized label `1031 option contoso_kind.7`: added"),
    ("picklist", "value/contoso_kind/GlobalOptionSet/Options/913560000/Label/LocalizedLabels/1033/Label", r#""Tiny""#, "option 913560000 of column `contoso_kind`: Label renamed `Small` -> `Tiny` (breaks API)"),
    ("picklist", "value/contoso_kind/GlobalOptionSet/Options/913560000/Label/LocalizedLabels/1031/Label", r#""Winzig""#, "localized label `1031 option contoso_kind.913560000`: Label renamed `Small (de)` -> `Winzig`"),
    ("picklist", "value/contoso_kind/GlobalOptionSet/Options/913560000/Color", r##""#123456""##, "option 913560000 of column `contoso_kind`: Color changed `#107c10` -> `#123456`"),
    ("picklist", "value/contoso_kind/GlobalOptionSet/Options/913560000/ExternalValue", r#""XS""#, "option 913560000 of column `contoso_kind`: ExternalValue changed `S` -> `XS`"),
    ("picklist", "value/contoso_kind/GlobalOptionSet/Name", r#""contoso_sort""#, "column `contoso_kind`: GlobalChoiceName renamed `contoso_kind` -> `contoso_sort` (breaks API)"),
    ("multiselectpicklist", "value/contoso_colours/OptionSet/Options/1", "-", "option 1 of column `contoso_colours`: removed (breaks API and data)\nlocalized label `1031 option contoso_colours.1`: removed"),
    ("state", "value/statecode/OptionSet/Options/0/Label/LocalizedLabels/1033/Label", r#""Open""#, "option 0 of column `statecode`: Label renamed `Active` -> `Open` (breaks API)"),
    ("status", "value/statuscode/OptionSet/Options/1", r#"+{"Value": 9, "TransitionData": null}"#, "option 9 of column `statuscode`: added (breaks API)\nlocalized label `1031 option statuscode.9`: added"),
    ("status", "value/statuscode/OptionSet/Options/1/TransitionData", "null", "option 1 of column `statuscode`: TransitionData changed [2] -> (none)"),
    ("boolean", "value/contoso_isnew/OptionSet/TrueOption/Label/LocalizedLabels/1033/Label", r#""New""#, "column `contoso_isnew`: True Label renamed `Brand new` -> `New`"),
    ("boolean", "value/contoso_isnew/OptionSet/FalseOption/Label/LocalizedLabels/1033/Label", r#""Old""#, "column `contoso_isnew`: False Label renamed `Used` -> `Old`"),
    // relationships
    ("definition", "ManyToOneRelationships/contoso_gadget_maker", "-", "many-to-one relationship `contoso_gadget_maker`: removed (breaks API)"),
    ("definition", "ManyToOneRelationships/contoso_gadget_maker/ReferencingEntityNavigationPropertyName", r#""contoso_MAKER""#, "many-to-one relationship `contoso_gadget_maker`: ReferencingEntityNavigationPropertyName renamed `contoso_Maker` -> `contoso_MAKER` (breaks API)"),
    ("definition", "ManyToOneRelationships/contoso_gadget_maker/IsHierarchical", "true", "many-to-one relationship `contoso_gadget_maker`: IsHierarchical changed false -> true"),
    ("definition", "OneToManyRelationships/contoso_gadget_parts", "-", "one-to-many relationship `contoso_gadget_parts`: removed (breaks API)"),
    ("definition", "OneToManyRelationships/contoso_gadget_parts", r#"+{"SchemaName": "contoso_gadget_nuts", "ReferencedEntityNavigationPropertyName": "contoso_gadget_nuts"}"#, "one-to-many relationship `contoso_gadget_nuts`: added"),
    ("definition", "ManyToOneRelationships/contoso_gadget_maker/CascadeConfiguration/Delete", r#""Cascade""#, r#"many-to-one relationship `contoso_gadget_maker`: CascadeConfiguration changed {"archive":"RemoveLink","assign":"NoCascade","delete":"RemoveLink","merge":"NoCascade","reparent":"NoCascade","rollup_view":"NoCascade","share":"NoCascade","unshare":"NoCascade"} -> {"archive":"RemoveLink","assign":"NoCascade","delete":"Cascade","merge":"NoCascade","reparent":"NoCascade","rollup_view":"NoCascade","share":"NoCascade","unshare":"NoCascade"}"#),
    ("definition", "OneToManyRelationships/contoso_gadget_parts/AssociatedMenuConfiguration/Order", "7", r#"one-to-many relationship `contoso_gadget_parts`: AssociatedMenuConfiguration changed {"available_offline":true,"behavior":"UseCollectionName","group":"Details","order":10000,"view_id":"00000000-0000-0000-0000-000000000000"} -> {"available_offline":true,"behavior":"UseCollectionName","group":"Details","order":7,"view_id":"00000000-0000-0000-0000-000000000000"}"#),
    ("definition", "ManyToManyRelationships/contoso_gadget_shop", "-", "many-to-many relationship `contoso_gadget_shop`: removed (breaks API and data)"),
    ("definition", "ManyToManyRelationships/contoso_gadget_shop/IntersectEntityName", r#""contoso_shop_gadget""#, "many-to-many relationship `contoso_gadget_shop`: IntersectEntityName changed `contoso_gadget_shop` -> `contoso_shop_gadget` (breaks data)"),
    ("definition", "ManyToManyRelationships/contoso_gadget_shop/Entity2NavigationPropertyName", r#""contoso_sellers""#, "many-to-many relationship `contoso_gadget_shop`: NavigationPropertyName renamed `contoso_shops` -> `contoso_sellers` (breaks API)"),
    // keys
    ("definition", "Keys/contoso_ByNumber", "-", "alternate key `contoso_ByNumber`: removed (breaks data)"),
    ("definition", "Keys/contoso_ByNumber/KeyAttributes", r#"["contoso_count"]"#, r#"alternate key `contoso_ByNumber`: KeyAttributes changed ["contoso_name","contoso_count"] -> ["contoso_count"] (breaks data)"#),
    ("definition", "Keys/contoso_ByNumber", r#"+{"LogicalName": "contoso_bydepth", "SchemaName": "contoso_ByDepth"}"#, "alternate key `contoso_ByDepth`: added"),
    // the table
    ("definition", "DisplayName/LocalizedLabels/1033/Label", r#""Tool""#, "table: DisplayName renamed `Gadget` -> `Tool`"),
    ("definition", "DisplayCollectionName/LocalizedLabels/1033/Label", r#""Tools""#, "table: DisplayCollectionName renamed `Gadgets` -> `Tools`"),
    ("definition", "Description/LocalizedLabels/1033/Label", r#""A tool.""#, "table: Description changed `Something useful.` -> `A tool.`"),
    ("definition", "EntitySetName", r#""contoso_tools""#, "table: EntitySetName renamed `contoso_gadgets` -> `contoso_tools`"),
    ("definition", "OwnershipType", r#""OrganizationOwned""#, "table: OwnershipType changed `UserOwned` -> `OrganizationOwned`"),
    ("definition", "PrimaryNameAttribute", r#""contoso_notes""#, "table: PrimaryNameAttribute changed `contoso_name` -> `contoso_notes`"),
];

#[test]
fn every_planted_change_is_found() {
    let environment = Environment::start();
    environment.pull(&["contoso_gadget"]).succeeded();
    assert!(ROWS.len() >= 50);
    let mut missed = Vec::new();
    for (body, path, edit, expected) in ROWS {
        environment.change(|tables| {
            *tables = Tables::made_up();
            plant(tables.body(body), path, edit);
        });
        let run = environment.pull(&["--check"]);
        let changes = run.stdout.lines().filter(|line| line.starts_with("  "));
        let changes: Vec<&str> = changes.map(str::trim).collect();
        if run.status != Some(1) || changes.join("\n") != *expected {
            missed.push(format!("{path} {edit}:\n{}{}", run.stdout, run.stderr));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    environment.change(|tables| *tables = Tables::made_up());
    environment.pull(&["--check"]).succeeded();
}

impl Tables {
    fn body(&mut self, name: &str) -> &mut Value {
        let table = "contoso_gadget".to_owned();
        let body = match name {
            "definition" => self.definitions.get_mut(&table),
            kind => self.choices.get_mut(&(table, kind.to_owned())),
        };
        body.expect("a body")
    }
}

/// Changes the value at a path.
fn plant(body: &mut Value, path: &str, edit: &str) {
    let (parents, last) = path.rsplit_once('/').unwrap_or(("", path));
    let parents = parents.split('/').filter(|name| !name.is_empty());
    let parent = parents.fold(body, |value, name| member(value, name));
    if let Some(members) = edit.strip_prefix('+') {
        let mut copy = member(parent, last).clone();
        let members: Map<String, Value> = from_str(members).expect("an object");
        copy.as_object_mut().expect("an object").extend(members);
        parent.as_array_mut().expect("a list").push(copy);
    } else if edit == "-" {
        let list = parent.as_array_mut().expect("a list");
        list.retain(|item| !is_named(item, last));
    } else {
        let value = member(parent, last);
        let new: Value = from_str(edit).expect("JSON");
        assert_ne!(*value, new, "{path}");
        *value = new;
    }
}

fn member<'v>(value: &'v mut Value, name: &str) -> &'v mut Value {
    match value {
        Value::Array(items) => items.iter_mut().find(|item| is_named(item, name)),
        Value::Object(members) => members.get_mut(name),
        _ => None,
    }
    .unwrap_or_else(|| panic!("there is no `{name}`"))
}

fn is_named(item: &Value, name: &str) -> bool {
    let names = ["LogicalName", "SchemaName", "Value", "LanguageCode"];
    names.iter().any(|member| match &item[member] {
        Value::String(text) => text == name,
        number => name.parse().is_ok_and(|name: i64| *number == name),
    })
}
