//! `dataverse-schema check --explain`: every code has an explanation with an example, and each
//! example is true.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use dataverse_schema_pages::Code;
use tempfile::TempDir;

use crate::gadget::{self, DEFINITIONS};

/// How the example of a code is set up, if it isn't a change of `PARCEL` alone.
enum Setup {
    /// A change of this file.
    Change(&'static str),
    /// Two files, with the wrong line and with the right one.
    Files(&'static str, &'static str),
    /// A change of this file, beside its base page.
    Extension(&'static str),
    /// Two commands.
    Commands,
    /// A change of this definition of a table.
    Definition(&'static str),
    /// An example that can't be run here.
    Untested,
}

const PARCEL: &str = "tests/pages/contoso_parcel.md";
const OPERATIONS: &str = "tests/pages/operations/contoso_operations.md";
const CRATE: &str = "tests/pages/contoso_crate.md";
const OVERLAY: &str = "tests/pages/overlay/contoso_parcel.md";
const INSURANCE: &str = "tests/pages/insurance/contoso_parcel.md";
const LOCKER: &str = "tests/pages/layouts/older_2019.md";
const DEFINITION: &str = "tests/definitions/contoso_gadget/definition.json";

fn setup(code: Code) -> Setup {
    match code {
        Code::NotATablePage
        | Code::ConflictingDefinition
        | Code::Contradiction
        | Code::UnknownChange
        | Code::NameCollision
        | Code::FixedRow
        | Code::MissingRelationship
        | Code::InvalidKeyColumn
        | Code::EmptyChange
        | Code::InvalidColor
        | Code::OptionsOfNonChoice => Setup::Extension(OVERLAY),
        Code::UnmarkedNoteLine | Code::InvalidHeadingLevel => Setup::Extension(INSURANCE),
        Code::EmptyPage => Setup::Files("tests/pages/bad_empty.md", CRATE),
        Code::UnsupportedLayout => Setup::Files("tests/pages/layouts/g1_2018.md", PARCEL),
        Code::InvalidUtf8
        | Code::UnclosedMarkup
        | Code::RowOutsideTable
        | Code::UnknownSubsection
        | Code::EmptySection
        | Code::UnknownText
        | Code::IgnoredInclude
        | Code::MisplacedDefaultValue => Setup::Change(CRATE),
        Code::InvalidBooleanOption => Setup::Change("tests/pages/layouts/older_2023.md"),
        Code::MissingEnd | Code::MismatchedEnd => Setup::Change(LOCKER),
        Code::MissingLabels
        | Code::UnknownLabelOwner
        | Code::InvalidLanguage
        | Code::InvalidNumberFormat
        | Code::OddPart => Setup::Change("tests/pages/contoso_gadget.md"),
        Code::UnknownType => Setup::Change(OPERATIONS),
        Code::IncompletePage => Setup::Change("tests/pages/contoso_tag.md"),
        Code::CannotReadFile
        | Code::MissingBase
        | Code::SecondBase
        | Code::MissingPage
        | Code::InvalidPattern
        | Code::UnusedOption
        | Code::UnknownNameInOption
        | Code::InvalidInput
        | Code::CannotWriteFile
        | Code::OutdatedFile
        | Code::NoPages
        | Code::UnknownTable
        | Code::UnknownOperation
        | Code::UnknownEntitySet
        | Code::MissingDefinition
        | Code::DuplicateDefinition
        | Code::RejectedRequest
        | Code::IncompleteList
        | Code::UnknownLanguage
        | Code::InvalidArchive
        | Code::UnsafeArchive
        | Code::InvalidXml
        | Code::InvalidSolution
        | Code::UnsupportedSolution
        | Code::NoSolution
        | Code::IncompleteSolution => Setup::Commands,
        Code::InvalidJson | Code::InvalidDefinition | Code::MissingMember => {
            Setup::Definition(DEFINITION)
        }
        // Those of `pull` need an environment: `tests/it/pull` plays one. A picture needs many tables, or
        // a fault in a library.
        Code::RelativeManifestDir
        | Code::MissingOutDir
        | Code::UnreachableEnvironment
        | Code::NotSignedIn
        | Code::ForeignPage
        | Code::TooLargePicture
        | Code::FailedLayout
        | Code::UnknownSolution => Setup::Untested,
        _ => Setup::Change(PARCEL),
    }
}

#[test]
fn each_code_has_a_file_and_each_file_a_code() {
    let entries = fs::read_dir(folder()).expect("the folder exists");
    let files: BTreeSet<String> = entries
        .map(|entry| entry.expect("an entry").file_name())
        .map(|name| name.into_string().expect("UTF-8"))
        .collect();
    let codes = Code::ALL.iter().map(|code| format!("{code}.md"));
    assert_eq!(files, codes.collect());
    let mut sorted = Code::ALL.to_vec();
    sorted.sort_by_key(|code| code.as_str());
    assert_eq!(sorted, Code::ALL, "the codes are unique and in order");
    for code in Code::ALL {
        assert_eq!(code.as_str().parse(), Ok(*code));
        let output = run(Path::new("."), &["check", "--explain", code.as_str()]);
        assert!(output.status.success());
        assert_eq!(String::from_utf8_lossy(&output.stdout), text(*code));
    }
}

#[test]
fn code_is_explained_in_any_case() {
    let upper = run(Path::new("."), &["check", "--explain", "DV0012"]);
    let lower = run(Path::new("."), &["check", "--explain", "dv0012"]);
    assert_eq!(upper, lower);
    assert!(lower.stderr.is_empty());
    let shown = String::from_utf8_lossy(&lower.stdout).into_owned();
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("explain", shown);
    });
}

#[test]
fn unknown_code_is_an_invalid_argument() {
    for (code, expected) in [
        ("DV12", "unknown code; did you mean `DV0012`?"),
        ("12", "unknown code; did you mean `DV0012`?"),
        ("DX0012", "unknown code; did you mean `DV0012`?"),
        ("unknown-key", "unknown code; codes look like `DV0012`"),
    ] {
        let output = run(Path::new("."), &["check", "--explain", code]);
        assert_eq!(output.status.code(), Some(2), "{code}");
        assert!(output.stdout.is_empty());
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(stderr.contains(expected), "{stderr}");
    }
    let with_page = run(Path::new("."), &["check", "page.md", "--explain", "DV0012"]);
    assert_eq!(with_page.status.code(), Some(2));
}

/// The right lines don't cause the diagnostic, and the wrong lines cause it and nothing else.
#[test]
fn each_example_is_true() {
    let failures: Vec<String> = Code::ALL
        .iter()
        .filter_map(|code| {
            let example = Example::of(*code);
            let (wrong, right) = match example.codes(&setup(*code))? {
                Ok(codes) => codes,
                Err(missing) => return Some(format!("{code}: {missing}")),
            };
            let caused: Vec<&String> = wrong.difference(&right).collect();
            let is_true = caused == [code.as_str()] && !right.contains(code.as_str());
            (!is_true).then(|| format!("{code}: wrong {wrong:?}, right {right:?}"))
        })
        .collect();
    assert!(failures.is_empty(), "{failures:#?}");
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("explanations")
}

fn text(code: Code) -> String {
    fs::read_to_string(folder().join(format!("{code}.md"))).expect("it exists")
}

fn file(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    fs::read_to_string(path).unwrap_or_default()
}

/// The codes in the output of a command.
type Codes = BTreeSet<String>;

/// The lines of an example with and without the mistake.
struct Example {
    wrong: String,
    right: String,
}

impl Example {
    fn of(code: Code) -> Self {
        let text = text(code);
        let (explanation, example) = text.split_once("\n```diff\n").expect("an example");
        let example = example.strip_suffix("```\n").expect("it ends the file");
        assert!(explanation.contains("\n\n"), "{code}: what, and what to do");
        let side = |mark: char| -> String {
            example
                .split_inclusive('\n')
                .filter_map(|line| line.strip_prefix([' ', mark]))
                .collect()
        };
        Self {
            wrong: side('-'),
            right: side('+'),
        }
    }

