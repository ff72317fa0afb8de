//! Used by the fuzz target and by `dataverse-schema-solution/tests/it/fuzz_replay.rs`.

#[path = "page.rs"]
mod page;

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use dataverse_schema_solution::{Options, has_solution, read_solutions};

/// Checks that any bytes, as a solution, result in tables or in errors, and that the page of a table
/// is read back unchanged.
pub(crate) fn check(bytes: &[u8]) {
    // The process id keeps the folder separate from those of other processes.
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let name = format!("dataverse-schema-solutions-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).expect("the folder of temporary files can be written to");
        folder
    });
    let file = folder.join("customizations.xml");
    fs::write(&file, bytes).expect("the file can be written");
    let has_some = has_solution(&file);
    match read_solutions(&[file], &Options::default()) {
        Ok(solutions) => {
            assert!(has_some || solutions.tables.is_empty());
            solutions.tables.iter().for_each(page::check);
        }
        Err(errors) => {
            assert!(!errors.is_empty(), "neither tables nor an error");
            for error in errors {
                assert!(!error.to_string().is_empty());
            }
        }
    }
}
