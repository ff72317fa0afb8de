//! Used by the fuzz target and by `dataverse-schema-pages/tests/it/fuzz_replay.rs`.

#[path = "page.rs"]
mod page;

use dataverse_schema_pages::{Definitions, Diagnostic, MetadataFile, Source};

/// Checks that any bytes, as a definition, result in tables or in errors, and that the page of a
/// table is read back unchanged.
pub(crate) fn check(bytes: &[u8]) {
    let body = Source::new("body.json", String::from_utf8_lossy(bytes));
    let definitions = match Definitions::find(vec![MetadataFile::from(&body)]) {
        Ok(definitions) => definitions,
        Err(errors) => return check_errors(&errors),
    };
    for table in definitions.tables().chain(definitions.extensions()) {
        match table {
            Ok(table) => page::check(&table),
            Err(errors) => check_errors(&errors),
        }
    }
}

fn check_errors(errors: &[Diagnostic]) {
    assert!(!errors.is_empty(), "neither tables nor an error");
    for error in errors {
        assert!(!error.to_string().is_empty());
    }
}
