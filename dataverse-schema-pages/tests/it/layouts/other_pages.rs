//! Pages that aren't table reference pages, and unsupported layouts.

use super::{problems, text};

#[test]
fn page_of_2018_is_recognized() {
    assert_eq!(
        problems(&text("g1_2018.md")),
        [
            "this is a table reference page of 2018, which has lists of lines instead of tables\n  \
             --> page.md:5:3\n  |\n5 | # contoso_Cart Entity Reference\n  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n  \
             = help: that layout isn't read: download the current page of the table"
        ]
    );
}

#[test]
fn other_pages_are_recognized() {
    for name in ["not_a_table_about.md", "not_a_table_action.md"] {
        let problems = problems(&text(name));
        assert_eq!(problems.len(), 1, "{problems:#?}");
        assert!(
            problems[0].starts_with("this is not a table reference page: it has no section `Properties`, and no title of a page that extends another one\n"),
            "{problems:#?}"
        );
    }
}