    /// Returns the codes that the wrong lines cause, and those that the right lines cause.
    ///
    /// Returns `None` if the example can't be run.
    ///
    /// # Errors
    /// If a file doesn't contain a line of the example.
    fn codes(&self, setup: &Setup) -> Option<Result<(Codes, Codes), String>> {
        let codes = |with: &dyn Fn(&str) -> Codes, path| {
            let (wrong, right) = self.change(path)?;
            Ok((with(&wrong), with(&right)))
        };
        Some(match setup {
            Setup::Untested => return None,
            Setup::Commands => Ok((run_line(&self.wrong), run_line(&self.right))),
            Setup::Files(wrong, right) => {
                let (wrong, right) = (file(wrong), file(right));
                if !wrong.contains(&self.wrong) || !right.contains(&self.right) {
                    return Some(Err("a file lacks its line".to_owned()));
                }
                let check = |page: &str| check(&[("page.md", page)]);
                Ok((check(&wrong), check(&right)))
            }
            Setup::Change(path) => codes(&|page| check(&[("page.md", page)]), path),
            Setup::Extension(path) => {
                let base = file(PARCEL);
                let check = |page: &str| check(&[("base.md", &base), ("page.md", page)]);
                codes(&check, path)
            }
            Setup::Definition(path) => codes(&convert, path),
        })
    }

