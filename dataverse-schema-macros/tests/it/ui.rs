//! Compile errors about misuse of generated code.

use std::fs;

use test_support::nested::target_dir;
use test_support::workspace;

#[rustversion::attr(
    not(stable(1.95)),
    ignore = "compilers word their messages differently: these are those of Rust 1.95"
)]
#[test]
fn misuse_is_a_compile_error() {
    // trybuild compiles the cases in a crate of its own, with its own folder `schemas`.
    let schemas = target_dir().join("tests/trybuild/dataverse-schema-macros/schemas");
    fs::create_dir_all(&schemas).expect("a folder can be created");
    for folder in ["schemas", "tests/pages"] {
        for page in fs::read_dir(workspace().join(folder)).expect("the folder exists") {
            let page = page.expect("an entry").path();
            let name = page.file_name().expect("a page has a name");
            if page.extension().is_some_and(|extension| extension == "md") && name != "README.md" {
                fs::copy(&page, schemas.join(name)).expect("it can be copied");
            }
        }
    }
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
