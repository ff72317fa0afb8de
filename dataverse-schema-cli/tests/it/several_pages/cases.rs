//! Pages that go together, and pages that don't.

use serde_json::{Value, json};

use super::outcome::{Outcome, Passed, built, checked, fact, folder, outcome, shown_all};
use super::pages::*;

/// Pages, and what is right.
struct Case {
    name: &'static str,
    pages: Vec<(&'static str, String)>,
    passed: Passed,
    /// Diagnostics, without the folder of the pages.
    diagnostics: &'static [&'static str],
    /// Paths in the merged table, and what is there.
    facts: Vec<(&'static str, Value)>,
}

/// Returns a case without diagnostics.
fn case(
    name: &'static str,
    pages: &[(&'static str, String)],
    facts: &[(&'static str, Value)],
) -> Case {
    Case {
        name,
        pages: pages.to_vec(),
        passed: Passed::Named,
        diagnostics: &[],
        facts: facts.to_vec(),
    }
}

impl Case {
    fn reported(self, diagnostics: &'static [&'static str]) -> Self {
        Self {
            diagnostics,
            ..self
        }
    }

    fn found(self) -> Self {
        Self {
            passed: Passed::Found,
            ..self
        }
    }

    fn check(&self) {
        let Outcome {
            diagnostics, table, ..
        } = outcome(&self.pages, self.passed);
        let expected: Vec<String> = self
            .diagnostics
            .iter()
            .map(|diagnostic| diagnostic.replace(" @", " pages/"))
            .collect();
        assert_eq!(diagnostics, expected, "{}", self.name);
        let has_errors = expected
            .iter()
            .any(|diagnostic| diagnostic.starts_with("error"));
        assert_eq!(table.is_none(), has_errors, "{}", self.name);
        let table = table.unwrap_or_default();
        for (path, expected) in &self.facts {
            assert_eq!(fact(&table, path), expected, "{}: {path}", self.name);
        }
    }
}

/// One string column of an app, and what another app says of it.
const NOTE: &str = "columns/fab_Note/description";

fn bases() -> Vec<Case> {
    let misspelled = |from: &str, to: &str| {
        let text = base();
        assert!(text.contains(from));
        text.replace(from, to)
    };
    vec![
        case(
            "a base page",
            &[("base.md", base())],
            &[
                ("logical_name", json!("fab_crane")),
                ("columns/fab_Load/options/1/label", json!("Light")),
                ("messages/Upsert/is_event", json!(true)),
            ],
        ),
        case("two base pages", &[("a.md", base()), ("b.md", base())], &[])
            .reported(&["error DV0110 @b.md:1"]),
        case(
            "two base pages and an app",
            &[
                ("a.md", base()),
                ("b.md", base()),
                ("app.md", app("Alpha", &adds_note("Notes."))),
            ],
            &[],
        )
        .reported(&["error DV0110 @b.md:1"]),
        case(
            "an error in the base page, and an app that adds",
            &[
                ("base.md", misspelled("|Type|P", "|Typ|P")),
                ("app.md", app("Alpha", &adds_note("Notes."))),
            ],
            &[],
        )
        .reported(&["error DV0012 @base.md:45"]),
        case(
            "a misspelled key in the base page, and an app that adds options",
            &[
                ("base.md", misspelled("|Type|P", "|Typ|P")),
                (
                    "app.md",
                    app("Alpha", &options("Fabrikam", &[(2, "Heavy")])),
                ),
            ],
            &[],
        )
        .reported(&["error DV0012 @base.md:45"]),
        case(
            "a misspelled type in the base page, and an app that adds options",
            &[
                ("base.md", misspelled("|Type|Picklist", "|Type|Piklist")),
                (
                    "app.md",
                    app("Alpha", &options("Fabrikam", &[(2, "Heavy")])),
                ),
            ],
            &[],
        )
        .reported(&["error DV0013 @base.md:45"]),
        case(
            "a base page that has got what an app adds",
            &[
                ("base.md", [base(), note("Notes of the operator.")].concat()),
                ("app.md", app("Alpha", &adds_note("Notes."))),
            ],
            &[(NOTE, json!("Notes."))],
        )
        .reported(&["warning DV0111 @app.md:12"]),
        case(
            "a base page that has got the very column that an app adds",
            &[
                ("base.md", [base(), note("Notes.")].concat()),
                ("app.md", app("Alpha", &adds_note("Notes."))),
            ],
            &[(NOTE, json!("Notes."))],
        ),
        case(
            "an app with a column of the base page, of another type",
            &[
                ("base.md", base()),
                (
                    "app.md",
                    app(
                        "Alpha",
                        &adds_note("Notes.")
                            .replace("fab_Note", "fab_Load")
                            .replace("fab_note", "fab_load"),
                    ),
                ),
            ],
            &[],
        )
        .reported(&["error DV0053 @app.md:18"]),
        case(
            "a stub of the base page",
            &[
                (
                    "stub.md",
                    overlay(
                        "## Properties\n\n|Property|Value|\n|---|---|\n|SchemaName|fab_Crane|\n|LogicalName|fab_crane|\n|EntitySetName|fab_cranes|\n|PrimaryIdAttribute|fab_craneid|\n|TableType|Standard|\n|OwnershipType|None|\n\n## Read-only columns/attributes\n\n### fab_CraneId\n\n|Property|Value|\n|---|---|\n|LogicalName|fab_craneid|\n|Type|Uniqueidentifier|\n",
                    ),
                ),
                ("app.md", app("Alpha", &adds_note("Notes."))),
            ],
            &[
                (NOTE, json!("Notes.")),
                ("columns/fab_CraneId/type", json!("Uniqueidentifier")),
            ],
        ),
    ]
}

fn columns() -> Vec<Case> {
    let alpha = || ("alpha.md", app("Alpha", &adds_note("Notes.")));
    let beta = |description: &str| ("beta.md", app("Beta", &adds_note(description)));
    let longer = || changes("fab_Note", "Alpha", "|MaxLength|250|");
    let length = "columns/fab_Note/max_length";
    let both = || [("base.md", base()), alpha(), beta("Notes of the operator.")];
    let with = |page: (&'static str, String)| [&both()[..], &[page]].concat();
    vec![
        case(
            "a column that two apps add alike",
            &[("base.md", base()), alpha(), beta("Notes.")],
            &[(NOTE, json!("Notes."))],
        ),
        case(
            "a column that two apps add, with other texts",
            &both(),
            &[(NOTE, json!("Notes of the operator."))],
        )
        .reported(&["warning DV0111 @beta.md:12"]),
        case(
            "an overlay that settles what two apps contradict each other in",
            &with((
                "own.md",
                overlay(&changes("fab_Note", "", "|Description|Own notes.|")),
            )),
            &[(NOTE, json!("Own notes."))],
        ),
        case(
            "an overlay that confirms one of two apps",
            &with((
                "own.md",
                overlay(&changes(
                    "fab_Note",
                    "",
                    "|Description|Notes of the operator.|",
                )),
            )),
            &[(NOTE, json!("Notes of the operator."))],
        ),
        case(
            "an overlay over another row than the one in which two apps contradict each other",
            &with((
                "own.md",
                overlay(&changes("fab_Note", "", "|MaxLength|80|")),
            )),
            &[(length, json!(80))],
        )
        .reported(&["warning DV0111 @beta.md:12"]),
        case(
            "an app that changes the column of another app",
            &[
                ("base.md", base()),
                alpha(),
                ("patch.md", app_of("Patch", "Alpha", &longer())),
            ],
            &[(length, json!(250))],
        ),
        case(
            "an app that changes a column before another app adds it",
            &[
                ("base.md", base()),
                ("patch.md", app_of("Patch", "Alpha", &longer())),
                alpha(),
            ],
            &[],
        )
        .reported(&["error DV0054 @patch.md:8"]),
        case(
            "apps in folders whose names have another order",
            &[
                ("a/crane.md", app_of("Patch", "Alpha", &longer())),
                ("b/crane.md", app("Alpha", &adds_note("Notes."))),
                ("c/crane.md", base()),
            ],
            &[(length, json!(250))],
        )
        .found(),
        case(
            "an overlay in a folder that comes before those of apps",
            &[
                (
                    "a/crane.md",
                    overlay(&changes("fab_Note", "", "|MaxLength|300|")),
                ),
                ("b/crane.md", app("Alpha", &adds_note("Notes."))),
                ("c/crane.md", base()),
                ("d/crane.md", app_of("Patch", "Alpha", &longer())),
            ],
            &[(length, json!(300))],
        )
        .found(),
        case(
            "an app that changes a column which this version of the base page lacks",
            &[
                ("base.md", base()),
                (
                    "app.md",
                    app(
                        "Alpha",
                        &changes("fab_Gone", "Fabrikam", "|RequiredLevel|None|"),
                    ),
                ),
            ],
            &[("columns/fab_Gone", Value::Null)],
        )
        .reported(&["warning DV0054 @app.md:8"]),
        case(
            "an overlay that changes a column which no page has",
            &[
                ("base.md", base()),
                (
                    "own.md",
                    overlay(&changes("fab_Gone", "", "|RequiredLevel|None|")),
                ),
            ],
            &[],
        )
        .reported(&["error DV0054 @own.md:5"]),
        case(
            "an overlay whose title is the name of the table",
            &[
                ("base.md", base()),
                (
                    "own.md",
                    overlay(&changes("fab_Load", "", "|RequiredLevel|None|"))
                        .replace(" table/entity reference", ""),
                ),
            ],
            &[],
        )
        .reported(&["error DV0006 @own.md:1"]),
    ]
}

fn options_of_apps() -> Vec<Case> {
    let alpha = || {
        (
            "alpha.md",
            app("Alpha", &options("Fabrikam", &[(2, "Heavy"), (3, "Bulky")])),
        )
    };
    let other = || {
        (
            "beta.md",
            app("Beta", &options("Fabrikam", &[(2, "Schwer"), (4, "Long")])),
        )
    };
    vec![
        case(
            "options that two apps add alike",
            &[
                ("base.md", base()),
                alpha(),
                (
                    "beta.md",
                    app("Beta", &options("Fabrikam", &[(2, "Heavy"), (4, "Long")])),
                ),
            ],
            &[
                ("columns/fab_Load/options/2/label", json!("Heavy")),
                ("columns/fab_Load/options/3/label", json!("Bulky")),
                ("columns/fab_Load/options/4/label", json!("Long")),
            ],
        ),
        case(
            "an option that two apps add, with other labels",
            &[("base.md", base()), alpha(), other()],
            &[
                ("columns/fab_Load/options/2/label", json!("Schwer")),
                ("columns/fab_Load/options/4/label", json!("Long")),
            ],
        )
        .reported(&["warning DV0111 @beta.md:16"]),
        case(
            "an overlay that settles the label of an option",
            &[
                ("base.md", base()),
                alpha(),
                other(),
                ("own.md", overlay(&options("", &[(2, "Very heavy")]))),
            ],
            &[("columns/fab_Load/options/2/label", json!("Very heavy"))],
        ),
        case(
            "an app that changes the option of another app",
            &[
                ("base.md", base()),
                alpha(),
                (
                    "beta.md",
                    app_of("Beta", "Alpha", &options("Alpha", &[(2, "Very heavy")])),
                ),
            ],
            &[("columns/fab_Load/options/2/label", json!("Very heavy"))],
        ),
        case(
            "one label for two options of two apps",
            &[
                ("base.md", base()),
                alpha(),
                (
                    "beta.md",
                    app("Beta", &options("Fabrikam", &[(4, "Bulky")])),
                ),
            ],
            &[("columns/fab_Load/options/4/label", json!("Bulky"))],
        )
        .reported(&["warning DV0096 @beta.md:16"]),
    ]
}

fn messages_and_relationships() -> Vec<Case> {
    let pages =
        |base: String, sections: &str| vec![("base.md", base), ("app.md", app("Alpha", sections))];
    vec![
        case(
            "events of two apps",
            &[
                ("base.md", base()),
                ("alpha.md", app("Alpha", EVENTS)),
                ("beta.md", app("Beta", EVENTS)),
            ],
            &[
                ("events/BulkRetain/name", json!("BulkRetain")),
                ("messages/Upsert/is_event", json!(true)),
            ],
        ),
        case(
            "a message that is an event for one page only",
            &pages(base(), &messages("False")),
            &[
                ("messages/Upsert/is_event", json!(false)),
                ("messages/BulkRetain/is_event", json!(true)),
            ],
        )
        .reported(&["warning DV0111 @app.md:10"]),
        case(
            "a message that is an event for both pages",
            &pages(base(), &messages("True")),
            &[("messages/Upsert/is_event", json!(true))],
        ),
        case(
            "messages of an app, where the base page lists none",
            &pages(base_without_messages(), &messages("True")),
            &[("messages", Value::Null)],
        ),
        case(
            "an app that changes a relationship which this version of the base page lacks",
            &pages(base(), &changes_relationship("fab_crane_yard", "Fabrikam")),
            &[("many_to_one/fab_crane_yard", Value::Null)],
        )
        .reported(&["warning DV0054 @app.md:10"]),
    ]
}

#[test]
fn base_pages_and_apps() {
    bases().iter().for_each(Case::check);
}

/// For `check`, the base page may be elsewhere.
#[test]
fn app_without_its_base_page() {
    let pages = [("app.md", app("Alpha", &adds_note("Notes.")))];
    let folder = folder(&pages);
    assert_eq!(
        checked(folder.path(), &pages, Passed::Named),
        ["warning DV0057 pages/app.md:1"]
    );
    let errors = built(folder.path(), &pages, Passed::Named).expect_err("there is no base page");
    assert_eq!(shown_all(&errors), ["error DV0057 pages/app.md:1"]);
}

#[test]
fn columns_of_several_pages() {
    columns().iter().for_each(Case::check);
}

#[test]
fn options_of_several_pages() {
    options_of_apps().iter().for_each(Case::check);
}

#[test]
fn messages_and_relationships_of_several_pages() {
    messages_and_relationships().iter().for_each(Case::check);
}
