//! The forms of bodies, members that they leave out, and the languages of their labels.

use std::fs;

use dataverse_schema_pages::model::{ColumnType, Table};
use dataverse_schema_pages::{
    Definitions, MetadataFile, Source, read_metadata, read_page, render_page,
};
use serde_json::{Value, json};
use tempfile::TempDir;

/// Returns a label in English and German, as a user of `language` gets it.
fn label(language: i32, english: &str, german: &str) -> Value {
    let own = if language == 1031 { german } else { english };
    json!({
        "LocalizedLabels": [
            { "Label": english, "LanguageCode": 1033 },
            { "Label": german, "LanguageCode": 1031 },
        ],
        "UserLocalizedLabel": { "Label": own, "LanguageCode": language },
    })
}

fn attribute(name: &str, r#type: &str, more: Value) -> Value {
    let mut attribute = json!({
        "EntityLogicalName": "contoso_lamp",
        "LogicalName": name.to_lowercase(),
        "SchemaName": name,
        "AttributeType": r#type,
        "AttributeTypeName": { "Value": format!("{type}Type") },
        "IsValidForCreate": true,
        "IsValidForUpdate": true,
        "IsValidForRead": true,
        "RequiredLevel": { "Value": "None" },
    });
    extend(&mut attribute, more);
    attribute
}

fn extend(value: &mut Value, more: Value) {
    let Value::Object(more) = more else { return };
    value.as_object_mut().expect("an object").extend(more);
}

/// Returns the definition of a made-up table, as a user of `language` gets it.
fn lamp_in(language: i32) -> Value {
    let label = |english, german| label(language, english, german);
    json!({
        "LogicalName": "contoso_lamp",
        "SchemaName": "contoso_Lamp",
        "MetadataId": "A0000000-0000-0000-0000-000000000001",
        "EntitySetName": "contoso_lamps",
        "PrimaryIdAttribute": "contoso_lampid",
        "TableType": "Standard",
        "DisplayName": label("Lamp", "Lampe"),
        "Description": label("Gives light.", "Gibt Licht."),
        "Attributes": [
            attribute("contoso_LampId", "Uniqueidentifier", json!({})),
            attribute("contoso_Name", "String", json!({
                "MaxLength": 100, "DisplayName": label("Name", "Bezeichnung"),
            })),
            attribute("contoso_Holder", "Lookup", json!({ "Targets": ["contoso_holder"] })),
            attribute("contoso_Color", "Picklist", json!({ "OptionSet": { "Options": [
                { "Value": 1, "Label": label("Red", "Rot") },
                { "Value": 2, "Label": label("Green", "Grün") },
            ] } })),
        ],
        "ManyToOneRelationships": [{
            "SchemaName": "contoso_holder_lamp",
            "ReferencingEntity": "contoso_lamp",
            "ReferencingAttribute": "contoso_holder",
            "ReferencingEntityNavigationPropertyName": "contoso_Holder",
            "ReferencedEntity": "contoso_holder",
            "ReferencedAttribute": "contoso_holderid",
        }],
        "OneToManyRelationships": [],
        "ManyToManyRelationships": [],
        "Keys": [],
    })
}

fn lamp() -> Value {
    lamp_in(1033)
}

/// Adds an attribute to the made-up table.
fn lamp_with(attribute: Value) -> Value {
    let mut lamp = lamp();
    let attributes = lamp["Attributes"].as_array_mut().expect("a list");
    attributes.push(attribute);
    lamp
}

fn read_texts(bodies: &[String]) -> Result<Vec<Table>, Vec<String>> {
    let names = (1..).map(|number| format!("{number}.json"));
    let sources = names
        .zip(bodies)
        .map(|(name, body)| Source::new(name, body.as_str()));
    read_metadata(&sources.collect::<Vec<_>>())
        .map_err(|errors| errors.iter().map(ToString::to_string).collect())
}

