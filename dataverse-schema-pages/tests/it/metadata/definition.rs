//! Makes definitions of tables, in the format of the Web API, from models.

use serde_json::{Map, Value, json};

/// The members that the service has for columns, each for some types.
const ATTRIBUTE: [&str; 12] = [
    "IsValidForRead",
    "RequiredLevel",
    "MaxLength",
    "MinValue",
    "MaxValue",
    "Precision",
    "PrecisionSource",
    "DateTimeBehavior",
    "Targets",
    "MaxSizeInKB",
    "IsPrimaryImage",
    "CanStoreFullImage",
];

/// The members that the service has for relationships.
const RELATIONSHIP: [&str; 8] = [
    "ReferencingAttribute",
    "ReferencingEntityNavigationPropertyName",
    "ReferencedEntityNavigationPropertyName",
    "IntersectEntityName",
    "Entity1IntersectAttribute",
    "Entity1NavigationPropertyName",
    "Entity2IntersectAttribute",
    "Entity2NavigationPropertyName",
];

/// `max_length` -> `MaxLength`
fn member(key: &str) -> String {
    match key {
        "max_size_in_kb" => "MaxSizeInKB".to_owned(),
        "is_bpf_entity" => "IsBPFEntity".to_owned(),
        _ => {
            let words = key.split('_').map(|word| {
                let (first, rest) = word.split_at(1);
                format!("{}{rest}", first.to_uppercase())
            });
            words.collect()
        }
    }
}

fn label(text: &Value) -> Value {
    let label = json!({ "Label": text, "LanguageCode": 1033 });
    json!({ "LocalizedLabels": [label], "UserLocalizedLabel": label })
}

fn managed(value: &Value) -> Value {
    json!({ "Value": value, "CanBeChanged": true })
}

/// Returns the definition for the model of a table as JSON.
pub(crate) fn definition(table: &Value) -> Value {
    let name = &table["logical_name"];
    let mut definition = Map::new();
    for (key, value) in table.as_object().expect("a table is an object") {
        let value = match key.as_str() {
            "display_name" | "display_collection_name" | "description" => label(value),
            "columns" => {
                let columns = value.as_array().expect("a list").iter();
                let attributes: Vec<Value> =
                    columns.map(|column| attribute(column, name)).collect();
                definition.insert("Attributes".into(), attributes.into());
                continue;
            }
            "many_to_one" | "one_to_many" | "many_to_many" => {
                let list = value.as_array().expect("a list").iter();
                let list: Vec<Value> = list.map(|found| relationship(key, found, name)).collect();
                definition.insert(format!("{}Relationships", member(key)), list.into());
                continue;
            }
            "alternate_keys" => {
                let keys = value.as_array().expect("a list").iter();
                let keys: Vec<Value> = keys
                    .map(|key| {
                        json!({
                            "SchemaName": key["schema_name"], "LogicalName": key["logical_name"],
                            "DisplayName": label(&key["display_name"]), "KeyAttributes": key["key_attributes"],
                            "EntityLogicalName": name,
                        })
                    })
                    .collect();
                definition.insert("Keys".into(), keys.into());
                continue;
            }
            _ if value.is_object() || value.is_array() => continue,
            _ => value.clone(),
        };
        definition.insert(member(key), value);
    }
    definition.into()
}

