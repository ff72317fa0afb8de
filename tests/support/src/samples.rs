//! The rows in Microsoft's samples of requests and responses, which lie beside the corpus.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::DateTime;
use serde_json::Deserializer;
use serde_json::value::RawValue;

use crate::corpus;

/// The samples that hold rows: how the file's name begins, and the table.
const SAMPLES: &[(&str, &str)] = &[
    ("account-", "account"),
    ("aggregate-", "account"),
    ("batch-", "task"),
    ("change-tracking-delta", "account"),
    ("contact-", "contact"),
    ("count-with-crm-annotations", "account"),
    ("email-activity-parties-put-request", "activityparty"),
    ("incident-", "incident"),
    ("initializefrom-response", "account"),
    ("task-", "task"),
];

/// The samples whose rows are created, by parts of their names.
const NEW: &[&str] = &["create-request", "deep-insert", "batch-changeset-request"];

/// The samples that hold no row of the corpus's tables, and why.
const SKIPPED: &[(&str, &str)] = &[
    ("audit-", "the corpus has no page of the table"),
    ("duplicaterecords-", "the corpus has no page of the table"),
    ("createmultiple-response", "a list of ids"),
    ("createmultiple-request", "a made-up table"),
    ("updatemultiple-request", "a made-up table"),
    ("upsertmultiple-request", "a made-up table"),
    ("upsert-return-representation-response", "a made-up table"),
    ("error-", "an error"),
    ("ref-body-request", "a reference"),
    ("single-property", "a single value"),
];

/// The tables that the samples' navigation properties lead to; `None` if the corpus has no page of
/// the table.
const NAVIGATION: &[(&str, Option<&str>)] = &[
    ("primarycontactid", Some("contact")),
    ("Account_Tasks", Some("task")),
    ("Contact_Tasks", Some("task")),
    ("Opportunity_Tasks", Some("task")),
    ("opportunity_customer_accounts", Some("opportunity")),
    ("contact_customer_accounts", Some("contact")),
    ("regardingobjectid_contact_task", Some("contact")),
    ("parentcustomerid_account", Some("account")),
    ("customerid_contact", Some("contact")),
    ("createdby", Some("systemuser")),
    ("owninguser", Some("systemuser")),
    ("account_FileAttachments", None),
];

/// The error about a list with entries about deleted rows, which rows of a table can't be.
const DELETED: &str = "was deleted: read the response as rows of `Tracked`";

/// Placeholders for ids in the samples.
const PLACEHOLDERS: &[&str] = &["<accountid>", "<file id>"];

/// A body, or a row inside one.
pub struct Sample {
    /// The logical name of the table.
    pub table: &'static str,
    /// The JSON, on one line.
    pub body: String,
    /// True if it creates a row.
    pub is_new: bool,
}

type Object<'a> = BTreeMap<String, &'a RawValue>;

