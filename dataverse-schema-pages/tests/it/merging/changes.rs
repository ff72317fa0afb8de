//! What several pages say of one item, and what of it counts.

use dataverse_schema_pages::Source;
use serde_json::json;

use super::{BASE, OVERLAY, errors, merged, named, page, part, slot, value, warnings};

const HEADER: &str = "|Property|Value|\n|---|---|\n";

/// Returns an overlay that changes a column.
fn own(name: &str, column: &str, content: &str) -> Source {
    part(
        name,
        &format!("## Customized columns/attributes\n\n### {column}\n\n{content}"),
    )
}

/// Returns the page of an app that changes a column of the base page.
fn app(name: &str, column: &str, content: &str) -> Source {
    let link = format!(
        "Changes from [{column} (Contoso)](/contoso/reference/entities/contoso_parcel#BKMK_{column})"
    );
    own(name, column, &format!("{link}\n\n{content}"))
}

/// Returns the page of an app that changes options.
fn options(name: &str, rows: &str) -> Source {
    let content = format!(
        "#### contoso_Service Choices/Options\n\n|Value|Label|Color|\n|---|---|---|\n{rows}"
    );
    app(name, "contoso_Service", &content)
}

/// Returns the first lines of the warnings about the base page and these pages.
fn told(pages: &[Source]) -> Vec<String> {
    let found = warnings(&[&[page(BASE)], pages].concat());
    let first = |text: &String| text.lines().next().unwrap_or_default().to_owned();
    found.iter().map(first).collect()
}

#[test]
fn apps_that_disagree_are_told_once_for_each_row() {
    let change = |name: &str, length: u32, level: &str| {
        let rows = format!("{HEADER}|MaxLength|{length}|\n|RequiredLevel|{level}|");
        app(name, "contoso_Name", &rows)
    };
    let pages = [
        change("one.md", 20, "None"),
        change("two.md", 30, "Recommended"),
        change("three.md", 40, "None"),
    ];
    let two = told(&pages[..2]);
    assert_eq!(
        two,
        [
            "`MaxLength` of column `contoso_Name` is `30`, but `20` on an earlier page [DV0111]",
            "`RequiredLevel` of column `contoso_Name` is `Recommended`, but `None` on an earlier page [DV0111]",
        ]
    );
    // The third contradicts both in its length, and the second in its level.
    assert_eq!(
        told(&pages),
        [
            "`MaxLength` of column `contoso_Name` is `40`, but `30` on an earlier page [DV0111]",
            "`RequiredLevel` of column `contoso_Name` is `None`, but `Recommended` on an earlier page [DV0111]",
        ]
    );
}

#[test]
fn apps_that_build_on_each_other_agree() {
    let length = |length: u32| format!("{HEADER}|MaxLength|{length}|");
    let first = || app("one.md", "contoso_Name", &length(20));
    let other = app("two.md", "contoso_Notes", &length(30));
    assert_eq!(told(&[first(), other]), [""; 0], "of another column");
    let contradiction = app("two.md", "contoso_Name", &length(30));
    let text = contradiction.text();
    let link = text.replace("/contoso/reference", "/one/reference");
    assert_ne!(link, text);
    let later = Source::new("two.md", link);
    assert_eq!(
        told(&[first(), later]),
        [""; 0],
        "of the first app's change"
    );
    assert_eq!(told(&[first(), contradiction]).len(), 1);
}

#[test]
fn apps_that_disagree_about_two_options_are_told_of_both() {
    let pages = [
        options("one.md", "|1|Slow|#ff0000|\n|2|Fast|#00ff00|"),
        options("two.md", "|1|Slowly|#ff0000|\n|2|Swift|#00ff00|"),
    ];
    let [slow, fast] = [
        "`Label` of column `contoso_Service` is `Slowly`, but `Slow` on an earlier page [DV0111]",
        "`Label` of column `contoso_Service` is `Swift`, but `Fast` on an earlier page [DV0111]",
    ];
    assert_eq!(told(&pages), [slow, fast]);
    let settled = "#### contoso_Service Choices/Options\n\n|Value|Label|\n|---|---|\n|1|Own|";
    let [one, two] = pages;
    let own = own("own.md", "contoso_Service", settled);
    assert_eq!(told(&[one, two, own]), [fast]);
}

#[test]
fn blanks_in_options_contradict_nothing() {
    let colored = || options("colored.md", "|1|Slow|#ff0000|");
    let plain = || options("plain.md", "|1|Slow||");
    for pages in [[colored(), plain()], [plain(), colored()]] {
        assert_eq!(told(&pages), [""; 0]);
        let table = merged(&[&[page(BASE)], &pages[..]].concat());
        let column = named(&json!(table.columns), "contoso_Service").clone();
        assert_eq!(value(&column["options"], 1)["color"], "#ff0000");
    }
}

