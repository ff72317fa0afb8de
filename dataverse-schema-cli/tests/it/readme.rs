//! Parts of the README that its doctests leave out.

use std::fs;
use std::path::Path;

/// The README has the program as a user writes it. In the guide it is a doctest, with a page of the
/// examples.
#[test]
fn program_for_a_custom_table_is_tested() {
    let workspace = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
    let read = |path: &str| fs::read_to_string(workspace.join(path)).expect("it exists");
    let (readme, guide) = (read("README.md"), read("src/guide/custom_tables.md"));
    let (_, rest) = readme
        .split_once("```rust,ignore\n")
        .expect("there is a program");
    let (program, _) = rest.split_once("```").expect("it ends");
    let tested = program.replace(
        "(\"contoso_machine.md\")",
        "(\"contoso_machine.md\", dir = \"examples/pages\")",
    );
    assert!(guide.contains(&format!("```\n{tested}```\n")), "{tested}");
}
