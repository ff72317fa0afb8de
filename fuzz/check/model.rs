//! Used by the fuzz target and by `dataverse-schema-pages/tests/it/fuzz_replay.rs`.

use dataverse_schema_pages::{Source, read_page, render_page};

/// Any bytes give a model or messages. A model written as a page and read again is the same.
pub(crate) fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let table = match read_page(&Source::new("page.md", text)) {
        Ok(table) => table,
        Err(problems) => {
            assert!(!problems.is_empty(), "no model, and no message");
            for problem in problems {
                let (_, line, column) = problem.position().expect("it lies in the page");
                assert!(line > 0 && column > 0 && !problem.to_string().is_empty());
            }
            return;
        }
    };
    let rendered = render_page(&table);
    let again = read_page(&Source::new("rendered.md", rendered.as_str()));
    let again = again.unwrap_or_else(|problems| panic!("{}\n{rendered}", problems[0]));
    assert!(table == again, "{table:#?}\n{again:#?}\n{rendered}");
}
