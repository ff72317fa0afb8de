//! Pages that aren't table reference pages, and unsupported layouts.

use super::{errors, text};

#[test]
fn page_of_2018_is_recognized() {
    assert_eq!(
        errors(&text("g1_2018.md")),
        [
            "unsupported layout: this page of 2018 has lists instead of tables [DV0003]\n  \
             --> page.md:5:3\n  |\n5 | # contoso_Cart Entity Reference\n  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n  \
             = help: download the current page of the table"
        ]
    );
}

#[test]
fn other_pages_are_recognized() {
    for name in ["not_a_table_about.md", "not_a_table_action.md"] {
        let errors = errors(&text(name));
        assert_eq!(errors.len(), 1, "{errors:#?}");
        assert!(
            errors[0].starts_with("not a table reference page: missing section `Properties`, and the title isn't that of an extension page [DV0001]\n"),
            "{errors:#?}"
        );
    }
}

#[test]
fn title_of_an_overlay_is_completed() {
    let sections = "## Customized columns/attributes\n\n### contoso_Name\n\n|Property|Value|\n|---|---|\n|MaxLength|30|\n";
    assert_eq!(
        errors(&format!("# contoso_Cart\n\n{sections}")),
        ["incomplete title of an extension page [DV0006]\n  \
             --> page.md:1:3\n  |\n1 | # contoso_Cart\n  |   ^^^^^^^^^^^^\n  \
             = help: write `# contoso_Cart table/entity reference`"]
    );
    let other = errors(&format!("# Names of carts\n\n{sections}"));
    assert!(other[0].contains("[DV0001]"), "{}", other[0]);
}
