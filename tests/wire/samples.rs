//! The rows in Microsoft's samples of requests and responses.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use dataverse_schema::DateTime;
use serde_json::Deserializer;
use serde_json::value::RawValue;

/// Microsoft's samples that hold rows: the file's name, and the table's.
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

/// Those that hold none of the corpus's tables, and why.
const OTHERS: &[(&str, &str)] = &[
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

/// The tables that the navigation properties in the samples lead to; none where the corpus has no page of it.
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

/// Stand-ins for ids in the samples.
const PLACEHOLDERS: &[&str] = &["<accountid>", "<file id>"];

fn starting<T: Copy>(list: &[(&str, T)], name: &str) -> Option<T> {
    let mut list = list.iter();
    list.find_map(|(start, value)| name.starts_with(start).then_some(*value))
}

type Object<'a> = BTreeMap<String, &'a RawValue>;

/// JSON without what means nothing: blanks, and the order of properties.
pub(crate) fn normal(text: &str) -> String {
    match text.as_bytes()[0] {
        b'{' => {
            let object: Object<'_> = serde_json::from_str(text).expect("an object");
            let properties = object
                .iter()
                .map(|(name, value)| format!("{name:?}:{}", normal(value.get())));
            format!("{{{}}}", properties.collect::<Vec<_>>().join(","))
        }
        b'[' => {
            let list: Vec<&RawValue> = serde_json::from_str(text).expect("a list");
            let items = list.iter().map(|item| normal(item.get()));
            format!("[{}]", items.collect::<Vec<_>>().join(","))
        }
        b'"' => {
            let text: String = serde_json::from_str(text).expect("a text");
            // The same moment, whatever the offset.
            match text.parse::<DateTime>() {
                Ok(moment) => format!("\"{moment}\""),
                Err(_) => format!("{text:?}"),
            }
        }
        _ => {
            assert!(
                !text.contains(['e', 'E']) || text.ends_with('e'),
                "an exponent: {text}"
            );
            text.to_owned()
        }
    }
}

/// The rows in a body, with those inside them: table and JSON.
fn rows(table: &'static str, text: &str, found: &mut Vec<(&'static str, String)>) {
    let object: Object<'_> = serde_json::from_str(text).expect("an object");
    found.push((table, text.replace(['\r', '\n'], " ")));
    for (name, value) in &object {
        if name == "value" || name.contains('@') || !value.get().starts_with(['{', '[']) {
            continue;
        }
        let known = NAVIGATION.iter().find(|(property, _)| property == name);
        let (_, table) = known.unwrap_or_else(|| panic!("`{name}` leads nowhere"));
        let Some(table) = *table else { continue };
        match value.get().starts_with('[') {
            true => {
                let list: Vec<&RawValue> = value_of(value);
                list.iter().for_each(|row| rows(table, row.get(), found));
            }
            false => rows(table, value.get(), found),
        }
    }
    if let Some(list) = object.get("value") {
        let list: Vec<&RawValue> = value_of(list);
        list.iter().for_each(|row| rows(table, row.get(), found));
    }
}

fn value_of<'a, T: serde::Deserialize<'a>>(value: &'a RawValue) -> T {
    serde_json::from_str(value.get()).expect("it is of this form")
}

/// The JSON bodies in a file: itself, or those of the parts of a batch.
fn bodies(file: &Path, text: &str) -> Vec<String> {
    if file
        .extension()
        .is_some_and(|extension| extension == "json")
    {
        return vec![text.trim().to_owned()];
    }
    let starts = text.match_indices("\n{");
    let body = |(start, _): (usize, &str)| {
        let mut values = Deserializer::from_str(&text[start..]).into_iter::<&RawValue>();
        let value = values.next().expect("a value").expect("it is JSON");
        value.get().to_owned()
    };
    starts.map(body).collect()
}

/// All bodies and rows of the samples: table and JSON on one line.
pub(crate) fn all(folder: &Path) -> Vec<(&'static str, String)> {
    let files = fs::read_dir(folder).expect("the samples are there");
    let mut files: Vec<_> = files.map(|file| file.expect("an entry").path()).collect();
    files.sort();
    let mut found = Vec::new();
    for file in &files {
        let name = file.file_stem().expect("a name").to_string_lossy();
        let Some(table) = starting(SAMPLES, &name) else {
            let why = starting(OTHERS, &name).unwrap_or_else(|| panic!("`{name}` is unknown"));
            eprintln!("SKIPPED: {name}: {why}");
            continue;
        };
        let mut text = fs::read_to_string(file).expect("a text");
        for placeholder in PLACEHOLDERS {
            if text.contains(placeholder) {
                eprintln!("{name}: an id instead of {placeholder}");
                text = text.replace(placeholder, "fd140aae-4df4-11dd-bd17-0019b9312238");
            }
        }
        for body in bodies(file, &text) {
            rows(table, &body, &mut found);
        }
    }
    found
}
