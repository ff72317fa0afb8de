//! Parts of the README that its doctests leave out.

use std::fs;
use std::path::Path;
use std::process::Command;

/// The README has the program as a user writes it. In the guide it is a doctest, with a page of the
/// examples.
#[test]
fn program_for_a_custom_table_is_tested() {
    let workspace = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let read = |path: &str| fs::read_to_string(workspace.join(path)).expect("it exists");
    let (readme, guide) = (read("README.md"), read("src/guide/custom_tables.md"));
    let (_, section) = readme
        .split_once("### Tables of your own\n")
        .expect("there is a section");
    let (_, rest) = section
        .split_once("```rust,ignore\n")
        .expect("there is a program");
    let (program, _) = rest.split_once("```").expect("it ends");
    let tested = program.replace(
        "(\"contoso_machine.md\")",
        "(\"contoso_machine.md\", dir = \"examples/pages\")",
    );
    assert!(guide.contains(&format!("```\n{tested}```\n")), "{tested}");
}

#[test]
fn stub_of_a_base_page_is_enough_for_an_extension() {
    let readme = concat!(env!("CARGO_MANIFEST_DIR"), "/../README.md");
    let readme = fs::read_to_string(readme).expect("it exists");
    let (_, rest) = readme
        .split_once("```markdown\n# contoso_Plant ")
        .expect("there is a stub");
    let (stub, _) = rest.split_once("```").expect("it ends");
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        fs::write(folder.path().join(name), text).expect("a file");
    };
    write("stub.md", &format!("# contoso_Plant {stub}"));
    write(
        "extension.md",
        "# contoso_Plant table/entity reference\n\n## Writable columns/attributes\n\n\
         ### fabrikam_Area\n\n|Property|Value|\n|---|---|\n|LogicalName|fabrikam_area|\n\
         |Type|Integer|\n|MinValue|0|\n|MaxValue|90000|\n",
    );
    let output = Command::new(env!("CARGO_BIN_EXE_dataverse-schema"))
        .args(["check", "."])
        .current_dir(folder.path())
        .output()
        .expect("the command runs");
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(
        text.ends_with("checked 2 pages, 2 columns: no errors or warnings\n"),
        "{text}"
    );
}
