//! Operations of `$metadata`.

use std::fs;
use std::path::PathBuf;

use dataverse_schema_pages::{Source, render_operations};
use dataverse_schema_solution::{MetadataOperations, read_operations};
use tempfile::TempDir;

const METADATA: &str = include_str!("../../../tests/metadata/contoso.xml");

fn file(text: &str) -> (TempDir, PathBuf) {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("metadata.xml");
    fs::write(&path, text).expect("a file");
    (folder, path)
}

fn read(only: &[&str]) -> MetadataOperations {
    let (_folder, path) = file(METADATA);
    let only: Vec<String> = only.iter().map(|name| (*name).to_owned()).collect();
    read_operations(&path, &only, "Contoso").expect("valid metadata")
}

fn errors(text: &str, only: &[&str]) -> String {
    let (_folder, path) = file(text);
    let only: Vec<String> = only.iter().map(|name| (*name).to_owned()).collect();
    let errors = read_operations(&path, &only, "Contoso").expect_err("errors");
    let folder = path.display().to_string();
    let errors = errors
        .iter()
        .map(|error| error.to_string().replace(&folder, "metadata.xml"));
    errors.collect::<Vec<_>>().join("\n")
}

#[test]
fn page_has_the_operation_and_its_types() {
    let read = read(&["contoso_Seal*"]);
    let page = render_operations(&read.operations);
    let again = dataverse_schema_pages::read_operations(&Source::new("page.md", &*page));
    assert!(again.expect("a valid page") == read.operations);
    let warning = read.warnings[0].to_string();
    let line = METADATA
        .lines()
        .position(|line| line.contains("contoso_Unknown"));
    let line = line.expect("the type is named") + 1;
    let expected = format!(":{line}: unknown type `mscrm.contoso_Unknown` of `Odd` [DV0124]");
    assert!(warning.contains(&expected), "{warning}");
    insta::assert_snapshot!(page);
}

#[test]
fn operations_are_chosen_by_name() {
    let names = |only: &[&str]| {
        let operations = read(only).operations.operations;
        let names = operations
            .iter()
            .map(|operation| operation.name.value.clone());
        names.collect::<Vec<_>>().join(" ")
    };
    assert_eq!(names(&[]), "contoso_Count contoso_SealParcel contoso_Sweep");
    assert_eq!(names(&["contoso_S*"]), "contoso_SealParcel contoso_Sweep");
    assert_eq!(
        names(&["*o_S*e*p", "contoso_Count"]),
        "contoso_Count contoso_Sweep"
    );
    assert_eq!(
        errors(METADATA, &["contoso_Counts", "contoso_Sweep", "*x"]),
        "unknown operation `contoso_Counts` [DV0125]\n  = help: did you mean `contoso_Count`?\n\
         unknown operation `*x` [DV0125]\n  = help: name operations as in URLs, without `Microsoft.Dynamics.CRM`",
    );
}

#[test]
fn damaged_metadata() {
    let (cut, _) = METADATA.split_once("<Action").expect("an action");
    let line = cut.lines().count();
    assert_eq!(
        errors(cut, &[]),
        format!("metadata.xml:{line}: the file ends within an element [DV0114]")
    );
    assert_eq!(
        errors("<html></html>", &[]),
        "metadata.xml:1: expected the root element `<edmx:Edmx>` [DV0114]"
    );
    let declared = METADATA.replacen("<edmx:Edmx", "<!DOCTYPE a [<!ENTITY b 'c'>]><edmx:Edmx", 1);
    assert!(errors(&declared, &[]).contains("unexpected `<!DOCTYPE …>`"));
    let based = METADATA.replace(
        "Name=\"contoso_Thing\"",
        "Name=\"contoso_Thing\" BaseType=\"mscrm.contoso_Part\"",
    );
    let (_folder, path) = file(&based);
    read_operations(&path, &[], "Contoso").expect("bases in a circle end");
}
