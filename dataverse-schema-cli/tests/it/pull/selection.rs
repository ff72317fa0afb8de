//! The tables that are pulled.

use super::environment::Environment;

fn created(environment: &Environment, arguments: &[&str]) -> Vec<String> {
    let run = environment.pull(arguments).succeeded();
    let lines = run.stdout.lines();
    let paths = lines.filter_map(|line| line.strip_prefix("created schemas/"));
    paths.map(str::to_owned).collect()
}

#[test]
fn names_and_patterns_select_tables() {
    for (arguments, expected) in [
        (&["contoso_gadget"][..], &["contoso_gadget.md"][..]),
        (&["contoso_gadget", "*gadget"], &["contoso_gadget.md"]),
        (&["*_ga[u]ge"], &["contoso_gauge.md"]),
        (&["contoso_ga*"], &["contoso_gadget.md", "contoso_gauge.md"]),
    ] {
        let environment = Environment::start();
        assert_eq!(created(&environment, arguments), expected);
        let requests = environment.received();
        assert_eq!(requests.len(), 1 + 6 * expected.len());
    }
}

#[test]
fn unknown_tables_are_errors() {
    let environment = Environment::start();
    let run = environment.pull(&[
        "contoso_gadgt",
        "contoso_gauge",
        "fabrikam_*",
        "fabrikam_lane",
    ]);
    let run = run.failed(
        "error[DV0071]: the environment has no table `contoso_gadgt`",
        "did you mean `contoso_gadget`?",
    );
    for text in [
        "error[DV0071]: no table of the environment matches `fabrikam_*`",
        "error[DV0071]: the environment has no table `fabrikam_lane`",
        "tables are named by their logical names",
    ] {
        assert!(run.stderr.contains(text), "{}", run.stderr);
    }
    assert!(!environment.path("schemas").exists(), "nothing is written");
    environment
        .pull(&["contoso_[a"])
        .failed("error[DV0062]: invalid pattern `contoso_[a`", "");
    environment.pull(&[]).failed(
        "error[DV0070]: no pages in `schemas` that were created from definitions",
        "name the tables to pull",
    );
}

#[test]
fn solutions_select_their_tables() {
    let environment = Environment::start();
    environment.change(|tables| {
        let id = |table: &str| {
            tables.definitions[table]["MetadataId"]
                .as_str()
                .expect("an id")
                .to_uppercase()
        };
        let stranger = "00000000-0000-0000-0000-0000000000ff".to_owned();
        tables.solutions = vec![
            ("ContosoGauges".to_owned(), vec![id("contoso_gauge")]),
            (
                "ContosoGadgets".to_owned(),
                vec![stranger, id("contoso_gadget")],
            ),
            ("ContosoForms".to_owned(), vec![]),
        ];
    });
    assert_eq!(
        created(&environment, &["--solution", "ContosoGauges"]),
        ["contoso_gauge.md"]
    );
    let run = environment
        .pull(&["--solution", "contosogadgets"])
        .succeeded();
    assert_eq!(run.stdout, "created schemas/contoso_gadget.md\n");
    let note =
        "note: 1 table of solution `contosogadgets` without a definition in the environment\n";
    assert!(run.stderr.starts_with(note), "{}", run.stderr);
    environment.pull(&["--solution", "ContosoGages"]).failed(
        "error[DV0123]: the environment has no solution `ContosoGages`",
        "did you mean `ContosoGauges`?",
    );
    environment
        .pull(&["--solution", "ContosoForms"])
        .failed("error[DV0123]: solution `ContosoForms` has no tables", "");
}
