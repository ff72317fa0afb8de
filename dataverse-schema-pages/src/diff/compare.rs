use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::diff::change::{Change, ChangeKind, Subject};
use crate::diff::class::{Class, added, class, removed};
use crate::model::Table;

/// What a page says beside its table: prose, links, and how the page is made.
const PROSE: [&str; 8] = [
    "front_matter",
    "title",
    "product",
    "notes",
    "extends",
    "see_also",
    "web_api",
    "sdk",
];

/// The lists of named things in a table, and what names them.
const LISTS: [(&str, &str); 8] = [
    ("columns", "logical_name"),
    ("many_to_one", "schema_name"),
    ("one_to_many", "schema_name"),
    ("many_to_many", "schema_name"),
    ("messages", "name"),
    ("events", "name"),
    ("alternate_keys", "schema_name"),
    ("localized_labels", LABEL_OF),
];

/// Where a label in a further language is told what it is of, as one text.
const LABEL_OF: &str = "label_of";

/// What was found.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct Differences {
    /// The changes, table by table.
    pub changes: Vec<Change>,
    /// Tables whose two pages have different layouts, with how many rows only one of the layouts has.
    pub not_compared: BTreeMap<String, usize>,
}

/// What has changed from one state of tables to another, as far as code that uses the generated types, or data, may care. Prose is
/// not compared.
pub fn diff(old: &[Table], new: &[Table]) -> Differences {
    let (old, new) = (by_name(old), by_name(new));
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let mut found = Differences::default();
    for name in names {
        let layouts = [old.get(name), new.get(name)].map(|table| table.map(is_current));
        let mut table = Comparison {
            table: name,
            between_layouts: layouts == [Some(true), Some(false)]
                || layouts == [Some(false), Some(true)],
            found: &mut found,
        };
        match (old.get(name), new.get(name)) {
            (Some(old), Some(new)) => table.tables(old, new),
            (Some(_), None) => table.add(Subject::Table, None, removed(&Subject::Table), [None; 2]),
            (None, Some(new)) => {
                let class = added(&Subject::Table, new, &[]);
                table.add(Subject::Table, None, class, [None; 2]);
            }
            (None, None) => {}
        }
    }
    found
}

/// A JSON value in which numbers whose digits would be lost are texts.
fn exact(json: &RawValue) -> Value {
    const JSON: &str = "it is JSON";
    match json.get().as_bytes().first() {
        Some(b'{') => {
            let members: BTreeMap<String, &RawValue> =
                serde_json::from_str(json.get()).expect(JSON);
            let members = members.into_iter();
            Value::Object(members.map(|(key, value)| (key, exact(value))).collect())
        }
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(json.get()).expect(JSON);
            Value::Array(items.into_iter().map(exact).collect())
        }
        _ => match serde_json::from_str(json.get()).expect(JSON) {
            Value::Number(number) if number.to_string() != json.get() => json.get().into(),
            value => value,
        },
    }
}

/// Whether a page has the layout since 2024, which always gives the type of the table.
fn is_current(table: &Value) -> bool {
    table.get("table_type").is_some()
}

fn by_name(tables: &[Table]) -> BTreeMap<String, Value> {
    let tables = tables.iter().map(|table| {
        let json = serde_json::value::to_raw_value(table);
        let mut value = exact(&json.expect("the model has only string keys"));
        let labels = value.get_mut("localized_labels");
        for label in labels.and_then(Value::as_array_mut).into_iter().flatten() {
            let part = |key: &str| match &label[key] {
                Value::String(text) => text.to_lowercase(),
                other => other.to_string(),
            };
            let of = format!("{} {} {}", part("language"), part("of"), part("name"));
            label[LABEL_OF] = of.trim_end().into();
        }
        let name = value["logical_name"].as_str().unwrap_or_default();
        (name.to_owned(), value)
    });
    tables.collect()
}

struct Comparison<'c> {
    table: &'c str,
    between_layouts: bool,
    found: &'c mut Differences,
}