#[test]
fn changes_settle_rows_of_their_own_item_only() {
    let pages = [
        slot("first.md", "|Type|String|\n|MaxLength|20|"),
        slot("second.md", "|Type|String|\n|MaxLength|30|"),
    ];
    let found = told(&pages);
    assert_eq!(found.len(), 1, "{found:?}");
    let with = |own: Source| told(&[&pages[..], &[own]].concat());
    let length = format!("{HEADER}|MaxLength|25|");
    assert_eq!(with(own("own.md", "contoso_Name", &length)), found);
    let level = format!("{HEADER}|RequiredLevel|None|");
    assert_eq!(with(own("own.md", "fab_Slot", &level)), found);
    assert_eq!(with(own("own.md", "fab_Slot", &length)), [""; 0]);
    assert_eq!(with(own("own.md", "fab_slot", &length)), [""; 0]);
}

#[test]
fn sections_that_differ_cannot_be_settled() {
    let writable = slot("first.md", "|Type|String|\n|MaxLength|20|");
    let read_only = Source::new(
        "second.md",
        writable.text().replace("## Writable", "## Read-only"),
    );
    let expected = "`section` of column `fab_Slot` is `Read-only columns/attributes`, but `Writable columns/attributes` on an earlier page [DV0111]";
    assert_eq!(told(&[writable.clone(), read_only.clone()]), [expected]);
    let own = own("own.md", "fab_Slot", &format!("{HEADER}|MaxLength|25|"));
    assert_eq!(told(&[writable, read_only, own]), [expected]);
}

/// The base page has two relationships whose names differ only in their case.
#[test]
fn names_of_relationships_have_a_case() {
    let change = |page: &str, name: &str, link: &str, menu: &str| {
        part(
            page,
            &format!(
                "## Customized relationships\n\n### Customized One-to-Many relationships\n\n#### {name}\n\n{link}{HEADER}|AssociatedMenuConfiguration|Label: {menu}|"
            ),
        )
    };
    let link = "Changes from [contoso_parcel_Scans (Contoso)](/contoso/reference/entities/contoso_parcel#BKMK_contoso_parcel_Scans)\n\n";
    let pages = [
        change("one.md", "contoso_parcel_Scans", link, "Seen"),
        change("two.md", "contoso_parcel_Scans", link, "Scans"),
    ];
    let found = told(&pages);
    assert_eq!(found.len(), 1, "{found:?}");
    let with = |name| told(&[&pages[..], &[change("own.md", name, "", "Own")]].concat());
    assert_eq!(with("contoso_parcel_scans"), found);
    assert_eq!(with("contoso_parcel_Scans"), [""; 0]);
}

#[test]
fn later_rows_of_a_key_count() {
    let label = "|DisplayName|By PIN and slot|";
    let later = super::changed(OVERLAY, "|DisplayName|By PIN|", label);
    let table = merged(&[page(BASE), page(OVERLAY), later]);
    assert_eq!(
        json!(table.alternate_keys)[0]["display_name"],
        "By PIN and slot"
    );
}

#[test]
fn relationships_are_defined_before_they_are_changed() {
    let rows = format!(
        "{HEADER}|ReferencingEntity|job|\n|ReferencingAttribute|parcelid|\n|ReferencedEntityNavigationPropertyName|fab_parcel_jobs|"
    );
    let definition = part(
        "definition.md",
        &format!("## One-to-Many relationships\n\n### fab_parcel_jobs\n\n{rows}"),
    );
    let change = part(
        "change.md",
        &format!(
            "## Customized relationships\n\n### Customized One-to-Many relationships\n\n#### fab_parcel_jobs\n\nChanges from [fab_parcel_jobs (Fabrikam)](/fabrikam/reference/entities/contoso_parcel#BKMK_fab_parcel_jobs)\n\n{HEADER}|IsCustomizable|False|"
        ),
    );
    assert_eq!(told(&[definition.clone(), change.clone()]), [""; 0]);
    let late = errors(&[page(BASE), change, definition]);
    assert_eq!(late.len(), 1, "{late:#?}");
    let expected = "relationship `fab_parcel_jobs` is changed before it is defined";
    assert!(late[0].starts_with(expected), "{}", late[0]);
    assert!(
        late[0].contains("change.md") && late[0].contains("definition.md"),
        "{}",
        late[0]
    );
}
