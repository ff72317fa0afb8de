//! What is made of pages: by `check`, by `read_pages`, and by `Builder`, which does what the macro does.

use std::fs;
use std::path::Path;
use std::process::Command;

use dataverse_schema_codegen::Builder;
use dataverse_schema_pages::{Code, Diagnostic, Source, read_pages, render_page};
use serde_json::Value;
use tempfile::TempDir;

/// How the pages are passed.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Passed {
    /// By their names, in their order.
    Named,
    /// In a folder, where their names are sorted.
    Found,
}

/// The merged table, or the errors.
pub(super) struct Outcome {
    /// Errors and warnings of `check`, such as `error DV0012 base.md:12`.
    pub(super) diagnostics: Vec<String>,
    /// The merged table as JSON, if there are no errors.
    pub(super) table: Option<Value>,
    /// Texts of the errors.
    pub(super) messages: Vec<String>,
}

/// Returns what is made of pages, which must be the same for `check`, `read_pages`, and `Builder`.
///
/// Code of several pages must be that of one page of the merged table.
pub(super) fn outcome(pages: &[(&str, String)], passed: Passed) -> Outcome {
    let folder = folder(pages);
    let diagnostics = checked(folder.path(), pages, passed);
    let errors: Vec<&String> = diagnostics
        .iter()
        .filter(|d| d.starts_with("error"))
        .collect();
    let (by_reading, table) = read(folder.path(), pages, passed);
    let by_building = built(folder.path(), pages, passed);
    let built_errors = by_building.as_ref().err().map_or(&[][..], |errors| errors);
    assert_eq!(
        by_reading.iter().map(shown).collect::<Vec<_>>(),
        shown_all(built_errors)
    );
    assert_eq!(errors, shown_all(built_errors).iter().collect::<Vec<_>>());
    let texts = |errors: &[Diagnostic]| errors.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(texts(&by_reading), texts(built_errors));
    if let (Some((_, single)), Ok(code)) = (&table, &by_building) {
        let single = self::folder(&[("crane.md", single.clone())]);
        let expected = built(single.path(), &[("crane.md", String::new())], Passed::Named);
        assert!(*code == expected.expect("the page of the merged table is valid"));
    }
    Outcome {
        messages: built_errors
            .iter()
            .map(|error| error.message().to_owned())
            .collect(),
        diagnostics,
        table: table.map(|(table, _)| table),
    }
}

/// Returns a folder with pages below `pages`.
pub(super) fn folder(pages: &[(&str, String)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be created");
    for (name, text) in pages {
        let path = folder.path().join("pages").join(name);
        let parent = path.parent().expect("a file in the folder");
        fs::create_dir_all(parent).expect("it can be created");
        fs::write(path, text).expect("it can be written");
    }
    folder
}

fn path(name: &str) -> String {
    format!("pages/{name}")
}

/// Returns errors as [`checked`] shows them.
pub(super) fn shown_all(diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics.iter().map(shown).collect()
}

fn shown(error: &Diagnostic) -> String {
    let code = error.code().as_str();
    match error.location() {
        Some(location) => format!(
            "error {code} {}:{}",
            location.source.name(),
            location.start().0
        ),
        None => format!("error {code}"),
    }
}

/// Returns the diagnostics of `check`.
pub(super) fn checked(folder: &Path, pages: &[(&str, String)], passed: Passed) -> Vec<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dataverse-schema"));
    command
        .args(["check", "--format", "json"])
        .current_dir(folder);
    match passed {
        Passed::Named => command.args(pages.iter().map(|(name, _)| path(name))),
        Passed::Found => command.arg("pages"),
    };
    let output = command.output().expect("the command runs");
    let stdout = String::from_utf8(output.stdout).expect("UTF-8");
    let objects = stdout
        .lines()
        .map(|line| serde_json::from_str(line).expect("an object"));
    let diagnostics: Vec<String> = objects
        .map(|d: Value| {
            let text = |key: &str| d[key].as_str().unwrap_or_default().to_owned();
            format!(
                "{} {} {}:{}",
                text("severity"),
                text("code"),
                text("file"),
                d["line"]
            )
        })
        .collect();
    let has_errors = diagnostics.iter().any(|d| d.starts_with("error"));
    assert_eq!(output.status.code(), Some(i32::from(has_errors)));
    diagnostics
}

/// Returns the errors of `read_pages`, or the merged table and its page.
fn read(
    folder: &Path,
    pages: &[(&str, String)],
    passed: Passed,
) -> (Vec<Diagnostic>, Option<(Value, String)>) {
    let mut names: Vec<&str> = pages.iter().map(|(name, _)| *name).collect();
    if passed == Passed::Found {
        names.sort_unstable();
    }
    let sources: Vec<Source> = names
        .into_iter()
        .map(|name| {
            let source =
                Source::load(&folder.join(path(name)), path(name)).expect("the page exists");
            if passed == Passed::Found {
                source.found()
            } else {
                source
            }
        })
        .collect();
    match read_pages(&sources) {
        Ok(tables) => {
            let [table] = tables.as_slice() else {
                panic!("{} tables", tables.len());
            };
            let json = serde_json::to_value(table).expect("valid JSON");
            (Vec::new(), Some((json, render_page(table))))
        }
        Err(errors) => (errors, None),
    }
}

/// Returns the code that `Builder` generates, or its errors.
pub(super) fn built(
    folder: &Path,
    pages: &[(&str, String)],
    passed: Passed,
) -> Result<String, Vec<Diagnostic>> {
    let input = match passed {
        Passed::Named => pages
            .iter()
            .map(|(name, _)| format!("{:?}, ", path(name)))
            .collect(),
        Passed::Found => "\"pages/**/*.md\", ".to_owned(),
    };
    let builder = Builder::new(format!("{input}dir = \"\"")).manifest_dir(folder);
    match builder.generate() {
        Ok(generated) => Ok(generated.code),
        Err(error) => {
            let errors = error.diagnostics().to_vec();
            assert!(
                errors
                    .iter()
                    .all(|error| error.code() != Code::InvalidInput),
                "{error}"
            );
            Err(errors)
        }
    }
}

/// Returns what is at a path such as `columns/fab_Load/options/1/label`. Items of lists are named by
/// their schema names, names, or values.
pub(super) fn fact<'a>(table: &'a Value, path: &str) -> &'a Value {
    path.split('/').fold(table, |value, step| match value {
        Value::Array(items) => {
            let is_named = |item: &&Value| {
                let names = ["schema_name", "name", "value"].map(|key| &item[key]);
                names.iter().any(|name| {
                    let number = name.as_i64();
                    name.as_str() == Some(step) || number.is_some() && number == step.parse().ok()
                })
            };
            items.iter().find(is_named).unwrap_or(&Value::Null)
        }
        value => &value[step],
    })
}
