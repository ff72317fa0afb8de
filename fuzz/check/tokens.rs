//! Used by the fuzz target and by `dataverse-schema-codegen/tests/it/fuzz_replay.rs`.

use std::fs;
use std::path::PathBuf;
use std::sync::OnceLock;

use dataverse_schema_codegen::include_schema;

/// Checks that any bytes, as a page, expand to items.
pub(crate) fn check(bytes: &[u8]) {
    // The process id keeps the folder separate from those of other processes.
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let name = format!("dataverse-schema-fuzz-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(&folder).expect("the folder of temporary files can be written to");
        folder
    });
    fs::write(folder.join("page.md"), bytes).expect("the page can be written");
    let input = "[::dataverse_schema] \"page.md\", dir = \".\"";
    let input = input.parse().expect("the input consists of tokens");
    let tokens = include_schema(input, folder);
    syn::parse2::<syn::File>(tokens).unwrap_or_else(|error| panic!("no items: {error}"));
}
