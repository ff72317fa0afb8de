//! Rows of every table of the corpus, read and written with the types that are generated from its page.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;
use std::{env, fs};

use dataverse_schema::DateTime;
use nested::Krate;
use quote::ToTokens as _;
use serde_json::value::RawValue;

mod nested;

/// Microsoft's samples that hold rows: the file's name, and the table's.
const SAMPLES: &[(&str, &str)] = &[
    ("account-", "account"),
    ("aggregate-", "account"),
    ("change-tracking-delta", "account"),
    ("contact-", "contact"),
    ("count-with-crm-annotations", "account"),
    ("email-activity-parties-put-request", "activityparty"),
    ("incident-", "incident"),
    ("initializefrom-response", "account"),
    ("task-", "task"),
];

/// Those that hold none of the tables, and why.
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
fn normal(text: &str) -> String {
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
        let table = starting(NAVIGATION, name).unwrap_or_else(|| panic!("`{name}` leads nowhere"));
        let Some(table) = table else { continue };
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

/// All bodies and rows of the samples.
fn samples(folder: &Path) -> Vec<(&'static str, String)> {
    let files = fs::read_dir(folder).expect("the samples are there");
    let mut files: Vec<_> = files.map(|file| file.expect("an entry").path()).collect();
    files.sort();
    let mut found = Vec::new();
    for file in files
        .iter()
        .filter(|file| file.extension().is_some_and(|e| e == "json"))
    {
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
        rows(table, text.trim(), &mut found);
    }
    found
}

const PROGRAM: &str = r#"
fn again<T: serde::Serialize + serde::de::DeserializeOwned>(body: &str) -> String {
    match serde_json::from_str::<T>(body) {
        Ok(body) => serde_json::to_string(&body).expect("it is written"),
        Err(error) => format!("error: {error}"),
    }
}

fn reread<T: dataverse_schema::Table + serde::Serialize + serde::de::DeserializeOwned>(table: &str, body: &str) {
    if T::info().logical_name != table {
        return;
    }
    let value: serde_json::Value = serde_json::from_str(body).expect("JSON");
    println!("{}", match value.get("value") {
        Some(_) => again::<dataverse_schema::Rows<T>>(body),
        None => again::<T>(body),
    });
}
"#;

/// The paths of the row types in the code of an include: each is named beside its module again.
fn row_types(code: &syn::File) -> Vec<String> {
    let named = |item: &syn::Item| match item {
        syn::Item::Use(item) => {
            let path = item.tree.to_token_stream().to_string().replace(' ', "");
            let path = path.strip_prefix("self::")?;
            path.contains("::").then(|| path.to_owned())
        }
        _ => None,
    };
    code.items.iter().filter_map(named).collect()
}

#[test]
#[ignore = "reads the folder that DATAVERSE_SCHEMA_CORPUS names"]
fn rows_of_every_table_survive() {
    let corpus = env::var_os("DATAVERSE_SCHEMA_CORPUS")
        .expect("DATAVERSE_SCHEMA_CORPUS names the folder of pages");
    let scale = Path::new(&corpus).join("scale");
    let pages = fs::read_dir(&scale).expect("the corpus has this folder");
    let pages = pages.count();
    let input = format!("[::dataverse_schema] \"*.md\", dir = {scale:?}").parse();
    let code = dataverse_schema_codegen::include_schema(
        input.expect("the input consists of tokens"),
        Path::new("/"),
    );
    let text = code.to_string();
    let types = row_types(&syn::parse2(code).expect("the expansion parses"));
    assert!(types.len() >= 280, "only {} of {pages} pages", types.len());

    let survive = types
        .iter()
        .map(|path| format!("    forms += bodies::survive::<schema::{path}>(8);\n"));
    let reread = types
        .iter()
        .map(|path| format!("        reread::<schema::{path}>(table, body);\n"));
    let main = format!(
        "mod bodies;\nmod schema;\n{PROGRAM}\nfn main() {{\n    for line in std::io::stdin().lines() {{\n        let line = line.expect(\"a line\");\n        let (table, body) = line.split_once('\\t').expect(\"table and body\");\n{}    }}\n    let mut forms = 0;\n{}    println!(\"{{forms}} forms\");\n}}\n",
        reread.collect::<String>(),
        survive.collect::<String>()
    );
    let krate = Krate::new(
        "wire",
        "proptest = { version = \"1\", default-features = false, features = [\"std\"] }\n\
         serde = \"1\"\nserde_json = { version = \"1\", features = [\"raw_value\"] }\n\
         [profile.dev]\ndebug = false\nincremental = false\n",
        &main,
    );
    krate.write("schema.rs", &text);
    krate.write("bodies.rs", include_str!("wire/bodies.rs"));
    let samples = samples(&Path::new(&corpus).join("../samples"));
    let mut child = krate.command("run");
    let child = child.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let mut child = child.expect("cargo runs");
    let mut input = child.stdin.take().expect("it is piped");
    for (table, body) in &samples {
        writeln!(input, "{table}\t{body}").expect("it is read");
    }
    drop(input);
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "the program runs");
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    let mut lines = printed.lines();
    for (table, body) in &samples {
        let written = lines.next().expect("a line for each");
        assert!(!written.starts_with("error"), "{table}: {written}: {body}");
        assert_eq!(normal(written), normal(body), "{table}");
    }
    let forms = lines.next().and_then(|line| line.strip_suffix(" forms"));
    let forms: usize = forms.expect("the last line").parse().expect("a number");
    assert_eq!(lines.next(), None);
    eprintln!(
        "{} bodies and rows of samples; {} tables, {forms} forms of their columns",
        samples.len(),
        types.len()
    );
    assert!(samples.len() > 70, "{} rows of samples", samples.len());
    assert!(forms > 50_000, "{forms} forms");
}
