//! Compile errors about misuse of generated code.

use std::fs;
use std::path::Path;

use test_support::nested::target_dir;
use test_support::wide_page::wide_page;
use test_support::{page, workspace};

#[rustversion::attr(
    not(stable(1.95)),
    ignore = "compilers word their messages differently: these are those of Rust 1.95"
)]
#[test]
fn misuse_is_a_compile_error() {
    // trybuild compiles the cases in a crate of its own, with its own folder `schemas`.
    let schemas = target_dir().join("tests/trybuild/dataverse-schema-macros/schemas");
    fs::create_dir_all(&schemas).expect("a folder can be created");
    copy_pages(&schemas);
    fs::write(schemas.join("contoso_wide.md"), wide_page()).expect("a page can be written");
    copy_pages_of_parcels(&schemas);

    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/ui/*.rs");
    cases.compile_fail("tests/ui/mistakes/*.rs");
}

fn copy_pages(schemas: &Path) {
    for folder in ["schemas", "tests/pages", "tests/pages/operations"] {
        for page in fs::read_dir(workspace().join(folder)).expect("the folder exists") {
            let page = page.expect("an entry").path();
            let name = page.file_name().expect("a page has a name");
            if page.extension().is_some_and(|extension| extension == "md") && name != "README.md" {
                fs::copy(&page, schemas.join(name)).expect("it can be copied");
            }
        }
    }
}

/// Copies pages of the table that has several.
fn copy_pages_of_parcels(schemas: &Path) {
    let change = "# contoso_Parcel table/entity reference\n\n## Customized columns/attributes\n\n### fab_Slot\n\n|Property|Value|\n|---|---|\n|MaxLength|25|\n";
    for (folder, text) in [
        ("again", page("contoso_parcel.md")),
        ("overlay", page("overlay/contoso_parcel.md")),
        ("stage", change.to_owned()),
    ] {
        let folder = schemas.join(folder);
        fs::create_dir_all(&folder).expect("a folder can be created");
        fs::write(folder.join("contoso_parcel.md"), text).expect("a page can be written");
    }
}