impl Comparison<'_> {
    fn add(
        &mut self,
        subject: Subject,
        property: Option<&str>,
        (kind, breaks_api, breaks_data): Class,
        [old, new]: [Option<&Value>; 2],
    ) {
        self.found.changes.push(Change {
            table: self.table.to_owned(),
            subject,
            kind,
            property: property.map(str::to_owned),
            old: old.cloned(),
            new: new.cloned(),
            breaks_api,
            breaks_data,
        });
    }

    fn tables(&mut self, old: &Value, new: &Value) {
        let skipped = |key: &str| LISTS.iter().any(|(list, _)| *list == key);
        self.rows(&Subject::Table, old, new, &skipped);
        for (list, name) in LISTS {
            match (old.get(list), new.get(list)) {
                (Some(old), Some(new)) => self.lists(list, name, old, new),
                (None, None) => {}
                // A page without the section says nothing about what it would list.
                (old, new) if matches!(list, "messages" | "events") => {
                    let class = class(&Subject::Table, list, old, new);
                    self.add(Subject::Table, Some(list), class, [None; 2]);
                }
                (old, new) => {
                    let empty = Value::Array(Vec::new());
                    self.lists(list, name, old.unwrap_or(&empty), new.unwrap_or(&empty));
                }
            }
        }
    }

    /// The rows of one thing, but those that are compared otherwise.
    fn rows(
        &mut self,
        subject: &Subject,
        old: &Value,
        new: &Value,
        skipped: &dyn Fn(&str) -> bool,
    ) {
        let none = Map::new();
        let (old, new) = (
            old.as_object().unwrap_or(&none),
            new.as_object().unwrap_or(&none),
        );
        let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
        for key in keys {
            let (old, new) = (old.get(key), new.get(key));
            if self.between_layouts && (old.is_none() || new.is_none()) {
                *self
                    .found
                    .not_compared
                    .entry(self.table.to_owned())
                    .or_default() += 1;
                continue;
            }
            let is_same = match self.between_layouts {
                true => old.zip(new).is_some_and(|(old, new)| is_alike(old, new)),
                false => old == new,
            };
            if !is_same && !PROSE.contains(&&**key) && !skipped(key) {
                let class = class(subject, key, old, new);
                self.add(subject.clone(), Some(key), class, [old, new]);
            }
        }
    }

    fn lists(&mut self, list: &str, name: &str, old: &Value, new: &Value) {
        let (old, new) = (named(old, name), named(new, name));
        let mut gone: Vec<&str> = Vec::new();
        let mut came: Vec<&str> = Vec::new();
        for key in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
            match (old.get(key), new.get(key)) {
                (Some(old), Some(new)) => self.things(list, key, old, new),
                (Some(_), None) => gone.push(key),
                _ => came.push(key),
            }
        }
        gone.retain(|before| {
            let same = |after: &&&str| is_renamed(list, old[*before], new[**after]);
            let mut after = came.iter().filter(same);
            let (Some(only), None) = (after.next().copied(), after.next()) else {
                return true;
            };
            let class = (ChangeKind::Renamed, true, list != "alternate_keys");
            let (old, new) = (Value::from(*before), Value::from(only));
            self.add(subject(list, before), None, class, [Some(&old), Some(&new)]);
            came.retain(|name| *name != only);
            false
        });
        for name in gone {
            let subject = subject(list, name);
            let class = removed(&subject);
            self.add(subject, None, class, [None; 2]);
        }
        for name in came {
            let subject = subject(list, name);
            let class = added(&subject, new[name], &[]);
            self.add(subject, None, class, [None; 2]);
        }
    }

    fn things(&mut self, list: &str, name: &str, old: &Value, new: &Value) {
        let subject = subject(list, name);
        self.rows(&subject, old, new, &|key| key == "options");
        if let Subject::Column { column } = subject {
            self.options(&column, &old["options"], &new["options"]);
        }
    }

    fn options(&mut self, column: &str, old: &Value, new: &Value) {
        let (old, new) = (named(old, "value"), named(new, "value"));
        let all: Vec<&Value> = old.values().copied().collect();
        for value in old.keys().chain(new.keys()).collect::<BTreeSet<_>>() {
            let subject = Subject::Option {
                column: column.to_owned(),
                option: value.clone(),
            };
            match (old.get(value), new.get(value)) {
                (Some(old), Some(new)) => self.rows(&subject, old, new, &|_| false),
                (Some(_), None) => {
                    let class = removed(&subject);
                    self.add(subject, None, class, [None; 2]);
                }
                (None, Some(new)) => {
                    let class = added(&subject, new, &all);
                    self.add(subject, None, class, [None; 2]);
                }
                (None, None) => {}
            }
        }
    }
}

/// Whether two values say the same as far as both layouts say it: some texts of the current one go on in parentheses, and of
/// the parts of a cell each layout has its own.
fn is_alike(old: &Value, new: &Value) -> bool {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => old
            .iter()
            .all(|(key, value)| new.get(key).is_none_or(|other| is_alike(value, other))),
        (Value::String(old), Value::String(new)) => {
            let start = |text: &str| {
                text.split(" (")
                    .next()
                    .unwrap_or_default()
                    .trim()
                    .to_owned()
            };
            old.trim() == new.trim() || start(old) == start(new)
        }
        (old, new) => old == new,
    }
}

fn subject(list: &str, name: &str) -> Subject {
    let name = name.to_owned();
    match list {
        "columns" => Subject::Column { column: name },
        "many_to_one" => Subject::ManyToOne { relationship: name },
        "one_to_many" => Subject::OneToMany { relationship: name },
        "many_to_many" => Subject::ManyToMany { relationship: name },
        "messages" => Subject::Message { message: name },
        "events" => Subject::Event { event: name },
        "localized_labels" => Subject::LocalizedLabel { label: name },
        _ => Subject::AlternateKey { key: name },
    }
}

/// The things of a list by their names; those of one name take their place along.
fn named<'v>(list: &'v Value, name: &str) -> BTreeMap<String, &'v Value> {
    let mut things = BTreeMap::new();
    for thing in list.as_array().into_iter().flatten() {
        let name = match &thing[name] {
            Value::String(name) => name.clone(),
            other => other.to_string(),
        };
        let mut key = name.clone();
        let mut number = 2;
        while things.contains_key(&key) {
            key = format!("{name} ({number})");
            number += 1;
        }
        things.insert(key, thing);
    }
    things
}

/// Whether a thing that went and one that came are the same under another name: all else is the same, and what people
/// know it by is.
fn is_renamed(list: &str, old: &Value, new: &Value) -> bool {
    let without = |thing: &Value, keys: &[&str]| {
        let mut thing = thing.clone();
        if let Value::Object(members) = &mut thing {
            members.retain(|key, _| !keys.contains(&&**key) && !PROSE.contains(&&**key));
        }
        thing
    };
    match list {
        "columns" => {
            let names = ["logical_name", "schema_name", "global_choice_name"];
            old.get("display_name").is_some() && without(old, &names) == without(new, &names)
        }
        "many_to_one" | "one_to_many" | "many_to_many" => {
            without(old, &["schema_name"]) == without(new, &["schema_name"])
        }
        "alternate_keys" => {
            let names = ["logical_name", "schema_name"];
            without(old, &names) == without(new, &names)
        }
        _ => false,
    }
}
