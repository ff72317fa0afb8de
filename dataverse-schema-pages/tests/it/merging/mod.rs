//! Several pages of one table.

mod changes;
mod order;
mod statuses;
mod unrelated;

use std::fs;

use dataverse_schema_pages::model::Table;
use dataverse_schema_pages::{Code, Source, lint, read_pages};
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

/// Returns a page of `contoso_Parcel` with this text below its title.
fn part(name: &str, text: &str) -> Source {
    let text = format!("# contoso_Parcel table/entity reference\n\n{text}\n");
    Source::new(name, text)
}

/// Returns a page that defines `fab_Slot`, with these rows instead of those of the overlay.
fn slot(name: &str, rows: &str) -> Source {
    let rows = format!("|Property|Value|\n|---|---|\n|LogicalName|fab_slot|\n{rows}");
    part(
        name,
        &format!("## Writable columns/attributes\n\n### fab_Slot\n\n{rows}"),
    )
}

fn warnings(pages: &[Source]) -> Vec<String> {
    let found = lint(&merged(pages)).into_iter();
    let of_merging = |code| matches!(code, Code::Contradiction | Code::UnknownChange);
    let found = found.filter(|warning| of_merging(warning.code()));
    found.map(|warning| warning.to_string()).collect()
}

#[test]
fn contradictions_that_cannot_hurt_are_settled() {
    let pages = [
        page(BASE),
        slot(
            "first.md",
            "|Type|String|\n|MaxLength|20|\n|RequiredLevel|None|",
        ),
        slot(
            "second.md",
            "|Type|String|\n|MaxLength|30|\n|RequiredLevel|Recommended|",
        ),
    ];
    let table = serde_json::to_value(merged(&pages)).expect("valid JSON");
    let column = named(&table["columns"], "fab_Slot");
    assert_eq!(column["max_length"], 30, "the later page counts");
    assert_eq!(column["required_level"], "Recommended");
    insta::assert_snapshot!("contradictions", warnings(&pages).join("\n\n"));

    let change = "## Customized columns/attributes\n\n### fab_Slot\n\n|Property|Value|\n|---|---|\n|MaxLength|25|\n|RequiredLevel|None|";
    let [base, first, second] = pages;
    let settled = [base, first, second, part("own.md", change)];
    assert_eq!(warnings(&settled), Vec::<String>::new());
}

#[test]
fn every_kind_of_item_can_be_settled() {
    let event = |event| {
        format!(
            "## Messages\n\n|Name <br />Is Event?|Web API Operation|SDK for .NET|\n|---|---|---|\n|`contoso_Insure`<br />Event: {event}|x|x|"
        )
    };
    let key = |label| {
        format!(
            "## Alternate keys\n\n### fab_ByPin\n\n|Property|Value|\n|---|---|\n|DisplayName|{label}|\n|LogicalName|fab_bypin|\n|KeyAttributes|contoso_pin|"
        )
    };
    let jobs = |menu| {
        format!(
            "## One-to-Many relationships\n\n### contoso_parcel_jobs\n\n|Property|Value|\n|---|---|\n|ReferencingEntity|job|\n|ReferencingAttribute|parcelid|\n|ReferencedEntityNavigationPropertyName|contoso_parcel_jobs|\n|IsCustomizable|True|\n|AssociatedMenuConfiguration|AvailableOffline: True<br />Behavior: {menu}<br />Order: 1|"
        )
    };
    let option = |label| {
        format!(
            "## Writable columns/attributes\n\n### fab_Color\n\n|Property|Value|\n|---|---|\n|LogicalName|fab_color|\n|Type|Picklist|\n\n#### fab_Color Choices/Options\n\n|Value|Label|\n|---|---|\n|1|{label}|"
        )
    };
    for (first, second, expected) in [
        (
            event("True"),
            event("False"),
            "`Event` of message `contoso_Insure` is `False`, but `True`",
        ),
        (
            key("PIN"),
            key("Pin"),
            "`DisplayName` of alternate key `fab_ByPin` is `Pin`, but `PIN`",
        ),
        (
            jobs("UseLabel"),
            jobs("DoNotDisplay"),
            "`Behavior` of relationship `contoso_parcel_jobs` is `DoNotDisplay`, but `UseLabel`",
        ),
        (
            option("Red"),
            option("Crimson"),
            "`Label` of column `fab_Color` is `Crimson`, but `Red`",
        ),
    ] {
        let pages = [
            page(BASE),
            part("first.md", &first),
            part("second.md", &second),
        ];
        let found = warnings(&pages);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with(expected), "{}", found[0]);
        assert!(found[0].contains("first.md") && found[0].contains("second.md"));
    }
}

