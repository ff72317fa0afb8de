//! Several pages of one table.

use std::fs;

use dataverse_schema_pages::model::Table;
use dataverse_schema_pages::{Source, read_pages};
use serde_json::{Value, json};
use test_support::workspace;

const BASE: &str = "contoso_parcel.md";
const EXTENSION: &str = "insurance/contoso_parcel.md";
const OVERLAY: &str = "overlay/contoso_parcel.md";

fn page(name: &str) -> Source {
    let path = format!("tests/pages/{name}");
    Source::new(path.as_str(), test_support::page(name))
}

fn changed(name: &str, from: &str, to: &str) -> Source {
    let page = page(name);
    assert!(page.text().contains(from), "{name} has no {from:?}");
    Source::new(page.name(), page.text().replacen(from, to, 1))
}

fn merged(pages: &[Source]) -> Table {
    let tables = read_pages(pages).unwrap_or_else(|errors| panic!("{}", errors[0]));
    let [table] = <[Table; 1]>::try_from(tables).expect("one table");
    table
}

fn json(pages: &[&str]) -> Value {
    let pages: Vec<Source> = pages.iter().map(|name| page(name)).collect();
    serde_json::to_value(merged(&pages)).expect("the model has only string keys")
}

fn errors(pages: &[Source]) -> Vec<String> {
    match read_pages(pages) {
        Ok(tables) => panic!("{} tables, and no error", tables.len()),
        Err(errors) => errors.iter().map(ToString::to_string).collect(),
    }
}

fn named<'a>(list: &'a Value, name: &str) -> &'a Value {
    let mut items = list.as_array().expect("a list").iter();
    let found = items.find(|item| item["schema_name"] == name);
    found.unwrap_or_else(|| panic!("no {name}"))
}

fn value(options: &Value, value: i32) -> &Value {
    let mut items = options.as_array().expect("a list").iter();
    let found = items.find(|item| item["value"] == value);
    found.unwrap_or_else(|| panic!("no {value}"))
}

#[test]
fn extension_adds_and_changes() {
    let base = json(&[BASE]);
    let table = json(&[BASE, EXTENSION]);
    let insurer = named(&table["columns"], "contoso_Insurer");
    assert_eq!(insurer["targets"], json!(["account"]));
    assert_eq!(insurer["writable"], true);
    assert_eq!(
        named(&table["many_to_one"], "contoso_parcel_insurer")["referenced_entity"],
        "account"
    );

    let recipient = |table: &Value| named(&table["columns"], "contoso_Recipient").clone();
    assert_eq!(recipient(&base)["targets"], json!(["account", "contact"]));
    assert_eq!(
        recipient(&table)["targets"],
        json!(["account", "contact", "contoso_depot"])
    );
    let mut same = recipient(&table);
    same["targets"] = recipient(&base)["targets"].clone();
    assert_eq!(same, recipient(&base), "nothing else has changed");

    let status = named(&table["columns"], "statuscode");
    assert_eq!(
        status["description"],
        "Where the parcel is, or whether it was lost."
    );
    let of_base = named(&base["columns"], "statuscode");
    assert_eq!(
        value(&status["options"], 1),
        value(&of_base["options"], 1),
        "a blank changes nothing"
    );
    assert_eq!(
        value(&status["options"], 7),
        &json!({"value": 7, "label": "Lost", "state": 1})
    );

    let jobs = named(&table["one_to_many"], "contoso_parcel_AsyncOperations");
    assert_eq!(jobs["is_customizable"], false);
    let menu = &jobs["associated_menu_configuration"];
    assert_eq!(menu["label"], "Jobs");
    let menu_of_base = &named(&base["one_to_many"], "contoso_parcel_AsyncOperations")["associated_menu_configuration"];
    assert_eq!(menu["view_id"], menu_of_base["view_id"]);

    let messages = table["messages"].as_array().expect("a list");
    assert_eq!(
        messages.last().expect("a message")["name"],
        "contoso_Insure"
    );
    assert_eq!(
        messages.len(),
        base["messages"].as_array().expect("a list").len() + 1
    );
}