fn read(bodies: &[Value]) -> Result<Vec<Table>, Vec<String>> {
    let bodies: Vec<String> = bodies.iter().map(Value::to_string).collect();
    read_texts(&bodies)
}

fn page_of(bodies: &[Value]) -> String {
    let tables = read(bodies).unwrap_or_else(|errors| panic!("{}", errors.join("\n")));
    assert_eq!(tables.len(), 1);
    render_page(&tables[0])
}

#[track_caller]
fn assert_errors(bodies: &[Value], expected: &[&str]) {
    let errors = read(bodies).expect_err("the bodies are bad");
    assert_eq!(errors.len(), expected.len(), "{}", errors.join("\n"));
    for (error, expected) in errors.iter().zip(expected) {
        assert!(
            error.starts_with(expected),
            "{error}\ninstead of\n{expected}"
        );
    }
}

fn pages_in(body: &Value, language: Option<i32>) -> (String, Definitions) {
    let file = MetadataFile::from(&Source::new("lamp.json", body.to_string()));
    let mut definitions = Definitions::find(vec![file]).expect("a good definition");
    if let Some(language) = language {
        definitions.set_language(language).expect("it has labels");
    }
    let table = definitions.tables().next().expect("a table");
    (render_page(&table.expect("a good table")), definitions)
}

#[test]
fn page_is_the_same_whoever_exports() {
    for language in [None, Some(1033), Some(1031)] {
        let (english, _) = pages_in(&lamp_in(1033), language);
        let (german, _) = pages_in(&lamp_in(1031), language);
        assert_eq!(english, german, "{language:?}");
    }
    let (page, definitions) = pages_in(&lamp_in(1031), None);
    assert_eq!(definitions.language(), Some(1033));
    assert_eq!(definitions.languages(), [1031, 1033]);
    assert!(page.starts_with("# Lamp (contoso_Lamp) table"));
    let (page, definitions) = pages_in(&lamp_in(1033), Some(1031));
    assert_eq!(definitions.language(), Some(1031));
    assert!(page.starts_with("---\nlanguage: 1031\n---\n\n# Lampe (contoso_Lamp) table"));
    let table = read_page(&Source::new("lamp.md", page.as_str())).expect("a page");
    assert_eq!(table.language(), Some(1031));
    assert!(page.contains("\n|Option|contoso_color.1|Red||\n"), "{page}");
}

/// The base language of an environment is the one that has a label for everything.
#[test]
fn language_with_most_labels_is_taken() {
    let mut body = lamp();
    body["Attributes"][1]["DisplayName"]["LocalizedLabels"] =
        json!([{ "Label": "Bezeichnung", "LanguageCode": 1031 }]);
    let (page, definitions) = pages_in(&body, None);
    assert_eq!(definitions.language(), Some(1031));
    assert!(page.contains("Gibt Licht."));
    assert_eq!(definitions.labels_in_other_languages(), 0);
    let (page, definitions) = pages_in(&body, Some(1033));
    assert!(page.contains("|DisplayName|**Bezeichnung**|"));
    assert_eq!(definitions.labels_in_other_languages(), 1);
}

#[test]
fn language_without_labels_is_an_error() {
    let file = MetadataFile::from(&Source::new("lamp.json", lamp().to_string()));
    let mut definitions = Definitions::find(vec![file]).expect("a good definition");
    let error = definitions
        .set_language(1045)
        .expect_err("nothing is Polish");
    assert_eq!(
        error.to_string(),
        "no labels in language 1045 [DV0079]\n  = help: languages of the definitions: 1031, 1033"
    );
}

#[test]
fn label_of_the_user_is_taken_where_there_is_no_other() {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(members) => {
                if members.contains_key("UserLocalizedLabel") {
                    members.remove("LocalizedLabels");
                }
                members.values_mut().for_each(strip);
            }
            Value::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut body = lamp_in(1031);
    strip(&mut body);
    let (page, definitions) = pages_in(&body, None);
    assert!(definitions.has_only_user_labels());
    assert_eq!(definitions.language(), Some(1031));
    assert!(page.contains("|1|**Rot**|"), "{page}");
}

