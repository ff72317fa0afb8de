//! `pull --check`.

use std::fs;

use serde_json::json;

use super::environment::{Environment, MESSAGES};

#[test]
fn no_changes_are_a_success() {
    let environment = Environment::start();
    environment.pull(&["contoso_*"]).succeeded();
    for arguments in [
        &["--check"][..],
        &["--check", "contoso_gadget"],
        &["--check", "contoso_*"],
    ] {
        let run = environment.pull(arguments).succeeded();
        assert_eq!(run.stdout, "no changes\n", "{arguments:?}");
    }
}

#[test]
fn check_writes_nothing_and_prints_what_diff_prints() {
    let environment = Environment::start();
    let run = environment.pull(&["contoso_gadget", "--check"]);
    assert_eq!(run.status, Some(1));
    assert!(
        run.stdout.starts_with("contoso_gadget\n  table: added\n"),
        "{}",
        run.stdout
    );
    assert!(!environment.path("schemas").exists());

    environment
        .pull(&["contoso_gadget", "--out", "old"])
        .succeeded();
    let old = environment.read("old/contoso_gadget.md");
    environment.change(|tables| {
        let gadget = tables
            .definitions
            .get_mut("contoso_gadget")
            .expect("it exists");
        gadget["Attributes"][1]["MaxLength"] = json!(50);
        gadget["Attributes"][2]["Description"]["LocalizedLabels"][0]["Label"] =
            json!("Other notes.");
    });
    let check = environment.pull(&["--check", "--out", "old"]);
    assert_eq!(check.status, Some(1));
    assert_eq!(environment.read("old/contoso_gadget.md"), old);
    environment
        .pull(&["contoso_gadget", "--out", "new"])
        .succeeded();
    let diff = environment
        .command(&["diff", "old", "new"])
        .output()
        .expect("the command runs");
    assert_eq!(check.stdout, String::from_utf8_lossy(&diff.stdout));
    assert!(
        check
            .stdout
            .contains("`contoso_name`: MaxLength narrowed 100 -> 50"),
        "{}",
        check.stdout
    );
}

#[test]
fn a_removed_table_is_a_change() {
    let environment = Environment::start();
    environment.pull(&["contoso_*"]).succeeded();
    environment.change(|tables| {
        tables.definitions.remove("contoso_gauge");
    });
    let run = environment.pull(&["--check"]);
    assert_eq!(run.status, Some(1));
    assert!(
        run.stdout.starts_with("contoso_gauge\n  table: removed"),
        "{}",
        run.stdout
    );
    let run = environment.pull(&[]).failed(
        "error[DV0071]: the environment has no table `contoso_gauge`",
        "remove its page `schemas/contoso_gauge.md`",
    );
    assert_eq!(run.stdout, "1 page up to date\n");
    fs::remove_file(environment.path("schemas/contoso_gadget.md")).expect("a file");
    let run = environment.pull(&["--check"]);
    assert!(
        run.stdout.starts_with("contoso_gauge\n  table: removed"),
        "{}",
        run.stdout
    );
}

#[test]
fn other_pages_of_a_table_are_merged() {
    let environment = Environment::start();
    environment.pull(&["contoso_gadget"]).succeeded();
    let page = environment.read("schemas/contoso_gadget.md");
    let edited = page
        .replacen("|MaxLength|100|", "|MaxLength|90|", 1)
        .replacen("## Properties", &format!("{MESSAGES}## Properties"), 1);
    assert_ne!(edited, page);
    environment.write("schemas/contoso_gadget.md", &edited);
    // The overlay is what the definition has.
    let overlay = "# contoso_Gadget table/entity reference\n\n## Customized columns/attributes\n\n\
                   ### contoso_Name\n\n|Property|Value|\n|---|---|\n|MaxLength|100|\n";
    environment.write("schemas/overlay/gadget.md", overlay);
    let run = environment.pull(&["contoso_gadget", "--check"]).succeeded();
    assert_eq!(run.stdout, "no changes\n");
    fs::remove_file(environment.path("schemas/overlay/gadget.md")).expect("a file");
    let run = environment.pull(&["contoso_gadget", "--check"]);
    assert!(
        run.stdout.contains("MaxLength widened 90 -> 100"),
        "{}",
        run.stdout
    );
    // A created page is compared by itself: what an overlay changes isn't drift.
    environment.write("schemas/contoso_gadget.md", &page);
    environment.write("schemas/overlay/gadget.md", &overlay.replace("100", "80"));
    let run = environment.pull(&["--check"]).succeeded();
    assert_eq!(run.stdout, "no changes\n");
}

#[test]
fn errors_of_pages_are_reported() {
    let environment = Environment::start();
    environment.pull(&["contoso_gadget"]).succeeded();
    let page = environment.read("schemas/contoso_gadget.md");
    let wrong = page.replacen("|MaxLength|100|", "|MaxLength|many|", 1);
    environment.write("schemas/contoso_gadget.md", &wrong);
    let run = environment.pull(&["contoso_gadget", "--check"]);
    assert_eq!(run.status, Some(2));
    assert!(
        run.stderr.contains("schemas/contoso_gadget.md:"),
        "{}",
        run.stderr
    );
    environment
        .pull(&["contoso_gadget"])
        .failed("error[DV0122]", "--force");
    assert_eq!(environment.read("schemas/contoso_gadget.md"), wrong);
}
