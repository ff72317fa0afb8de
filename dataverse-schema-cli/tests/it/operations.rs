//! `dataverse-schema operations --out`: the page in a file.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

fn operations(folder: &Path, arguments: &[&str]) -> Output {
    let metadata = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/metadata/contoso.xml");
    Command::new(env!("CARGO_BIN_EXE_dataverse-schema"))
        .args(["operations", metadata])
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the command runs")
}

fn stdout(output: Output) -> String {
    assert!(output.status.success());
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn file_is_named() {
    let folder = TempDir::new().expect("a folder");
    let folder = folder.path();
    let out = |more: &[&str]| {
        let arguments = [&["--out", "operations.md"], more].concat();
        stdout(operations(folder, &arguments))
    };
    assert_eq!(out(&[]), "created operations.md\n");
    assert_eq!(out(&[]), "operations.md is up to date\n");
    assert_eq!(out(&["--title", "Contoso"]), "updated operations.md\n");
    let page = fs::read_to_string(folder.join("operations.md")).expect("a page");
    assert!(page.starts_with("# Contoso operations reference\n"));
}

/// What isn't a file gets the page alone, and isn't replaced by a file.
#[cfg(unix)]
#[test]
fn page_is_sent_to_what_is_no_file() {
    let folder = TempDir::new().expect("a folder");
    let printed = stdout(operations(folder.path(), &[]));
    let sent = stdout(operations(folder.path(), &["--out", "/dev/stdout"]));
    assert_eq!(sent, printed);
}
