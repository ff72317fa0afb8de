//! The order in which the pages of one table are merged.

use std::fs;
use std::path::Path;

use dataverse_schema_codegen::Builder;
use tempfile::TempDir;
use test_support::page;

/// Changes the column that [`adds`] adds.
const CHANGES: &str = "# contoso_Parcel table/entity reference\n\n## Customized columns/attributes\n\n### fab_Slot\n\n|Property|Value|\n|---|---|\n|MaxLength|77|\n";

/// Returns a folder in which the page that changes a column comes before the one that adds it.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be created");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        let parent = path.parent().expect("a file in the folder");
        fs::create_dir_all(parent).expect("it can be created");
        fs::write(path, text).expect("it can be written");
    };
    write("a/parcel.md", CHANGES);
    write("b/parcel.md", &page("contoso_parcel.md"));
    write("c/parcel.md", &page("overlay/contoso_parcel.md"));
    folder
}

fn generate(folder: &Path, input: &str) -> Result<String, String> {
    let input = format!("dir = \"\", {input}");
    match Builder::new(input).manifest_dir(folder).generate() {
        Ok(generated) => Ok(generated.code),
        Err(error) => Err(error.to_string()),
    }
}

const CHANGED: &str = "Where the parcel lies in our warehouse. String of at most 77 UTF-16";

#[test]
fn pages_of_a_pattern_come_as_they_build_on_each_other() {
    let folder = folder();
    let code = generate(folder.path(), "\"*/parcel.md\"").expect("the pages go together");
    assert!(code.contains(CHANGED));
}

#[test]
fn named_pages_keep_their_order() {
    let folder = folder();
    let right = r#""b/parcel.md", "c/parcel.md", "a/parcel.md""#;
    let code = generate(folder.path(), right).expect("the pages go together");
    assert!(code.contains(CHANGED));
    let wrong = r#""b/parcel.md", "a/parcel.md", "c/parcel.md""#;
    let error = generate(folder.path(), wrong).expect_err("the column comes later");
    assert!(
        error.contains("cannot change unknown column `fab_Slot`"),
        "{error}"
    );
}

#[test]
fn named_page_has_the_place_of_its_name() {
    let folder = folder();
    let last = CHANGES.replace("77", "78");
    fs::write(folder.path().join("c/again.md"), last).expect("it can be written");
    let named_last = generate(folder.path(), r#""**/*.md", "a/parcel.md""#).expect("valid");
    assert!(named_last.contains(CHANGED));
    let found = generate(folder.path(), r#""**/*.md""#).expect("valid");
    assert!(!found.contains(CHANGED));
}