    /// Returns the file with the wrong lines and as it is.
    fn change(&self, path: &str) -> Result<(String, String), String> {
        let right = file(path);
        let from = format!("\n{right}").find(&format!("\n{}", self.right));
        let from = from.ok_or_else(|| format!("{path} lacks\n{}", self.right))?;
        let (before, after) = right.split_at(from);
        let after = &after[self.right.len()..];
        Ok((format!("{before}{}{after}", self.wrong), right))
    }
}

/// Checks pages. A replacement character stands for a byte that isn't UTF-8.
fn check(pages: &[(&str, &str)]) -> Codes {
    let folder = TempDir::new().expect("a folder");
    for (name, text) in pages {
        let bytes = text.split('\u{fffd}').collect::<Vec<_>>();
        let bytes = bytes.iter().map(|part| part.as_bytes()).collect::<Vec<_>>();
        fs::write(folder.path().join(name), bytes.join(&0xfc)).expect("a file");
    }
    let names = pages.iter().map(|(name, _)| *name);
    let arguments: Vec<&str> = ["check"].into_iter().chain(names).collect();
    codes(&run(folder.path(), &arguments))
}

/// Converts the definition with the others of its table to a page.
fn convert(definition: &str) -> Codes {
    let folder = prepared();
    fs::write(
        folder.path().join("definitions/definition.json"),
        definition,
    )
    .expect("a file");
    run_in(&folder, "dataverse-schema page definitions/*.json")
}

fn run_line(line: &str) -> Codes {
    run_in(&prepared(), line)
}

/// Runs a command as a shell would. Of patterns, it resolves only those of definitions.
fn run_in(folder: &TempDir, line: &str) -> Codes {
    let line = line.trim_end();
    let line = line.strip_prefix("dataverse-schema ").expect("the command");
    let definitions: Vec<String> = DEFINITIONS
        .iter()
        .map(|name| format!("definitions/{name}.json"))
        .collect();
    let line = line.replace("definitions/*.json", &definitions.join(" "));
    let arguments: Vec<&str> = line.split(' ').collect();
    codes(&run(folder.path(), &arguments))
}

/// Returns a folder with what the commands of examples name.
fn prepared() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    let path = folder.path();
    for name in [
        "pages",
        "downloaded",
        "overlay",
        "definitions",
        "operations",
        "notes",
        "solution",
        "sets",
    ] {
        fs::create_dir(path.join(name)).expect("a folder");
    }
    let write = |name: &str, text: String| fs::write(path.join(name), text).expect("a file");
    write("pages/contoso_parcel.md", file(PARCEL));
    write("downloaded/contoso_parcel.md", file(PARCEL));
    write("pages/contoso_crate.md", file(CRATE));
    write("overlay/contoso_parcel.md", file(OVERLAY));
    write("notes/todo.txt", "Buy stamps.".to_owned());
    write("old.rs", "// Nothing yet.".to_owned());
    write(
        "error.json",
        r#"{"error": {"code": "0x80040220", "message": "Not allowed."}}"#.to_owned(),
    );
    write(
        "older.json",
        file(DEFINITION).replace("\"MaxLength\": 2000", "\"MaxLength\": 4000"),
    );
    write(
        "first.json",
        r#"{"value": [], "@odata.nextLink": "https://contoso.example/EntityDefinitions?page=2"}"#
            .to_owned(),
    );
    write_solutions(&write);
    for name in DEFINITIONS {
        write(
            &format!("definitions/{name}.json"),
            file(&gadget::definition(name)),
        );
    }
    write("metadata.xml", file("tests/metadata/contoso.xml"));
    write(
        "operations/contoso.md",
        file(OPERATIONS).replace("|contoso_parcel|contoso_parcels|contoso_parcelid|\n", ""),
    );
    folder
}

/// Writes solutions: a good one that needs the other's option set, and those with a mistake.
fn write_solutions(write: &dyn Fn(&str, String)) {
    let wrap = |content: &str| format!("<ImportExportXml>{content}</ImportExportXml>");
    let solution = |entity_set: &str| {
        wrap(&format!(
            r#"<Entities><Entity><Name>contoso_Thing</Name><EntityInfo><entity Name="contoso_Thing">
            <attributes>
              <attribute PhysicalName="contoso_ThingId">
                <Type>primarykey</Type><LogicalName>contoso_thingid</LogicalName>
              </attribute>
              <attribute PhysicalName="contoso_Kind">
                <Type>picklist</Type><LogicalName>contoso_kind</LogicalName>
                <OptionSetName>contoso_kind</OptionSetName>
              </attribute>
            </attributes>{entity_set}</entity></EntityInfo></Entity></Entities>
            <optionsets>{SET}</optionsets>"#
        ))
    };
    const SET: &str = r#"<optionset Name="contoso_kind"><options>
        <option value="1"><labels><label description="Small" languagecode="1033" /></labels></option>
        </options></optionset>"#;
    let good = solution("<EntitySetName>contoso_things</EntitySetName>");
    write("solution/customizations.xml", good.replace(SET, ""));
    write(
        "sets/customizations.xml",
        wrap(&format!("<optionsets>{SET}</optionsets>")),
    );
    write("old.xml", solution(""));
    write("cut.xml", good[..good.len() / 2].to_owned());
    write("wrong.xml", good.replace("picklist", "hologram"));
    write("deep.xml", "<Entity>".repeat(1_000));
    write("broken.zip", "PK".to_owned());
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dataverse-schema"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .expect("the command runs")
}

/// Returns the codes in the messages.
fn codes(output: &Output) -> Codes {
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(!stderr.contains("panicked"), "{stderr}");
    assert!(!stderr.contains("Usage:"), "{stderr}");
    stderr
        .lines()
        .filter_map(|line| {
            let rest = line
                .strip_prefix("error[")
                .or_else(|| line.strip_prefix("warning["))?;
            Some(rest.split_once(']')?.0.to_owned())
        })
        .collect()
}
