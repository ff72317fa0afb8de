//! Used by the fuzz target and by `dataverse-schema-pages/tests/it/fuzz_replay.rs`.

use dataverse_schema_pages::{Source, read_page, render_page};

/// Checks that any bytes result in a model or in errors, and that a rendered model is read back
/// unchanged.
pub(crate) fn check(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let table = match read_page(&Source::new("page.md", text)) {
        Ok(table) => table,
        Err(errors) => {
            assert!(!errors.is_empty(), "neither a model nor an error");
            for error in errors {
                let location = error.location().expect("an error of a page has a location");
                let (line, column) = location.start();
                assert!(line > 0 && column > 0 && !error.to_string().is_empty());
            }
            return;
        }
    };
    let rendered = render_page(&table);
    let again = read_page(&Source::new("rendered.md", rendered.as_str()));
    let again = again.unwrap_or_else(|errors| panic!("{}\n{rendered}", errors[0]));
    assert!(table == again, "{table:#?}\n{again:#?}\n{rendered}");
}