/// Returns the text of a sample.
pub fn text(name: &str) -> String {
    let path = corpus::folder().join("../samples").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Returns all bodies of the samples, and all rows in them.
pub fn all() -> Vec<Sample> {
    let files = fs::read_dir(corpus::folder().join("../samples")).expect("the samples exist");
    let mut files: Vec<_> = files
        .map(|file| file.expect("an entry of the folder").path())
        .collect();
    files.sort();
    let mut samples = Vec::new();
    for file in &files {
        let name = file
            .file_stem()
            .expect("a file has a name")
            .to_string_lossy();
        let Some(table) = find_by_prefix(SAMPLES, &name) else {
            let reason =
                find_by_prefix(SKIPPED, &name).unwrap_or_else(|| panic!("unknown `{name}`"));
            eprintln!("SKIPPED: {name}: {reason}");
            continue;
        };
        let mut text = fs::read_to_string(file).expect("a sample is readable");
        for placeholder in PLACEHOLDERS {
            if text.contains(placeholder) {
                eprintln!("{name}: an id instead of {placeholder}");
                text = text.replace(placeholder, "fd140aae-4df4-11dd-bd17-0019b9312238");
            }
        }
        let is_new = NEW.iter().any(|part| name.contains(part));
        for body in bodies(file, &text) {
            let before = samples.len();
            add(table, &body, &mut samples);
            for sample in &mut samples[before..] {
                sample.is_new = is_new;
            }
        }
    }
    samples
}

/// Asserts that each line of `printed` is the body of a sample, read and written again, or the error
/// about deleted rows.
pub fn assert_written(samples: &[Sample], printed: &str) {
    assert_eq!(printed.lines().count(), samples.len(), "a line for each");
    for (Sample { table, body, .. }, written) in samples.iter().zip(printed.lines()) {
        if has_deleted_rows(body) {
            assert!(written.contains(DELETED), "{table}: {written}: {body}");
            continue;
        }
        assert!(!written.starts_with("error"), "{table}: {written}: {body}");
        assert_eq!(normalized(written), normalized(body), "{table}");
    }
}

/// Returns true for a list of changes since an earlier response, with deleted rows.
fn has_deleted_rows(body: &str) -> bool {
    body.contains("@odata.deltaLink") && body.contains("/$deletedEntity")
}

/// Returns JSON without whitespace, with sorted properties, and with times in UTC.
pub fn normalized(json: &str) -> String {
    match json.as_bytes()[0] {
        b'{' => {
            let object: Object<'_> = serde_json::from_str(json).expect("an object");
            let properties: Vec<String> = object
                .iter()
                .map(|(name, value)| format!("{name:?}:{}", normalized(value.get())))
                .collect();
            format!("{{{}}}", properties.join(","))
        }
        b'[' => {
            let list: Vec<&RawValue> = serde_json::from_str(json).expect("a list");
            let items: Vec<String> = list.iter().map(|item| normalized(item.get())).collect();
            format!("[{}]", items.join(","))
        }
        b'"' => {
            let string: String = serde_json::from_str(json).expect("a string");
            match DateTime::parse_from_rfc3339(&string) {
                Ok(time) => format!("{:?}", time.to_utc()),
                Err(_) => format!("{string:?}"),
            }
        }
        _ => {
            assert!(
                !json.contains(['e', 'E']) || json.ends_with('e'),
                "an exponent: {json}"
            );
            json.to_owned()
        }
    }
}

fn find_by_prefix<T: Copy>(list: &[(&str, T)], name: &str) -> Option<T> {
    list.iter()
        .find_map(|(prefix, value)| name.starts_with(prefix).then_some(*value))
}

/// Returns the JSON bodies in a file: its content, or the bodies of a batch's parts.
fn bodies(file: &Path, text: &str) -> Vec<String> {
    if file
        .extension()
        .is_some_and(|extension| extension == "json")
    {
        return vec![text.trim().to_owned()];
    }
    text.match_indices("\n{")
        .map(|(start, _)| {
            let mut values = Deserializer::from_str(&text[start..]).into_iter::<&RawValue>();
            let value = values.next().expect("a value").expect("valid JSON");
            value.get().to_owned()
        })
        .collect()
}

/// Adds a body and the rows inside it.
fn add(table: &'static str, json: &str, samples: &mut Vec<Sample>) {
    let object: Object<'_> = serde_json::from_str(json).expect("an object");
    samples.push(Sample {
        table,
        body: json.replace(['\r', '\n'], " "),
        is_new: false,
    });
    for (name, value) in &object {
        if name == "value" || name.contains('@') || !value.get().starts_with(['{', '[']) {
            continue;
        }
        let (_, table) = NAVIGATION
            .iter()
            .find(|(property, _)| property == name)
            .unwrap_or_else(|| panic!("unknown navigation property `{name}`"));
        match table {
            Some(table) if value.get().starts_with('[') => add_list(table, value, samples),
            Some(table) => add(table, value.get(), samples),
            None => {}
        }
    }
    if let Some(list) = object.get("value") {
        add_list(table, list, samples);
    }
}

fn add_list(table: &'static str, list: &RawValue, samples: &mut Vec<Sample>) {
    let list: Vec<&RawValue> = serde_json::from_str(list.get()).expect("a list");
    for row in list {
        add(table, row.get(), samples);
    }
}
