//! Pages of solutions, which leave out facts: nothing that `page` has reported is reported again.

use dataverse_schema_pages::{Source, lint, read_pages};

/// Returns the codes of the warnings about pages of one table.
fn warnings(pages: &[String]) -> Vec<String> {
    let sources = pages.iter().enumerate();
    let sources = sources.map(|(index, page)| Source::new(format!("{index}.md"), page.as_str()));
    let sources: Vec<Source> = sources.collect();
    let tables = read_pages(&sources).unwrap_or_else(|errors| panic!("{}", errors[0]));
    let found = lint(&tables[0]).into_iter();
    found.map(|warning| warning.code().to_string()).collect()
}

fn of_solution(page: &str) -> String {
    format!("\u{feff}---\nlanguage: 1033\norigin: solution\n---\n\n{page}")
}

fn page() -> String {
    test_support::page("contoso_gadget.md")
}

/// Returns the page without the first line that begins so.
fn without(start: &str) -> String {
    let page = page();
    let lines = page.lines();
    let line = lines.clone().position(|line| line.starts_with(start));
    let line = line.unwrap_or_else(|| panic!("{start}"));
    let kept = lines.enumerate().filter(|(index, _)| *index != line);
    kept.map(|(_, line)| format!("{line}\n")).collect()
}

#[test]
fn rows_that_solutions_leave_out_are_not_missed() {
    for row in [
        "|Targets|contoso_maker|",
        "|ReferencedAttribute|",
        "|ReferencedEntityNavigationPropertyName|",
        "|ReferencingEntityNavigationPropertyName|",
        "|IntersectAttribute|",
        "|NavigationPropertyName|",
    ] {
        let page = without(row);
        assert_eq!(warnings(&[of_solution(&page)]), [""; 0], "{row}");
        assert_ne!(warnings(&[page]), [""; 0], "{row}");
    }
}

#[test]
fn other_rows_are_missed() {
    for row in [
        "|RequiredLevel|",
        "|DateTimeBehavior|",
        "| **OwnershipType** |",
    ] {
        let page = without(row);
        assert_eq!(warnings(&[of_solution(&page)]), ["DV0104"], "{row}");
        assert_eq!(warnings(&[page]), ["DV0104"], "{row}");
    }
}

#[test]
fn options_and_relationships_may_be_left_out() {
    let page = page();
    let options = "|1|**Red**|\n|2|**Blue**|\n";
    assert!(page.contains(options));
    let empty = page.replace(options, "");
    let start = page.find("## Many-to-One").expect("relationships");
    for (page, code) in [(empty.as_str(), "DV0094"), (&page[..start], "DV0098")] {
        assert_eq!(warnings(&[page.to_owned()]), [code]);
        assert_eq!(warnings(&[of_solution(page)]), [""; 0]);
    }
}

#[test]
fn the_mark_counts_for_its_page() {
    let extension = "# contoso_Gadget table/entity reference

## Writable columns/attributes

### fabrikam_Owner

|Property|Value|
|---|---|
|DisplayName|Owner|
|LogicalName|fabrikam_owner|
|Type|Lookup|

## Many-to-One relationships

### fabrikam_makers

|Property|Value|
|---|---|
|ReferencedEntity|contoso_maker|
|ReferencedAttribute|contoso_makerid|
|ReferencingAttribute|contoso_maker|
";
    let found = |pages: [String; 2]| warnings(&pages);
    assert_eq!(found([page(), of_solution(extension)]), [""; 0]);
    assert_eq!(
        found([of_solution(&page()), extension.to_owned()]),
        ["DV0059", "DV0104", "DV0097"]
    );
}
