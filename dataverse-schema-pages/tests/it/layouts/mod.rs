//! Made-up pages of every layout since 2018, with each construct of real pages.

mod autumn_2024;
mod current;
mod extensions;
mod older_2019;
mod older_2023;
mod other_pages;

use dataverse_schema_pages::model::Table;
use dataverse_schema_pages::{Source, read_page, render_page};
use serde_json::{Value, json};
use test_support::page;

const CURRENT: &str = "current.md";
const INTERSECT: &str = "current_intersect.md";
const EXTENSION: &str = "current_extension.md";
const AUTUMN_2024: &str = "autumn_2024.md";
const SPRING_2024: &str = "spring_2024.md";
const OLDER_2023: &str = "older_2023.md";
const OLDER_2019: &str = "older_2019.md";

const PAGES: &[&str] = &[
    CURRENT,
    INTERSECT,
    EXTENSION,
    AUTUMN_2024,
    SPRING_2024,
    OLDER_2023,
    OLDER_2019,
];

fn text(name: &str) -> String {
    page(&format!("layouts/{name}"))
}

fn table(text: &str) -> Table {
    read_page(&Source::new("page.md", text)).unwrap_or_else(|errors| panic!("{}", errors[0]))
}

fn model(name: &str) -> Value {
    serde_json::to_value(table(&text(name))).expect("the model has only string keys")
}

fn errors(text: &str) -> Vec<String> {
    match read_page(&Source::new("page.md", text)) {
        Ok(_) => panic!("the page is read"),
        Err(errors) => errors.iter().map(ToString::to_string).collect(),
    }
}

fn changed(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "the page has no {from:?}");
    text.replacen(from, to, 1)
}

/// Asserts that a column has the usual facts of its type and those of `more`, where null removes a
/// fact.
#[track_caller]
fn assert_column(table: &Value, name: &str, r#type: &str, more: Value) {
    let mut expected = json!({
        "schema_name": name,
        "writable": true,
        "is_valid_for_form": true,
        "is_valid_for_read": true,
        "logical_name": name.to_lowercase(),
        "required_level": "None",
        "type": r#type,
    });
    let (Value::Object(expected), Value::Object(more)) = (&mut expected, more) else {
        panic!("two objects")
    };
    expected.extend(more);
    expected.retain(|_, value| !value.is_null());
    assert_eq!(
        named(&table["columns"], name),
        &Value::Object(expected.clone())
    );
}

#[track_caller]
fn named<'a>(list: &'a Value, name: &str) -> &'a Value {
    let mut items = list.as_array().expect("a list").iter();
    let found = items.find(|item| item["schema_name"] == name);
    found.unwrap_or_else(|| panic!("no {name}"))
}

fn names(list: &Value) -> Vec<&str> {
    let items = list.as_array().expect("a list").iter();
    let names = items.map(|item| item["schema_name"].as_str().expect("a name"));
    names.collect()
}

/// Collects all objects `extra` of a model.
fn extras(value: &Value, found: &mut Vec<Value>) {
    match value {
        Value::Object(object) => {
            found.extend(object.get("extra").cloned());
            object.values().for_each(|value| extras(value, found));
        }
        Value::Array(list) => list.iter().for_each(|value| extras(value, found)),
        _ => {}
    }
}

#[test]
fn rendering_keeps_the_model() {
    for name in PAGES {
        let table = table(&text(name));
        let rendered = render_page(&table);
        let again = read_page(&Source::new(*name, rendered.as_str()));
        let again = again.unwrap_or_else(|errors| panic!("{name}: {}", errors[0]));
        assert!(again == table, "{name}: {table:#?}\n{again:#?}");
        assert_eq!(rendered, render_page(&again), "{name}");
    }
}

#[test]
fn every_heading_is_in_the_model() {
    let lists = [
        "columns",
        "customized_columns",
        "many_to_one",
        "one_to_many",
        "many_to_many",
        "customized_many_to_one",
        "customized_one_to_many",
    ];
    for name in PAGES {
        let text = text(name);
        let headings = text
            .lines()
            .filter_map(|line| Some(line.split_once("# <a name=\"BKMK_")?.1.split_once("> ")?.1));
        let mut headings: Vec<&str> = headings.collect();
        let model = model(name);
        let entries = lists.iter().filter_map(|list| model.get(*list));
        let mut entries: Vec<&str> = entries.flat_map(names).collect();
        headings.sort_unstable();
        entries.sort_unstable();
        assert_eq!(headings, entries, "{name}");
    }
}

#[test]
fn extras_are_known_exceptions() {
    for name in PAGES {
        let mut found = Vec::new();
        extras(&model(name), &mut found);
        let expected = match *name {
            OLDER_2019 => {
                vec![
                    json!({"INCLUDE": ["[!INCLUDE[cc-contoso](../../../../includes/cc-contoso.md)]"]}),
                ]
            }
            OLDER_2023 => {
                vec![json!({"False Label Description": ["What is on it stays there"]})]
            }
            _ => Vec::new(),
        };
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn current_layout_renders_byte_for_byte() {
    for name in [CURRENT, INTERSECT, EXTENSION, AUTUMN_2024] {
        let text = text(name);
        // Rendering omits needless backslashes, and blank lines at the end.
        let expected = format!("{}\n", text.replace("\\_", "_").trim_end());
        let rendered = render_page(&table(&text));
        for (number, (line, other)) in rendered.lines().zip(expected.lines()).enumerate() {
            assert_eq!(line, other, "{name}:{}", number + 1);
        }
        assert_eq!(rendered, expected, "{name}");
    }
}

#[test]
fn spring_2024_renders_in_the_current_layout() {
    let expected = [
        ("Contoso Sales\nmodifies", "Contoso Sales modifies"),
        ("):\n", ")\n"),
        ("record.\n|", "record.|"),
        ("freight.\n|", "freight.|"),
        (
            "#### statecode Choices/Options\n\n|Value|Label|",
            "#### statecode Choices/Options\n\n|Value|Details|",
        ),
        ("|0|**Ready**|", "|0|Label: Ready|"),
        ("|1|**Locked**|", "|1|Label: Locked|"),
        ("|1|****|", "|1|`No label value`|"),
        ("|--------|-----|", "|---|---|"),
    ];
    let lines = |text: &str| {
        let lines = text.lines().map(str::trim_end);
        let mut lines: Vec<String> = lines.map(str::to_owned).collect();
        lines.retain(|line| !line.is_empty());
        // The rows of relationships were in another order.
        lines.sort_unstable();
        lines
    };
    let page = text(SPRING_2024);
    let page = expected
        .iter()
        .fold(page, |page, (from, to)| page.replace(from, to));
    assert_eq!(
        lines(&render_page(&table(&text(SPRING_2024)))),
        lines(&page)
    );
}
