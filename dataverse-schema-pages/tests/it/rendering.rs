//! Rendering pages.

use std::fs;

use dataverse_schema_pages::model::Table;
use dataverse_schema_pages::{Source, read_page, render_page};
use test_support::workspace;

fn read(name: &str, text: &str) -> Table {
    read_page(&Source::new(name, text)).unwrap_or_else(|errors| panic!("{}", errors[0]))
}

#[test]
fn reference_pages_render_unchanged() {
    for name in ["pluginpackage", "stagedmetadataasyncoperation"] {
        let path = format!("schemas/{name}.md");
        let text = fs::read_to_string(workspace().join(&path)).expect("the page exists");
        let rendered = render_page(&read(&path, &text));
        assert_same_lines(&rendered, &text, &path);
    }
}

fn assert_same_lines(rendered: &str, text: &str, path: &str) {
    for (number, (line, other)) in rendered.lines().zip(text.lines()).enumerate() {
        assert_eq!(line, other, "{path}:{}", number + 1);
    }
    assert_eq!(rendered, text, "{path}");
}
