//! `dataverse-schema page`: pages from solutions and from definitions.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::gadget;

fn page(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dataverse-schema"))
        .arg("page")
        .args(arguments)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
        .env("NO_COLOR", "1")
        .output()
        .expect("the command runs")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

const GADGET: &str = "tests/solutions/contoso_gadget";

#[test]
fn solutions_and_definitions_become_files() {
    let out = TempDir::new().expect("a folder");
    let folder = out.path().to_str().expect("UTF-8");
    let machine = "examples/environment/data/contoso_machine.json";
    let create = || page(&[GADGET, machine, "--out", folder]);
    let output = create();
    assert!(output.status.success(), "{}", stderr(&output));
    let notes = "note: 1 relationship without `ReferencedAttribute`, which the solutions leave out
note: labels in language 1033; `--language` chooses another: 1031\n";
    assert_eq!(stderr(&output), notes);
    let path = |name| out.path().join(name).display().to_string();
    let (gadget, machine_page) = (path("contoso_gadget.md"), path("contoso_machine.md"));
    let created = format!("created {gadget}\ncreated {machine_page}\n");
    assert_eq!(stdout(&output), created);
    let page = |name| fs::read_to_string(out.path().join(name)).expect("a page");
    assert!(page("contoso_machine.md").starts_with("# Machine (contoso_Machine) "));
    let head = "---\norigin: solution\n---\n\n# Gadget (contoso_Gadget) ";
    assert!(page("contoso_gadget.md").starts_with(head));
    let printed = String::from_utf8(self::page(&[machine, GADGET]).stdout).expect("UTF-8");
    assert_eq!(
        printed,
        page("contoso_gadget.md") + &page("contoso_machine.md")
    );

    assert_eq!(stdout(&create()), "2 pages up to date\n");
    let outdated = page("contoso_gadget.md").replacen("|MaxLength|100|", "|MaxLength|90|", 1);
    fs::write(&gadget, outdated).expect("a file");
    let printed = stdout(&create());
    let updated = format!("updated {gadget}\n1 page up to date\n");
    assert!(printed.starts_with(&updated), "{printed}");
    assert!(printed.contains("MaxLength"), "{printed}");
    assert!(page("contoso_gadget.md").contains("|MaxLength|100|"));
    assert_eq!(stdout(&create()), "2 pages up to date\n");
}

#[test]
fn edited_and_other_pages_are_not_replaced() {
    let out = TempDir::new().expect("a folder");
    let folder = out.path().to_str().expect("UTF-8");
    let machine = "examples/environment/data/contoso_machine.json";
    for (input, name) in [
        (GADGET, "contoso_gadget.md"),
        (machine, "contoso_machine.md"),
    ] {
        let create = || page(&[input, "--out", folder]);
        create();
        let path = out.path().join(name);
        let created = fs::read_to_string(&path).expect("a page");
        let messages =
            "## Messages\n\n|Name<br />Web API Operation|Event|\n|---|---|\n\n## Properties";
        for text in [
            created.replacen("|RequiredLevel|None|", "| RequiredLevel | None |", 1),
            created.replacen("## Properties", messages, 1),
            created.replace("contoso_", "fabrikam_"),
            "# Gadgets\n\nAsk Anna.\n".to_owned(),
        ] {
            assert_ne!(text, created);
            fs::write(&path, &text).expect("a file");
            let output = create();
            assert_eq!(output.status.code(), Some(1));
            let errors = stderr(&output);
            assert!(errors.starts_with("error[DV0122]: `"), "{errors}");
            assert!(errors.contains("pass `--force` to replace it"), "{errors}");
            assert_eq!(fs::read_to_string(&path).expect("a page"), text);
        }
        let output = page(&[input, "--out", folder, "--force"]);
        let updated = format!("updated {}\n", path.display());
        assert_eq!(stdout(&output), updated);
        assert_eq!(fs::read_to_string(&path).expect("a page"), created);
    }
}

/// An overlay can look like the extension page of a solution, save its front matter. A base page and an
/// extension page aren't versions of each other.
#[test]
fn only_extension_pages_of_solutions_are_replaced_by_others() {
    let solution = TempDir::new().expect("a folder");
    let xml = "<Entity><Name>Account</Name><EntityInfo><entity Name=\"Account\"><attributes>
        <attribute PhysicalName=\"contoso_Plant\"><Type>bit</Type><LogicalName>contoso_plant</LogicalName>
        <ValidForCreateApi>1</ValidForCreateApi><IsCustomField>1</IsCustomField></attribute>
        </attributes></entity></EntityInfo></Entity>";
    fs::write(solution.path().join("Entity.xml"), xml).expect("a file");
    let folder = solution.path().to_str().expect("UTF-8");
    let create = || page(&[folder, "--out", folder]);
    let path = solution.path().join("account.md");
    create();
    let created = fs::read_to_string(&path).expect("a page");
    let (_, overlay) = created.split_once("# ").expect("a title");
    fs::write(&path, format!("# {overlay}")).expect("a file");
    assert!(stderr(&create()).contains("error[DV0122]"));
    let older = created.replacen("|IsValidForCreate|True|", "|IsValidForCreate|False|", 1);
    assert_ne!(older, created);
    fs::write(&path, &older).expect("a file");
    let printed = stdout(&create());
    let updated = format!("updated {}\n", path.display());
    assert!(printed.starts_with(&updated), "{printed}");
    assert_eq!(fs::read_to_string(&path).expect("a page"), created);
    let gadget = stdout(&page(&[GADGET]));
    let base = gadget.replace("`contoso_gadget`", "`account`");
    fs::write(&path, base).expect("a file");
    assert!(stderr(&create()).contains("error[DV0122]"));
}

#[test]
fn written_files_are_named_beside_errors() {
    let out = TempDir::new().expect("a folder");
    let folder = out.path().to_str().expect("UTF-8");
    let mut arguments = vec![GADGET, "--out", folder];
    let definitions = gadget::DEFINITIONS.map(gadget::definition);
    arguments.extend(definitions.iter().map(String::as_str));
    let output = page(&arguments);
    assert_eq!(output.status.code(), Some(1));
    let path = out.path().join("contoso_gadget.md");
    assert_eq!(stdout(&output), format!("created {}\n", path.display()));
    assert!(stderr(&output).starts_with("error[DV0076]: "));
}

#[test]
fn gaps_are_warnings() {
    let solution = TempDir::new().expect("a folder");
    let xml = "<Entity><Name>Account</Name><EntityInfo><entity Name=\"Account\"><attributes>
        <attribute PhysicalName=\"contoso_Plant\"><Type>lookup</Type><LogicalName>contoso_plant</LogicalName>
        <ValidForCreateApi>1</ValidForCreateApi><IsCustomField>1</IsCustomField></attribute>
        </attributes></entity></EntityInfo></Entity>";
    fs::write(solution.path().join("Entity.xml"), xml).expect("a file");
    let folder = solution.path().to_str().expect("UTF-8");
    let output = page(&[folder, "--out", folder]);
    assert!(output.status.success());
    let warnings = stderr(&output);
    let expected = ":1: unknown targets of columns of table `account`: `contoso_plant`";
    assert!(warnings.starts_with("warning[DV0118]: "), "{warnings}");
    assert!(warnings.contains(expected), "{warnings}");
    let note = "note: 1 extension page; add the base page of each table: account\n";
    assert!(warnings.ends_with(note), "{warnings}");
    let page = fs::read_to_string(solution.path().join("account.md")).expect("a page");
    assert!(page.starts_with("---\norigin: solution\n---\n\n# Account table/entity reference\n"));
}

#[test]
fn table_in_a_solution_and_a_definition_is_an_error() {
    let definitions = gadget::DEFINITIONS.map(gadget::definition);
    let mut arguments: Vec<&str> = definitions.iter().map(String::as_str).collect();
    arguments.push(GADGET);
    let output = page(&arguments);
    assert_eq!(output.status.code(), Some(1));
    let errors = stderr(&output);
    assert!(
        errors.starts_with(
            "error[DV0076]: a solution and a definition have the table `contoso_gadget`"
        ),
        "{errors}"
    );
}

#[test]
fn invalid_entity_set_is_an_invalid_argument() {
    for text in ["contoso_gadget", "=contoso_gadgets", "contoso_gadget="] {
        let output = page(&[GADGET, "--entity-set", text]);
        assert_eq!(output.status.code(), Some(2));
        assert!(
            stderr(&output).contains("expected TABLE=NAME"),
            "{}",
            stderr(&output)
        );
    }
}
