//! Mistakes that don't compile, and what the compiler says of them.

use std::fs;
use std::path::Path;

#[rustversion::attr(
    not(stable(1.95)),
    ignore = "compilers word their messages differently: these are those of Rust 1.95"
)]
#[test]
fn mistakes() {
    // The cases are compiled as a crate of their own, which looks for its pages in its own folder `schemas`.
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .expect("it lies in the target folder");
    let schemas = target.join("tests/trybuild/dataverse-schema/schemas");
    fs::create_dir_all(&schemas).expect("a folder can be made");
    for folder in ["schemas", "tests/pages"] {
        for page in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder))
            .expect("the folder is there")
        {
            let page = page.expect("an entry").path();
            let name = page.file_name().expect("a page has a name");
            if page.extension().is_some_and(|extension| extension == "md") && name != "README.md" {
                fs::copy(&page, schemas.join(name)).expect("it is copied");
            }
        }
    }
    trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
}