#[test]
fn overlays_settle_what_apps_change_differently() {
    let change = |archive: &str| {
        format!(
            "## Customized relationships\n\n### Customized Many-to-One relationships\n\n#### contoso_parcel_carrier\n\nChanges from [contoso_parcel_carrier (Contoso)](/contoso/reference/entities/contoso_parcel#BKMK_contoso_parcel_carrier)\n\n|Property|Value|\n|---|---|\n|CascadeConfiguration|Archive: {archive}|"
        )
    };
    let own = |part: &str| {
        let text = change("");
        let (title, _) = text.split_once("Changes from").expect("it has a link");
        format!("{title}|Property|Value|\n|---|---|\n|CascadeConfiguration|{part}|")
    };
    let apps = || {
        let one = part("one.md", &change("RemoveLink"));
        [page(BASE), one, part("other.md", &change("Restrict"))]
    };
    let with = |own: &str| [&apps()[..], &[part("own.md", own)]].concat();
    let found = warnings(&apps());
    assert_eq!(found.len(), 1, "{found:?}");
    let expected =
        "`Archive` of relationship `contoso_parcel_carrier` is `Restrict`, but `RemoveLink`";
    assert!(found[0].starts_with(expected), "{}", found[0]);
    assert_eq!(warnings(&with(&own("Archive: NoCascade"))), [""; 0]);
    assert_eq!(warnings(&with(&own("Archive: Restrict"))), [""; 0]);
    assert_eq!(warnings(&with(&own("Merge: NoCascade"))), found);
}

#[test]
fn contradictions_that_can_hurt_are_errors() {
    let string = "|Type|String|\n|MaxLength|20|";
    let first = || slot("first.md", string);
    let relationship = |name: &str| {
        part(
            "relationship.md",
            &format!(
                "## One-to-Many relationships\n\n### contoso_parcel_jobs\n\n|Property|Value|\n|---|---|\n|ReferencingEntity|job|\n|ReferencingAttribute|parcelid|\n|ReferencedEntityNavigationPropertyName|{name}|"
            ),
        )
    };
    let cases = [
        [first(), slot("second.md", "|Type|Memo|\n|MaxLength|20|")],
        [relationship("jobs"), relationship("Jobs")],
        [
            first(),
            part(
                "second.md",
                &format!(
                    "## Writable columns/attributes\n\n### fab_Slot\n\n|Property|Value|\n|---|---|\n|LogicalName|fab_slots|\n{string}"
                ),
            ),
        ],
    ];
    let shown = cases.map(|[first, second]| errors(&[page(BASE), first, second]).join("\n\n"));
    insta::assert_snapshot!("conflicts", shown.join("\n\n----\n\n"));
}

#[test]
fn events_and_messages_of_two_pages_are_kept_once() {
    let section = |name: &str, event: &str| {
        format!(
            "## {name}\n\n|{}|Web API Operation|SDK for .NET|\n|---|---|---|\n|`BulkRetain`{event}|x|x|",
            if event.is_empty() {
                "Name"
            } else {
                "Name <br />Is Event?"
            }
        )
    };
    let events = section("Events", "");
    let pages = [page(BASE), part("a.md", &events), part("b.md", &events)];
    let table = merged(&pages);
    let count = table
        .events
        .iter()
        .flatten()
        .filter(|event| event.name.value == "BulkRetain");
    assert_eq!(count.count(), 1);

    let without = section("Messages", "");
    let with = section("Messages", "<br />Event: True");
    for [first, second] in [[&without, &with], [&with, &without]] {
        let table = merged(&[page(BASE), part("a.md", first), part("b.md", second)]);
        let messages = table.messages.iter().flatten();
        let found: Vec<_> = messages
            .filter(|message| message.name.value == "BulkRetain")
            .collect();
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].is_event.as_ref().map(|fact| fact.value),
            Some(true)
        );
    }
}