fn attribute(column: &Value, table: &Value) -> Value {
    let mut attribute = Map::new();
    attribute.insert("EntityLogicalName".into(), table.clone());
    let writable = column["writable"] == true;
    for name in ["IsValidForCreate", "IsValidForUpdate"] {
        attribute.insert(name.into(), writable.into());
    }
    let name = &column["global_choice_name"];
    for (key, value) in column.as_object().expect("a column is an object") {
        let value = match key.as_str() {
            "writable" | "extra" | "added_by" | "true_label" | "false_label"
            | "global_choice_name" => continue,
            "description" | "display_name" => label(value),
            "required_level"
            | "format_name"
            | "date_time_behavior"
            | "can_change_date_time_behavior" => managed(value),
            "type" => {
                let text = value.as_str().expect("a string");
                attribute.insert("AttributeType".into(), "Virtual".into());
                attribute.insert(
                    "AttributeTypeName".into(),
                    json!({ "Value": format!("{text}Type") }),
                );
                continue;
            }
            "precision_source" => {
                let digit = &value.as_str().expect("a string")[..1];
                digit.parse::<i32>().expect("a digit").into()
            }
            "options" => {
                let options = value.as_array().expect("a list").iter();
                let options: Vec<Value> = options.map(option).collect();
                attribute.insert(
                    "OptionSet".into(),
                    json!({ "Name": name, "Options": options }),
                );
                continue;
            }
            _ => value.clone(),
        };
        attribute.insert(member(key), value);
    }
    if column["type"] == "Boolean" {
        let set = json!({
            "Name": name,
            "TrueOption": { "Value": 1, "Label": label(&column["true_label"]) },
            "FalseOption": { "Value": 0, "Label": label(&column["false_label"]) },
        });
        attribute.insert("OptionSet".into(), set);
    }
    if !attribute.contains_key("OptionSet") && !name.is_null() {
        attribute.insert("OptionSet".into(), json!({ "Name": name }));
    }
    fill(&mut attribute, &ATTRIBUTE);
    attribute.into()
}

fn option(option: &Value) -> Value {
    let mut members = Map::new();
    for (key, value) in option.as_object().expect("an option is an object") {
        let value = match key.as_str() {
            "label" | "description" => label(value),
            "transitions" => {
                let from = &option["value"];
                let to = value.as_array().expect("a list").iter();
                let to = to.map(|to| {
                    format!("<allowedtransition sourcestatusid=\"{from}\" tostatusid=\"{to}\" />")
                });
                let text = format!(
                    "<allowedtransitions xmlns=\"http://schemas.microsoft.com/crm/2009/WebServices\">{}</allowedtransitions>",
                    to.collect::<String>()
                );
                members.insert("TransitionData".into(), text.into());
                continue;
            }
            _ => value.clone(),
        };
        members.insert(member(key), value);
    }
    members.into()
}

fn relationship(kind: &str, relationship: &Value, table: &Value) -> Value {
    let mut members = Map::new();
    for (key, value) in relationship
        .as_object()
        .expect("a relationship is an object")
    {
        let value = match key.as_str() {
            "extra" | "added_by" | "other_entity" => continue,
            "is_customizable" => managed(value),
            "intersect_attribute" | "navigation_property_name" if kind == "many_to_many" => {
                members.insert(format!("Entity1{}", member(key)), value.clone());
                continue;
            }
            key if key.ends_with("cascade_configuration") => parts(value),
            key if key.ends_with("menu_configuration") => {
                let name = match (kind, key) {
                    ("many_to_many", "associated_menu_configuration") => {
                        "Entity1AssociatedMenuConfiguration".into()
                    }
                    _ => member(key),
                };
                members.insert(name, parts(value));
                continue;
            }
            _ => value.clone(),
        };
        members.insert(member(key), value);
    }
    match kind {
        "many_to_one" => members.insert("ReferencingEntity".into(), table.clone()),
        "one_to_many" => members.insert("ReferencedEntity".into(), table.clone()),
        _ => {
            let other = match &relationship["other_entity"] {
                Value::Null => table,
                other => other,
            };
            members.insert("Entity2LogicalName".into(), other.clone());
            members.insert("Entity1LogicalName".into(), table.clone())
        }
    };
    fill(&mut members, &RELATIONSHIP);
    members.into()
}

/// Adds the members that the service always has, even without a value.
fn fill(members: &mut Map<String, Value>, names: &[&str]) {
    for name in names {
        members.entry(*name).or_insert(Value::Null);
    }
}

fn parts(of: &Value) -> Value {
    let parts = of.as_object().expect("it has parts").iter();
    let parts = parts.map(|(key, value)| {
        let value = if key == "label" {
            label(value)
        } else {
            value.clone()
        };
        (member(key), value)
    });
    Value::Object(parts.collect())
}