/// Every member whose absence would mean something, by type. Null is a value.
#[test]
fn left_out_members_are_missing() {
    let members = [
        ("String", json!({ "MaxLength": 10 })),
        ("Memo", json!({ "MaxLength": 10 })),
        ("Integer", json!({ "MinValue": 1, "MaxValue": 10 })),
        ("BigInt", json!({ "MinValue": 1, "MaxValue": 10 })),
        (
            "Decimal",
            json!({ "MinValue": 1, "MaxValue": 10, "Precision": 2 }),
        ),
        (
            "Double",
            json!({ "MinValue": 1, "MaxValue": 10, "Precision": 2 }),
        ),
        (
            "Money",
            json!({ "MinValue": 1, "MaxValue": 10, "Precision": 2, "PrecisionSource": 0 }),
        ),
        (
            "DateTime",
            json!({ "DateTimeBehavior": { "Value": "UserLocal" } }),
        ),
        ("Lookup", json!({ "Targets": [] })),
        ("Customer", json!({ "Targets": [] })),
        ("Owner", json!({ "Targets": [] })),
        ("PartyList", json!({ "Targets": [] })),
        ("File", json!({ "MaxSizeInKB": 10 })),
        (
            "Image",
            json!({ "MaxSizeInKB": 10, "IsPrimaryImage": true, "CanStoreFullImage": true }),
        ),
    ];
    for (r#type, members) in members {
        let whole = attribute("contoso_More", r#type, members.clone());
        read(&[lamp_with(whole.clone())]).expect("nothing is missing");
        let of_all = [
            "SchemaName",
            "IsValidForCreate",
            "IsValidForUpdate",
            "IsValidForRead",
        ];
        let of_all = of_all.into_iter().chain(["RequiredLevel"]);
        let of_type = members.as_object().expect("an object").keys();
        for name in of_all.chain(of_type.map(String::as_str)) {
            let mut less = whole.clone();
            less.as_object_mut().expect("an object").remove(name);
            let expected = format!(
                "1.json: $.Attributes[4] (column `contoso_more`): missing `{name}` [DV0074]"
            );
            assert_errors(&[lamp_with(less)], &[&expected]);
            if members.get(name).is_some() {
                let mut null = whole.clone();
                null[name] = Value::Null;
                read(&[lamp_with(null)]).expect("null is a value");
            }
        }
    }
}

#[test]
fn member_that_all_columns_lack_is_missing_once() {
    let mut body = lamp();
    for attribute in body["Attributes"].as_array_mut().expect("a list") {
        attribute
            .as_object_mut()
            .expect("an object")
            .remove("IsValidForCreate");
    }
    let errors = read(&[body]).expect_err("it lacks a member");
    let [error] = &errors[..] else {
        panic!("{errors:?}");
    };
    assert!(error.starts_with("1.json: $.Attributes[3] (column `contoso_color`): missing"));
    assert!(error.ends_with("= help: 3 more columns lack it"), "{error}");
}

#[test]
fn left_out_lists_and_ends_are_missing() {
    let mut body = lamp();
    body.as_object_mut()
        .expect("an object")
        .remove("ManyToOneRelationships");
    assert_errors(
        &[body],
        &["1.json: $: missing `ManyToOneRelationships` [DV0074]"],
    );
    for name in [
        "ReferencingAttribute",
        "ReferencingEntityNavigationPropertyName",
    ] {
        let mut body = lamp();
        let relationship = &mut body["ManyToOneRelationships"][0];
        relationship
            .as_object_mut()
            .expect("an object")
            .remove(name);
        let expected = format!(
            "1.json: $.ManyToOneRelationships[0] (relationship `contoso_holder_lamp`): missing `{name}`"
        );
        assert_errors(&[body], &[&expected]);
    }
    let mut body = lamp();
    for name in ["Keys", "TableType", "OneToManyRelationships"] {
        body.as_object_mut().expect("an object").remove(name);
    }
    let (_, definitions) = pages_in(&body, None);
    let left_out = [("Keys", 1), ("OneToManyRelationships", 1), ("TableType", 1)];
    assert_eq!(definitions.left_out(), left_out);
}

/// The options of such a column are tables. Pages don't have them.
#[test]
fn options_of_an_entity_name_are_left_out() {
    let column = json!({
        "DefaultFormValue": 4204,
        "OptionSet": { "Name": "contoso_types", "IsGlobal": true, "Options": [
            { "Value": 4204, "Label": label(1033, "Fax", "Telefax") },
        ] },
    });
    let without = attribute("contoso_Of", "EntityName", json!({}));
    let with = attribute("contoso_Of", "EntityName", column);
    let page = page_of(&[lamp_with(with)]);
    assert_eq!(page, page_of(&[lamp_with(without)]));
    read_page(&Source::new("lamp.md", page)).expect("a good page");
}

#[test]
fn type_without_its_name() {
    let type_of = |members: Value| {
        let mut column = attribute("contoso_More", "Virtual", members);
        column
            .as_object_mut()
            .expect("an object")
            .remove("AttributeTypeName");
        let tables = read(&[lamp_with(column)])?;
        let column = tables[0]
            .columns
            .iter()
            .find(|c| c.schema_name.value == "contoso_More");
        let r#type = column.and_then(|column| column.facts.r#type.as_ref());
        Ok(r#type.map(|fact| fact.value))
    };
    let metadata = |name: &str| format!("#Microsoft.Dynamics.CRM.{name}AttributeMetadata");
    let options = json!({ "Options": [] });
    assert_eq!(
        type_of(json!({ "@odata.type": metadata("MultiSelectPicklist"), "OptionSet": options })),
        Ok(Some(ColumnType::MultiSelectPicklist))
    );
    assert_eq!(
        type_of(json!({ "@odata.type": metadata("File"), "MaxSizeInKB": 1 })),
        Ok(Some(ColumnType::File))
    );
    assert_eq!(
        type_of(
            json!({ "AttributeType": "Owner", "@odata.type": metadata("Lookup"), "Targets": [] })
        ),
        Ok(Some(ColumnType::Owner))
    );
    assert_eq!(
        type_of(json!({ "AttributeType": null, "@odata.type": metadata("UniqueIdentifier") })),
        Ok(Some(ColumnType::Uniqueidentifier))
    );
    let error = |members: Value| {
        let errors: Vec<String> = type_of(members).expect_err("the type isn't told");
        errors[0].lines().next().unwrap_or_default().to_owned()
    };
    let column = "1.json: $.Attributes[4] (column `contoso_more`): missing `AttributeTypeName`";
    assert_eq!(
        error(json!({})),
        format!(
            "{column}: `AttributeType` is `Virtual` for images, files, and choices of several options, too [DV0074]"
        )
    );
    assert_eq!(
        error(json!({ "AttributeType": null, "@odata.type": metadata("Lookup") })),
        format!("{column} [DV0074]")
    );
}

/// One table in every form that a tool or a request may give it.
#[test]
fn forms_of_bodies() {
    let page = page_of(&[lamp()]);
    let [mut definition, mut lists] = [lamp(), json!({ "LogicalName": "contoso_lamp" })];
    for name in ["ManyToOneRelationships", "Keys"] {
        lists[name] = definition
            .as_object_mut()
            .expect("an object")
            .remove(name)
            .expect("a list");
    }
    let [mut without_options, mut options] = [lamp(), json!({ "LogicalName": "contoso_color" })];
    let choice = without_options["Attributes"][3]
        .as_object_mut()
        .expect("an object");
    options["OptionSet"] = choice.remove("OptionSet").expect("it has options");
    let address = |key: &str, list: &str| {
        format!("https://contoso.example/api/data/v9.2/$metadata#EntityDefinitions({key})/{list}")
    };
    let picklists =
        "Attributes/Microsoft.Dynamics.CRM.PicklistAttributeMetadata(LogicalName,OptionSet())";
    let forms = [
        ("list", vec![json!([lamp()])]),
        ("value", vec![json!({ "value": [lamp()], "Count": 1 })]),
        (
            "response of RetrieveMetadataChanges",
            vec![json!({
                "@odata.context": "https://contoso.example/$metadata#Microsoft.Dynamics.CRM.RetrieveMetadataChangesResponse",
                "ServerVersionStamp": "1!2",
                "DeletedMetadata": null,
                "EntityMetadata": [lamp()],
            })],
        ),
        ("the same body twice", vec![lamp(), lamp()]),
        ("second body", vec![definition.clone(), lists.clone()]),
        ("second body first", vec![lists, definition]),
        (
            "options by logical name",
            vec![
                without_options.clone(),
                json!({
                    "@odata.context": address("'contoso_lamp'", picklists), "value": [options],
                }),
            ],
        ),
        (
            "options by metadata id",
            vec![
                without_options.clone(),
                json!({
                    "@odata.context": address("a0000000-0000-0000-0000-000000000001", picklists),
                    "value": [options],
                }),
            ],
        ),
        (
            "options with the address at the end",
            vec![
                without_options.clone(),
                json!({
                    "value": [options], "@odata.context": address("'contoso_lamp'", picklists),
                }),
            ],
        ),
        (
            "options of the only table",
            vec![json!([options]), without_options.clone()],
        ),
    ];
    for (form, bodies) in forms {
        assert_eq!(page_of(&bodies), page, "{form}");
    }
    // Where there are several tables, an item has to name its own.
    let mut other = lamp();
    other["LogicalName"] = "contoso_torch".into();
    assert_errors(
        &[without_options, other, json!({ "value": [options] })],
        &["3.json: $.value[0] (`contoso_color`): missing `EntityLogicalName` [DV0074]"],
    );
}

/// What is missing is named, whether the body or its address names the table.
#[test]
fn parts_without_their_table() {
    let options = json!({ "LogicalName": "contoso_color", "OptionSet": { "Options": [] } });
    let address = "https://contoso.example/api/data/v9.2/$metadata#EntityDefinitions('contoso_lamp')/Attributes/Microsoft.Dynamics.CRM.PicklistAttributeMetadata(LogicalName,OptionSet())";
    assert_errors(
        &[json!({ "@odata.context": address, "value": [options] })],
        &["1.json: $.value[0] (`contoso_color`): missing definition of `contoso_lamp` [DV0075]"],
    );
    let second = json!({ "LogicalName": "contoso_lamp", "ManyToOneRelationships": [] });
    assert_errors(&[second], &["1.json: $: missing `SchemaName` [DV0074]"]);
    let mut unnamed = lamp();
    unnamed["Attributes"][1]["LogicalName"] = Value::Null;
    assert_errors(
        &[unnamed],
        &["1.json: $.Attributes[1] (column `contoso_Name`): missing `LogicalName` [DV0074]"],
    );
}

/// Options of a global choice have them in `GlobalOptionSet`, even if `OptionSet` is there, too.
#[test]
fn options_of_global_choices_and_without_labels() {
    let set = json!({ "Name": "contoso_colors", "IsGlobal": true, "Options": [
        { "Value": 1, "Label": label(1033, "Red", "Rot") },
        { "Value": 2, "Label": { "LocalizedLabels": [], "UserLocalizedLabel": null } },
    ] });
    let own = json!({ "Name": "contoso_colors", "IsGlobal": true });
    for members in [
        json!({ "OptionSet": null, "GlobalOptionSet": set }),
        json!({ "OptionSet": own, "GlobalOptionSet": set }),
        json!({ "OptionSet": set, "GlobalOptionSet": own }),
        json!({ "OptionSet": set }),
    ] {
        let mut column = attribute("contoso_Shade", "Picklist", members);
        column["DisplayName"] = label(1033, "Shade", "Farbton");
        let page = page_of(&[lamp_with(column)]);
        let table = read_page(&Source::new("lamp.md", page)).expect("a good page");
        let mut columns = table.columns.iter();
        let shade = columns.find(|column| column.schema_name.value == "contoso_Shade");
        let shade = shade.expect("the column exists");
        let options = shade.options.iter().flatten();
        let options: Vec<_> = options.map(|o| (o.value.value, o.label())).collect();
        assert_eq!(options, [(1, "Red"), (2, "")]);
        let global = shade.facts.global_choice_name.as_ref();
        assert_eq!(
            global.map(|name| name.value.as_str()),
            Some("contoso_colors")
        );
    }
}

/// A second body may have more than the first one's attributes.
#[test]
fn relationship_over_a_column_that_no_body_has() {
    let mut trimmed = lamp();
    let attributes = trimmed["Attributes"].as_array_mut().expect("a list");
    let holder = attributes.remove(2);
    let relationships = trimmed["ManyToOneRelationships"].take();
    trimmed["ManyToOneRelationships"] = json!([]);
    let second = json!({
        "LogicalName": "contoso_lamp",
        "ManyToOneRelationships": relationships,
    });
    assert_errors(
        &[trimmed.clone(), second.clone()],
        &[
            "2.json: $.ManyToOneRelationships[0].ReferencingAttribute (relationship `contoso_holder_lamp`): missing definition of column `contoso_holder` [DV0075]\n  = help: request all `Attributes` of the table",
        ],
    );
    let page = page_of(&[trimmed, second, json!([holder])]);
    assert_eq!(page, page_of(&[lamp()]));
}

#[test]
fn bodies_that_contradict_each_other() {
    let mut longer = lamp();
    longer["Attributes"][1]["MaxLength"] = 200.into();
    assert_errors(
        &[lamp(), longer],
        &[
            "2.json: $.Attributes[1] (column `contoso_name`): `MaxLength` is the number 200, but 1.json: $.Attributes[1].MaxLength (column `contoso_name`) has the number 100 [DV0076]",
        ],
    );
}

#[test]
fn incomplete_lists_are_errors() {
    let mut body = lamp();
    body["Attributes@odata.nextLink"] = "https://contoso.example/next".into();
    assert_errors(&[body], &["1.json: $.Attributes: incomplete list"]);
    let body = json!({ "value": [lamp()], "@odata.nextLink": "https://contoso.example/next" });
    assert_errors(
        &[body],
        &["1.json: $: incomplete list: the service has more items [DV0078]"],
    );
}

/// PowerShell cuts off what is nested deeper than its `-Depth`.
#[test]
fn cut_off_values_are_errors() {
    let mut body = lamp();
    body["Attributes"][1]["RequiredLevel"] = "@{Value=None; CanBeChanged=True}".into();
    let errors = read(&[body]).expect_err("it is cut off");
    assert!(errors[0].starts_with("1.json: $.Attributes[1].RequiredLevel (column `contoso_name`)"));
    assert!(
        errors[0].contains("`ConvertTo-Json -Depth 100`"),
        "{}",
        errors[0]
    );

    let mut body = lamp();
    body["Attributes"][1]["AttributeTypeName"] = "@{Value=StringType}".into();
    body["Attributes"][2]["DisplayName"] = "@{LocalizedLabels=System.Object[]}".into();
    let errors = read(&[body]).expect_err("it is cut off");
    let [r#type, label] = &errors[..] else {
        panic!("{errors:#?}");
    };
    let start =
        "1.json: $.Attributes[1].AttributeTypeName (column `contoso_name`): expected one of";
    assert!(r#type.starts_with(start), "{type}");
    assert!(r#type.contains("`ConvertTo-Json -Depth 100`"), "{type}");
    let start =
        "1.json: $.Attributes[2].DisplayName (column `contoso_holder`): expected a label, found";
    assert!(label.starts_with(start), "{label}");
    assert!(label.contains("`ConvertTo-Json -Depth 100`"), "{label}");
}

/// Two tables in a file of each encoding: the offsets of items are those of the encoded file.
#[test]
fn encodings() {
    let folder = TempDir::new().expect("a folder");
    let mut other = lamp();
    other["LogicalName"] = "contoso_torch".into();
    other["Description"]["LocalizedLabels"][0]["Label"] = "A torch: 🔦.".into();
    let text = json!({ "value": [other, lamp()] }).to_string();
    let expected = read_texts(std::slice::from_ref(&text)).expect("good definitions");
    let units = |text: &str| text.encode_utf16().collect::<Vec<_>>();
    let marked = units(&format!("\u{feff}{text}"));
    let little = |units: &[u16]| units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big = |units: &[u16]| units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    let encoded: [(&str, Vec<u8>); 6] = [
        ("UTF-8", text.clone().into_bytes()),
        ("UTF-8 with mark", format!("\u{feff}{text}").into_bytes()),
        ("UTF-16LE", little(&marked)),
        ("UTF-16BE", big(&marked)),
        ("UTF-16LE without mark", little(&units(&text))),
        ("UTF-16BE without mark", big(&units(&text))),
    ];
    for (encoding, bytes) in encoded {
        let path = folder.path().join("definitions.json");
        fs::write(&path, bytes).expect("a file");
        let file = MetadataFile::new(&path, "definitions.json");
        let definitions = Definitions::find(vec![file]).expect("good definitions");
        let tables: Result<Vec<Table>, _> = definitions.tables().collect();
        assert!(tables.expect("good tables") == expected, "{encoding}");
    }
}

/// In UTF-16, a lone surrogate is a unit like others, and a file may be cut off within a unit.
#[test]
fn broken_units() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("definitions.json");
    let find = |bytes: Vec<u8>| {
        fs::write(&path, bytes).expect("a file");
        Definitions::find(vec![MetadataFile::new(&path, "definitions.json")])
    };
    let text = json!({ "": "~", "value": [lamp()] }).to_string();
    let lone = |unit| {
        if unit == u16::from(b'~') {
            0xD83D
        } else {
            unit
        }
    };
    let units = text.encode_utf16().map(lone);
    let mut bytes: Vec<u8> = units.flat_map(u16::to_le_bytes).collect();
    let definitions = find(bytes.clone()).expect("good definitions");
    let tables: Result<Vec<Table>, _> = definitions.tables().collect();
    assert!(tables.expect("good tables") == read(&[lamp()]).expect("good definitions"));
    bytes.pop();
    let errors = find(bytes).expect_err("it is cut off");
    let start = "definitions.json: invalid JSON: expected `,` or `}` at line 1";
    assert!(errors[0].to_string().starts_with(start), "{}", errors[0]);
}

#[test]
fn unreadable_files() {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("bad.json");
    fs::write(&path, b"{\"LogicalName\": \"\xFF\"}").expect("a file");
    let errors = Definitions::find(vec![MetadataFile::new(&path, "bad.json")]);
    let errors = errors.expect_err("it isn't UTF-8");
    assert!(
        errors[0].to_string().starts_with("bad.json: invalid JSON"),
        "{}",
        errors[0]
    );
    let missing = Definitions::find(vec![MetadataFile::new(
        &folder.path().join("no.json"),
        "no.json",
    )]);
    assert!(
        missing.expect_err("no file")[0]
            .to_string()
            .starts_with("cannot read `no.json`")
    );
}
