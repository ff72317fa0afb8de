//! The order of pages that a folder or a pattern finds.

use dataverse_schema_pages::Source;
use serde_json::json;

use super::{BASE, merged, named, page, warnings};

const HEADER: &str = "|Property|Value|\n|---|---|\n";

/// Returns the page of an app that extends one page.
fn app(name: &str, extended: &str, sections: &str) -> Source {
    let link = format!("[{extended} Parcel table](/{extended}/reference/entities/contoso_parcel)");
    let text = format!(
        "# contoso_Parcel table/entity reference\n\n> [!NOTE]\n> The Parcel table extends the {link}.\n\n{sections}\n"
    );
    Source::new(name, text)
}

/// The kinds of items: the sections that add and change one, its content, and a row that is changed.
const KINDS: [(&str, &str, &str, &str); 4] = [
    (
        "## Writable columns/attributes\n\n###",
        "## Customized columns/attributes\n\n###",
        "|Property|Value|\n|---|---|\n|LogicalName|fab_item|\n|Type|String|\n|MaxLength|20|",
        "|RequiredLevel|Recommended|",
    ),
    (
        "## Many-to-One relationships\n\n###",
        "## Customized relationships\n\n### Customized Many-to-One relationships\n\n####",
        "|Property|Value|\n|---|---|\n|ReferencedEntity|contoso_depot|\n|ReferencedAttribute|contoso_depotid|\n|ReferencingAttribute|contoso_recipient|\n|ReferencingEntityNavigationPropertyName|fab_Item|",
        "|IsCustomizable|False|",
    ),
    (
        "## One-to-Many relationships\n\n###",
        "## Customized relationships\n\n### Customized One-to-Many relationships\n\n####",
        "|Property|Value|\n|---|---|\n|ReferencingEntity|job|\n|ReferencingAttribute|parcelid|\n|ReferencedEntityNavigationPropertyName|fab_Item|",
        "|IsCustomizable|False|",
    ),
    (
        "## Many-to-Many relationships\n\n###",
        "## Customized relationships\n\n### Customized Many-to-Many relationships\n\n####",
        "See [contoso_route fab_Item Many-To-Many Relationship](contoso_route.md#BKMK_fab_Item)\n\n|Property|Value|\n|---|---|\n|IntersectEntityName|fab_item|\n|SchemaName|fab_Item|\n|IntersectAttribute|contoso_parcelid|\n|NavigationPropertyName|fab_Item|",
        "|IsCustomizable|False|",
    ),
];

#[test]
fn changes_of_an_item_follow_the_page_that_adds_it() {
    for (added, changed, content, row) in KINDS {
        let adds = app(
            "adds.md",
            "contoso",
            &format!("{added} fab_Item\n\n{content}"),
        );
        let link =
            "Changes from [fab_Item (Adds)](/adds/reference/entities/contoso_parcel#BKMK_fab_Item)";
        let change = format!("{changed} fab_Item\n\n{link}\n\n{HEADER}{row}");
        let changes = app("changes.md", "adds", &change);
        let pages = [page(BASE), adds, changes];
        let expected = merged(&pages);
        assert!(expected != merged(&pages[..2]), "{added}: it is changed");
        let [base, adds, changes] = pages.map(Source::found);
        for pages in [
            [&base, &adds, &changes],
            [&base, &changes, &adds],
            [&changes, &adds, &base],
        ] {
            let pages = pages.map(Clone::clone);
            assert!(merged(&pages) == expected, "{added}");
            assert_eq!(warnings(&pages), [""; 0], "{added}");
        }
    }
}

#[test]
fn pages_that_change_nothing_of_each_other_keep_their_order() {
    let length = |name: &str, length: u32| {
        let change = format!(
            "## Customized columns/attributes\n\n### contoso_Name\n\nChanges from [contoso_Name (Contoso)](/contoso/reference/entities/contoso_parcel#BKMK_contoso_Name)\n\n{HEADER}|MaxLength|{length}|"
        );
        app(name, "contoso", &change).found()
    };
    let of_both = |pages: [Source; 2]| {
        let table = merged(&[&[page(BASE)], &pages[..]].concat());
        named(&json!(table.columns), "contoso_Name")["max_length"].clone()
    };
    let (one, two) = (length("one.md", 20), length("two.md", 30));
    assert_eq!(of_both([one.clone(), two.clone()]), 30);
    assert_eq!(of_both([two, one]), 20);
}
