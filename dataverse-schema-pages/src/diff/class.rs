//! What a change means.

use serde_json::Value;

use crate::diff::change::{ChangeKind, Subject};

/// The kind of a change, and whether it breaks the API and data.
pub(super) type Class = (ChangeKind, bool, bool);

const CHANGED: Class = (ChangeKind::Changed, false, false);
const RENAMED: Class = (ChangeKind::Renamed, false, false);

/// Of a row of a page that differs; `None` where one page doesn't have it.
pub(super) fn class(
    subject: &Subject,
    property: &str,
    old: Option<&Value>,
    new: Option<&Value>,
) -> Class {
    match subject {
        Subject::Table => match property {
            "schema_name" => (ChangeKind::Renamed, true, false),
            "entity_set_name"
            | "display_name"
            | "display_collection_name"
            | "collection_schema_name"
            | "logical_collection_name" => RENAMED,
            "primary_id_attribute" => (ChangeKind::Changed, true, true),
            // A list of messages where there was none: those that it lacks can't be sent any more.
            "messages" if old.is_none() => (ChangeKind::Narrowed, true, false),
            "messages" => (ChangeKind::Widened, false, false),
            _ => CHANGED,
        },
        Subject::Column { .. } => column(property, old, new),
        Subject::Option { .. } => match property {
            "label" => (ChangeKind::Renamed, true, false),
            "state" => (ChangeKind::Changed, false, true),
            _ => CHANGED,
        },
        Subject::ManyToOne { .. } | Subject::OneToMany { .. } | Subject::ManyToMany { .. } => {
            match property {
                name if name.ends_with("navigation_property_name") => {
                    (ChangeKind::Renamed, true, false)
                }
                "intersect_entity_name" | "intersect_attribute" => {
                    (ChangeKind::Changed, false, true)
                }
                "referenced_entity"
                | "referencing_entity"
                | "referenced_attribute"
                | "referencing_attribute"
                | "other_entity" => (ChangeKind::Changed, true, false),
                _ => CHANGED,
            }
        }
        Subject::LocalizedLabel { .. } if property == "label" => RENAMED,
        Subject::AlternateKey { .. } if property == "key_attributes" => {
            (ChangeKind::Changed, false, true)
        }
        _ => CHANGED,
    }
}

fn column(property: &str, old: Option<&Value>, new: Option<&Value>) -> Class {
    let is = |value: Option<&Value>, wanted: bool| value.and_then(Value::as_bool) == Some(wanted);
    match property {
        "type" | "date_time_behavior" => (ChangeKind::Changed, true, true),
        "max_length" | "max_value" | "max_size_in_kb" | "precision" => {
            limit(old, new, |old, new| new < old)
        }
        "min_value" => limit(old, new, |old, new| new > old),
        "required_level" => match level(old).cmp(&level(new)) {
            // Dataverse itself demands a value at the highest level only.
            std::cmp::Ordering::Less => (ChangeKind::Narrowed, false, level(new) == HIGHEST),
            _ => (ChangeKind::Widened, false, false),
        },
        "writable" | "is_valid_for_create" | "is_valid_for_update" if is(new, false) => {
            (ChangeKind::Narrowed, property == "writable", false)
        }
        "writable" | "is_valid_for_create" | "is_valid_for_update" => {
            (ChangeKind::Widened, false, false)
        }
        "is_valid_for_read" if is(new, false) => (ChangeKind::Narrowed, true, false),
        "is_valid_for_read" => (ChangeKind::Widened, false, false),
        "targets" => targets(&names(old), &names(new)),
        "schema_name" => (ChangeKind::Renamed, true, false),
        "display_name" | "true_label" | "false_label" => RENAMED,
        // Columns of one global choice share an enum.
        "global_choice_name" => (ChangeKind::Renamed, true, false),
        _ => CHANGED,
    }
}

/// A limit. Without one, all values are allowed.
fn limit(old: Option<&Value>, new: Option<&Value>, is_narrower: fn(i128, i128) -> bool) -> Class {
    let is_narrower = match (old, new) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(old), Some(new)) => is_narrower(number(old), number(new)),
    };
    match is_narrower {
        true => (ChangeKind::Narrowed, false, true),
        false => (ChangeKind::Widened, false, false),
    }
}

/// A number by its whole part and its first twelve digits behind the point, which is as far as the limits of pages go. One that
/// is written with an exponent lies close to 0.
fn number(value: &Value) -> i128 {
    const DIGITS: usize = 12;
    let text = match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    };
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let digits: String = fraction
        .chars()
        .chain("0".repeat(DIGITS).chars())
        .take(DIGITS)
        .collect();
    format!("{whole}{digits}").parse().unwrap_or_default()
}

const LEVELS: [&str; 4] = [
    "None",
    "Recommended",
    "ApplicationRequired",
    "SystemRequired",
];
const HIGHEST: usize = LEVELS.len() - 1;

fn level(value: Option<&Value>) -> usize {
    let name = value.and_then(Value::as_str).unwrap_or(LEVELS[0]);
    LEVELS.iter().position(|level| *level == name).unwrap_or(0)
}

fn names(value: Option<&Value>) -> Vec<&str> {
    let list = value.and_then(Value::as_array).into_iter().flatten();
    list.filter_map(Value::as_str).collect()
}

/// The most targets for which there is a closed enum.
const MOST_IN_ENUM: usize = 8;

fn targets(old: &[&str], new: &[&str]) -> Class {
    let lost = old.iter().any(|target| !new.contains(target));
    let gained = new.iter().any(|target| !old.contains(target));
    // The type of a lookup with one target is that table's, with several an enum, with many neither.
    let form = |targets: &[&str]| match targets.len() {
        1 => 1,
        2..=MOST_IN_ENUM => 2,
        _ => 3,
    };
    let other_type = form(old) != form(new);
    match (lost, gained) {
        (true, false) => (ChangeKind::Narrowed, true, true),
        (false, true) => (ChangeKind::Widened, other_type, false),
        (true, true) => (ChangeKind::Changed, true, true),
        // The same ones in another order.
        (false, false) => CHANGED,
    }
}

/// Of something that came.
pub(super) fn added(subject: &Subject, new: &Value, siblings: &[&Value]) -> Class {
    let breaks_data = match subject {
        Subject::Column { .. } => {
            new["writable"] == true && new["required_level"] == LEVELS[HIGHEST]
        }
        _ => false,
    };
    // Options of one name all take their value as suffix.
    let breaks_api = matches!(subject, Subject::Option { .. })
        && siblings
            .iter()
            .any(|option| option["label"] == new["label"]);
    (ChangeKind::Added, breaks_api, breaks_data)
}

/// Of something that went.
pub(super) fn removed(subject: &Subject) -> Class {
    let (breaks_api, breaks_data) = match subject {
        Subject::Table | Subject::Column { .. } | Subject::Option { .. } => (true, true),
        Subject::ManyToMany { .. } => (true, true),
        Subject::ManyToOne { .. } | Subject::OneToMany { .. } | Subject::Message { .. } => {
            (true, false)
        }
        Subject::AlternateKey { .. } => (false, true),
        Subject::Event { .. } | Subject::LocalizedLabel { .. } => (false, false),
    };
    (ChangeKind::Removed, breaks_api, breaks_data)
}