#[test]
fn overlay_adds_and_changes() {
    let table = json(&[BASE, OVERLAY]);
    assert_eq!(named(&table["columns"], "fab_Slot")["max_length"], 20);
    let name = named(&table["columns"], "contoso_Name");
    assert_eq!(
        (&name["max_length"], &name["required_level"]),
        (&json!(30), &json!("Recommended"))
    );
    let service = named(&table["columns"], "contoso_Service");
    assert_eq!(
        service.get("default_form_value"),
        None,
        "an empty row takes the base's away"
    );
    assert_eq!(
        value(&service["options"], 1),
        &json!({"value": 1, "label": "Normal", "color": "#0000ff", "external_value": "N"})
    );
    assert_eq!(value(&service["options"], 20)["label"], "By bicycle");
    assert_eq!(
        table["alternate_keys"],
        json!([{
            "schema_name": "fab_ByPin",
            "display_name": "By PIN",
            "logical_name": "fab_bypin",
            "key_attributes": ["contoso_pin", "fab_slot"],
        }])
    );
}

#[test]
fn later_pages_override_earlier_ones() {
    let overlay =
        |length: &str| changed(OVERLAY, "|MaxLength|30|", &format!("|MaxLength|{length}|"));
    let length = |pages: &[Source]| {
        let table = serde_json::to_value(merged(pages)).expect("the model has only string keys");
        named(&table["columns"], "contoso_Name")["max_length"].clone()
    };
    let other = || {
        Source::new(
            "other.md",
            "# contoso_Parcel table/entity reference\n\n## Customized columns/attributes\n\n### contoso_Name\n\n|Property|Value|\n|---|---|\n|MaxLength|99|\n",
        )
    };
    assert_eq!(length(&[page(BASE), overlay("30"), other()]), 99);
    assert_eq!(length(&[page(BASE), other(), overlay("30")]), 30);
    assert_eq!(
        length(&[other(), page(BASE)]),
        99,
        "the base comes first in any order of the pages"
    );
}

/// An app that changes the column that another app adds.
fn broker() -> Source {
    let note = "> [!NOTE]\n> The Contoso Brokers Parcel table extends the [Contoso Parcel table](/contoso/reference/entities/contoso_parcel) and [Contoso Insurance Parcel table](/insurance/reference/entities/contoso_parcel).\n";
    Source::new(
        "broker/contoso_parcel.md",
        format!(
            "# contoso_Parcel table/entity reference\n\n{note}\n## Customized columns/attributes\n\n### contoso_Insurer\n\n|Property|Value|\n|---|---|\n|RequiredLevel|Recommended|\n|Targets|contact|\n"
        ),
    )
}

#[test]
fn found_pages_are_merged_as_they_build_on_each_other() {
    let own = || {
        let text = page(OVERLAY).text().replace(
            "### contoso_Name\n",
            "### contoso_Insurer\n\n|Property|Value|\n|---|---|\n|DisplayName|Underwriter|\n\n### contoso_Name\n",
        );
        Source::new("a/contoso_parcel.md", text)
    };
    let orders = [
        [0, 1, 2, 3],
        [3, 2, 1, 0],
        [2, 3, 0, 1],
        [1, 0, 3, 2],
        [2, 0, 1, 3],
        [3, 1, 2, 0],
    ];
    let tables = orders.map(|order| {
        let pages = [page(BASE), page(EXTENSION), broker(), own()];
        merged(&order.map(|index| pages[index].clone().found()))
    });
    let insurer = tables[0].columns.iter();
    let insurer = insurer
        .clone()
        .find(|c| c.schema_name.value == "contoso_Insurer");
    let facts = &insurer.expect("the extension adds it").facts;
    assert_eq!(
        facts.targets.as_ref().map(|fact| fact.value.clone()),
        Some(vec!["account".to_owned(), "contact".to_owned()])
    );
    assert_eq!(
        facts.display_name.as_ref().map(|fact| fact.value.as_str()),
        Some("Underwriter")
    );
    for table in &tables[1..] {
        assert!(*table == tables[0]);
    }
}