#[test]
fn changes_to_what_this_version_lacks_are_warnings() {
    let change = "## Customized columns/attributes\n\n### contoso_Gone\n\nChanges from [contoso_Gone (Contoso)](/contoso/reference/entities/contoso_parcel#BKMK_contoso_Gone)\n\n|Property|Value|\n|---|---|\n|RequiredLevel|None|";
    let pages = [page(BASE), part("app.md", change)];
    insta::assert_snapshot!("version_skew", warnings(&pages).join("\n\n"));
    assert_eq!(merged(&pages), merged(&[page(BASE)]), "nothing is changed");

    let late = change.replace("contoso_Gone", "fab_Slot");
    let errors = errors(&[page(BASE), part("app.md", &late), page(OVERLAY)]);
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert!(
        errors[0].starts_with("column `fab_Slot` is changed before it is defined"),
        "{}",
        errors[0]
    );
}

#[test]
fn targets_that_an_app_leaves_out_are_one_warning() {
    let relationship = |target: &str| {
        format!(
            "### fab_parcel_{target}\n\n|Property|Value|\n|---|---|\n|ReferencedEntity|{target}|\n|ReferencedAttribute|{target}id|\n|ReferencingAttribute|fab_about|\n|ReferencingEntityNavigationPropertyName|fab_about_{target}|\n\n"
        )
    };
    let app = |targets: &[&str]| {
        let relationships: String = targets.iter().map(|target| relationship(target)).collect();
        let column = "## Writable columns/attributes\n\n### fab_About\n\n|Property|Value|\n|---|---|\n|LogicalName|fab_about|\n|Type|Lookup|\n|Targets|account|\n\n## Many-to-One relationships\n\n";
        let pages = [
            page(BASE),
            part("app.md", &format!("{column}{relationships}")),
        ];
        let found = lint(&merged(&pages)).into_iter();
        let found = found.filter(|warning| warning.code() == Code::MissingTarget);
        found.map(|warning| warning.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(app(&["account"]), [""; 0]);
    let one = app(&["account", "fab_crane"]);
    assert!(
        one[0].starts_with(
            "target `fab_crane` of a relationship is missing from `Targets` of column `fab_About`"
        ),
        "{}",
        one[0]
    );
    let several = app(&["account", "fab_wagon", "fab_crane", "fab_barge"]);
    assert_eq!(several.len(), 1, "{several:#?}");
    assert!(
        several[0].starts_with(
            "targets `fab_barge`, `fab_crane`, `fab_wagon` of relationships are missing from `Targets` of column `fab_About`"
        ),
        "{}",
        several[0]
    );
}

#[test]
fn type_codes_of_an_organization_are_one_warning() {
    let found = |options: &[i32]| {
        let options: String = options
            .iter()
            .map(|value| format!("|{value}|**Table {value}**|\n"))
            .collect();
        let column = format!(
            "## Writable columns/attributes\n\n### fab_About\n\n|Property|Value|\n|---|---|\n|LogicalName|fab_about|\n|Type|Picklist|\n\n#### fab_About Choices/Options\n\n|Value|Label|\n|---|---|\n{options}"
        );
        let found = lint(&merged(&[page(BASE), part("app.md", &column)])).into_iter();
        let found = found.filter(|warning| warning.code() == Code::OptionOfOrganization);
        found
            .map(|warning| warning.message().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(found(&[4201, 4202, 9999]), [""; 0], "of every organization");
    assert_eq!(found(&[1, 10_000, 20_000]), [""; 0], "not codes of tables");
    assert_eq!(
        found(&[4201, 4202, 913_560_000]),
        [""; 0],
        "the value has the prefix of a publisher"
    );
    assert_eq!(
        found(&[4201, 4202, 10_007]),
        ["option 10007 of column `fab_About` depends on the organization"]
    );
    assert_eq!(
        found(&[4201, 4202, 10_007, 10_032, 10_069]),
        ["option 10007 and 2 more of column `fab_About` depends on the organization"]
    );
}

#[test]
fn second_base_page_is_an_error() {
    let other = Source::new("other.md", page(BASE).text());
    insta::assert_snapshot!(
        "second_base",
        errors(&[page(BASE), other, page(EXTENSION)]).join("\n\n")
    );
}

#[test]
fn error_of_the_base_is_the_only_one() {
    let base = changed(
        BASE,
        "### <a name=\"BKMK_contoso_Name\"></a> contoso_Name",
        "# contoso_Name",
    );
    let alone = errors(std::slice::from_ref(&base));
    for other in [EXTENSION, OVERLAY] {
        assert_eq!(errors(&[base.clone(), page(other)]), alone);
    }
}

#[test]
fn overlay_in_the_guide_is_merged() {
    let guide = workspace().join("src/guide/overlays.md");
    let guide = fs::read_to_string(guide).expect("the chapter exists");
    let (_, overlay) = guide
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
