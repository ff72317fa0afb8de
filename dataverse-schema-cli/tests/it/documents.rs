//! Parts of the README and of the guide that their doctests leave out.

use std::fs;
use std::path::Path;
use std::process::Command;

fn document(path: &str) -> String {
    let workspace = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    fs::read_to_string(workspace.join(path)).expect("it exists")
}

/// The README shows a row of a page, an error of the compiler, and an error at run time.
#[test]
fn errors_in_the_readme_are_those_of_its_page() {
    let readme = document("README.md");
    let block = |start: &str| {
        let (_, rest) = readme.split_once(start).expect("there is a block");
        let (block, _) = rest.split_once("```").expect("it ends");
        block.trim().to_owned()
    };
    let page = document("schemas/pluginpackage.md");
    let (_, column) = page.split_once("</a> Name\n").expect("the column");
    let (column, _) = column.split_once("###").expect("another column");
    for row in block("### Name\n").lines() {
        assert!(column.contains(&format!("{row}\n")), "{row}");
    }
    let error = format!("\n{}\n", block("c.name, 5);\n"));
    let messages = document("dataverse-schema-macros/tests/ui/value_of_another_type.stderr");
    assert!(format!("\n{messages}").contains(&error), "{error}");
    // The doctest of the README checks it.
    let failure = block("in table `pluginpackage`:\n");
    assert!(readme.contains(&format!("\"{failure}\"")), "{failure}");
}

#[test]
fn front_page_lists_every_feature() {
    let (manifest, library) = (document("Cargo.toml"), document("src/lib.rs"));
    let (_, features) = manifest.split_once("\n[features]\n").expect("features");
    let (features, _) = features.split_once("\n[").expect("another section");
    let (_, list) = library.split_once("//! # Features\n").expect("a list");
    let items = list.lines().filter_map(|line| line.strip_prefix("//! * "));
    let items = items.filter_map(|item| item.split_once(": "));
    let listed: String = items.map(|(names, _)| names).collect();
    let names = features.lines().filter(|line| !line.starts_with('#'));
    let names = names
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name);
    let names: Vec<_> = names.filter(|name| *name != "default").collect();
    assert!(names.len() > 3);
    for name in names {
        assert!(listed.contains(&format!("`{name}`")), "{name}");
    }
}

#[test]
fn stub_of_a_base_page_is_enough_for_an_extension() {
    let guide = document("src/guide/several_apps.md");
    let (_, rest) = guide
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
        text.ends_with("checked 2 pages, 3 columns: no errors or warnings\n"),
        "{text}"
    );
}