#[test]
fn named_pages_keep_their_order() {
    let errors = errors(&[page(BASE), broker(), page(EXTENSION)]);
    assert_eq!(errors.len(), 1);
    assert!(errors[0].contains("contoso_Insurer"), "{}", errors[0]);
    // A page that is found doesn't move in front of one that is named.
    let pages = [page(BASE), page(EXTENSION), broker().found()];
    assert!(merged(&pages) == merged(&[page(BASE), page(EXTENSION), broker()]));
}

#[test]
fn repeated_content_changes_nothing() {
    let again = changed(BASE, "## Properties", "## Nothing");
    let start = again.text().find("## Nothing").expect("it exists");
    let end = again.text().find("## Writable").expect("it exists");
    let text = format!("{}{}", &again.text()[..start], &again.text()[end..]);
    let pages = [page(BASE), Source::new("again.md", text)];
    assert!(merged(&pages) == merged(&[page(BASE)]));
}

#[test]
fn repeated_keys_must_be_equal() {
    let once = [page(BASE), page(OVERLAY)];
    let twice = [page(BASE), page(OVERLAY), page(OVERLAY)];
    assert!(merged(&twice).alternate_keys == merged(&once).alternate_keys);

    let other = changed(OVERLAY, "contoso_pin, fab_slot", "contoso_pin");
    let errors = errors(&[page(BASE), page(OVERLAY), other]);
    assert_eq!(errors.len(), 1);
    assert!(errors[0].contains("`fab_ByPin`"), "{}", errors[0]);
}

#[test]
fn extension_messages_need_a_base_list() {
    let base = page(BASE);
    let start = base.text().find("## Messages").expect("it exists");
    let end = base.text().find("## Properties").expect("it exists");
    let text = format!("{}{}", &base.text()[..start], &base.text()[end..]);
    let table = merged(&[Source::new(base.name(), text), page(EXTENSION)]);
    assert!(table.messages.is_none());
}

#[test]
fn errors_name_both_pages() {
    let cases = [
        vec![page(EXTENSION)],
        vec![page("contoso_carrier.md"), page(OVERLAY)],
        vec![
            page(BASE),
            changed(OVERLAY, "### contoso_Name", "### contoso_Nane"),
        ],
        vec![
            page(BASE),
            changed(
                EXTENSION,
                "contoso_Service (Contoso)",
                "contoso_Sevice (Contoso)",
            ),
            changed(
                EXTENSION,
                "### <a name=\"BKMK_contoso_Insurer\"></a> contoso_Insurer",
                "### contoso_Name",
            ),
        ],
        vec![
            page(BASE),
            changed(
                EXTENSION,
                "|LogicalName|`contoso_insurer`|",
                "|LogicalName|`contoso_name`|",
            ),
        ],
        vec![
            page(BASE),
            changed(OVERLAY, "|MaxLength|30|", "|Type|Memo|"),
        ],
        vec![
            page(BASE),
            changed(OVERLAY, "|MaxLength|30|", "|MinValue|30|\n|MaxValue|3|"),
        ],
        vec![
            page(BASE),
            changed(OVERLAY, "### contoso_Service", "### contoso_Pin").clone(),
        ],
        vec![
            page(BASE),
            changed(
                OVERLAY,
                "|KeyAttributes|contoso_pin, fab_slot|",
                "|KeyAttributes|contoso_pim|",
            ),
        ],
        vec![
            page(BASE),
            changed(
                EXTENSION,
                "contoso_parcel_insurer\"></a> contoso_parcel_insurer",
                "contoso_parcel_carrier\"></a> contoso_parcel_carrier",
            ),
        ],
        vec![
            page(BASE),
            changed(EXTENSION, "`contoso_Insure`", "`Create`"),
            changed(
                EXTENSION,
                "`contoso_Insure`<br />Event: False",
                "`Create`<br />Event: True",
            ),
        ],
        vec![
            page(BASE),
            changed(
                EXTENSION,
                "|9|**Insured**|",
                "|9|**Insured**|\n|9|**Ensured**|",
            ),
        ],
    ];
    let shown: Vec<String> = cases
        .iter()
        .map(|pages| errors(pages).join("\n\n"))
        .collect();
    insta::assert_snapshot!("merging", shown.join("\n\n----\n\n"));
}

