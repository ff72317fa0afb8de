//! Used by the fuzz target and by `dataverse-schema-solution/tests/it/fuzz_replay.rs`.

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use dataverse_schema_pages::{Source, render_operations};
use dataverse_schema_solution::read_operations;

/// Checks that any bytes, as metadata or Custom APIs, result in operations or in errors, and that a
/// page of operations is read back unchanged, unless a name in it is invalid.
pub(crate) fn check(bytes: &[u8]) {
    // The process id keeps the folder separate from those of other processes.
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let name = format!("dataverse-schema-operations-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).expect("the folder of temporary files can be written to");
        folder
    });
    let file = folder.join("metadata.xml");
    fs::write(&file, bytes).expect("the file can be written");
    match read_operations(&file, &[], "Fuzz") {
        Ok(read) => {
            let page = Source::new("operations.md", render_operations(&read.operations));
            match dataverse_schema_pages::read_operations(&page) {
                Ok(again) => assert!(again == read.operations),
                Err(errors) => assert!(!errors.is_empty()),
            }
        }
        Err(errors) => {
            assert!(!errors.is_empty(), "neither operations nor an error");
            for error in errors {
                assert!(!error.to_string().is_empty());
            }
        }
    }
}