#[test]
fn overlay_in_readme_is_merged() {
    let readme = fs::read_to_string(workspace().join("README.md")).expect("the README exists");
    let (_, overlay) = readme
        .split_once("```markdown\n")
        .expect("it has an overlay");
    let (overlay, _) = overlay.split_once("```").expect("the overlay ends");
    let base =
        fs::read_to_string(workspace().join("schemas/pluginpackage.md")).expect("the page exists");
    let pages = [
        Source::new("pluginpackage.md", base),
        Source::new("overlay/pluginpackage.md", overlay),
    ];
    let table = serde_json::to_value(merged(&pages)).expect("the model has only string keys");
    assert_eq!(named(&table["columns"], "contoso_Team")["max_length"], 40);
    assert_eq!(named(&table["columns"], "Name")["max_length"], 256);
    let status = named(&table["columns"], "statuscode");
    assert_eq!(
        value(&status["options"], 1),
        &json!({"value": 1, "label": "Active", "state": 0, "color": "#107c10"})
    );
    assert_eq!(
        value(&status["options"], 913_560_000),
        &json!({"value": 913_560_000, "label": "In review", "state": 0, "color": "#ffb900"})
    );
    assert_eq!(
        table["alternate_keys"][0]["key_attributes"],
        json!(["contoso_team", "name"])
    );
    assert_eq!(
        table["localized_labels"][1],
        json!({"language": 1031, "of": "Column", "name": "name", "label": "Name", "description": "Der Name des Pakets."})
    );
}

/// Returns an overlay with these rows of localized labels.
fn labels(name: &str, rows: &str) -> Source {
    let page = format!(
        "# contoso_Parcel table/entity reference\n\n## Localized labels\n\n### 1031\n\n\
         |Of|Name|Label|Description|\n|---|---|---|---|\n{rows}\n"
    );
    Source::new(name, page)
}

#[test]
fn localized_labels_are_merged_and_checked() {
    let first = labels("first.md", "|Table||Paket|a<br />b|\n|Collection||Pakete||");
    let second = labels("second.md", "|Table||Sendung||");
    let table = serde_json::to_value(merged(&[page(BASE), first, second])).expect("valid JSON");
    assert_eq!(
        table["localized_labels"],
        json!([
            {"language": 1031, "of": "Collection", "name": "", "label": "Pakete"},
            {"language": 1031, "of": "Table", "name": "", "label": "Sendung"},
        ])
    );
    let bad = [
        (
            "|Table|contoso_parcel|Paket||",
            "unexpected name `contoso_parcel` of a label of the table",
        ),
        ("|Column|contoso_nam|Name||", "did you mean `contoso_name`?"),
        (
            "|Option|contoso_service.99|Neu||",
            "unknown option `contoso_service.99`",
        ),
        (
            "|Option|contoso_service|Neu||",
            "name options by their column's logical name and their value",
        ),
        (
            "|Key|contoso_bynothing|Nach||",
            "unknown alternate key `contoso_bynothing`",
        ),
        (
            "|Relationship|contoso_none|Menü||",
            "unknown one-to-many or many-to-many relationship `contoso_none`",
        ),
        (
            "|Form||Paket||",
            "known values: Table, Collection, Column, Option, Key, Relationship",
        ),
        (
            "|Table||Paket|",
            "invalid table row: expected 4 cells, found 3",
        ),
        ("|Table||Paket||\n|Table||Sendung||", "duplicate label"),
    ];
    for (rows, expected) in bad {
        let shown = errors(&[page(BASE), labels("labels.md", rows)]).join("\n");
        assert!(shown.contains(expected), "{rows}: {shown}");
    }
}
