//! `dataverse-schema check`: diagnostics as text and as JSON.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

fn workspace() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dataverse-schema"));
    command.arg("check").args(arguments).current_dir(folder);
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command
}

fn run(mut command: Command) -> Output {
    command.output().expect("the command runs")
}

/// Returns the exit status and stderr; stdout must be empty.
fn text(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let output = run(command(folder, arguments));
    assert!(output.stdout.is_empty(), "errors go to stderr");
    let stderr = String::from_utf8(output.stderr).expect("UTF-8");
    (output.status.code(), stderr)
}

/// Returns the exit status and the objects on stdout; stderr must be empty.
fn json(folder: &Path, arguments: &[&str]) -> (Option<i32>, Vec<Value>) {
    let output = run(command(
        folder,
        &[arguments, &["--format", "json"]].concat(),
    ));
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.is_empty(), "{stderr}");
    let stdout = String::from_utf8(output.stdout).expect("UTF-8");
    let objects = stdout.lines();
    let objects = objects.map(|line| serde_json::from_str(line).expect("a line is an object"));
    (output.status.code(), objects.collect())
}

fn page(name: &str) -> String {
    fs::read_to_string(workspace().join("tests/pages").join(name)).expect("the page exists")
}

/// Returns the text with `old`, which must occur once, replaced.
fn replace_once(text: &str, old: &str, new: &str) -> String {
    assert_eq!(text.matches(old).count(), 1, "{old} occurs once");
    text.replace(old, new)
}

/// Creates a folder with pages.
fn folder(pages: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be created");
    for (name, text) in pages {
        let path = folder.path().join(name);
        let parent = path.parent().expect("a file in the folder");
        fs::create_dir_all(parent).expect("it can be created");
        fs::write(path, text).expect("it can be written");
    }
    folder
}

fn last_line(text: &str) -> &str {
    text.lines().last().unwrap_or_default()
}

fn string<'a>(object: &'a Value, key: &str) -> &'a str {
    let value = object[key].as_str();
    value.unwrap_or_else(|| panic!("no text `{key}` in {object}"))
}

fn number(object: &Value, key: &str) -> usize {
    let value = object[key].as_u64().and_then(|n| n.try_into().ok());
    value.unwrap_or_else(|| panic!("no number `{key}` in {object}"))
}

/// Returns the text at the span of a diagnostic. Line and column must agree with the bytes.
fn marked<'a>(location: &Value, text: &'a str) -> &'a str {
    let (start, end) = (number(location, "byte_start"), number(location, "byte_end"));
    let ends = [
        (start, ["line", "column"]),
        (end, ["end_line", "end_column"]),
    ];
    for (offset, keys) in ends {
        let before = text[..offset].trim_start_matches('\u{feff}');
        let before = before.replace("\r\n", "\n").replace('\r', "\n");
        let line = before.rsplit('\n').next().unwrap_or_default();
        let expected = [before.matches('\n').count() + 1, line.chars().count() + 1];
        assert_eq!(
            keys.map(|key| number(location, key)),
            expected,
            "{location}"
        );
    }
    &text[start..end]
}

#[test]
fn text_output_looks_like_rustc() {
    let names = [
        "bad_several.md",
        "bad_option.md",
        "bad_near_key.md",
        "bad_empty.md",
        "bad_duplicate_column.md",
        "self.md",
        "nowhere.md",
    ];
    let (status, stderr) = text(&workspace().join("tests/pages"), &names);
    assert_eq!(status, Some(1));
    insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("check_text", stderr);
    });
}

#[test]
fn good_pages_have_no_diagnostics() {
    let (status, stderr) = text(workspace(), &["schemas"]);
    assert_eq!(status, Some(0));
    assert_eq!(
        stderr,
        "checked 3 pages, 52 columns: no errors or warnings\n"
    );
    let (status, errors) = json(workspace(), &["schemas"]);
    assert_eq!((status, errors), (Some(0), Vec::new()));
}

#[test]
fn json_has_severity_message_spans_and_helps() {
    let (status, errors) = json(workspace(), &["tests/pages/bad_option.md"]);
    assert_eq!(status, Some(1));
    let text = page("bad_option.md");
    let byte = |what: &str| text.find(what).expect("it exists");
    let (twice, first) = (byte("|1|**Tin**") + 1, byte("|1|**Wood**") + 1);
    assert_eq!(
        errors[0],
        serde_json::json!({
            "severity": "error",
            "code": "DV0015",
            "message": "duplicate value 1",
            "help": [],
            "file": "tests/pages/bad_option.md",
            "line": 67, "column": 2, "end_line": 67, "end_column": 3,
            "byte_start": twice, "byte_end": twice + 1,
            "related": [{
                "label": "first defined here",
                "file": "tests/pages/bad_option.md",
                "line": 66, "column": 2, "end_line": 66, "end_column": 3,
                "byte_start": first, "byte_end": first + 1,
            }],
        })
    );
}

#[test]
fn json_positions_point_at_the_error() {
    let (_, errors) = json(workspace(), &["tests/pages"]);
    let mut shown = Vec::new();
    for error in &errors {
        let text = fs::read_to_string(workspace().join(string(error, "file")));
        // One of the pages isn't UTF-8.
        let Ok(text) = text else { continue };
        shown.push((string(error, "message"), marked(error, &text).to_owned()));
        for related in error["related"].as_array().expect("an array") {
            let text = fs::read_to_string(workspace().join(string(related, "file")));
            let text = text.expect("the page is UTF-8");
            shown.push((string(related, "label"), marked(related, &text).to_owned()));
        }
    }
    for (what, location) in [
        ("unknown value `Text` of `Type`", "Text"),
        ("unknown key `MaxLenght`", "MaxLenght"),
        ("duplicate column `contoso_Size`", "contoso_Size"),
        (
            "invalid table row: expected 2 cells, found 1",
            "|MaxLength 50|",
        ),
        ("first defined here", "contoso_Size"),
        ("first defined here", "1"),
    ] {
        let expected = (what, location.to_owned());
        assert!(shown.contains(&expected), "{expected:?} isn't in {shown:?}");
    }
    let names: Vec<&str> = errors.iter().map(|p| string(p, "file")).collect();
    assert!(names.is_sorted(), "{names:?}");
    for page in errors.chunk_by(|a, b| a["file"] == b["file"]) {
        assert!(page.is_sorted_by_key(|p| number(p, "byte_start")));
    }
}

#[test]
fn columns_count_characters() {
    let bad = replace_once(
        &page("contoso_crate.md"),
        "|MaxLength|50|",
        "|MaxLength|5€ 0|",
    );
    let bad = replace_once(&bad, "A crate.", "Eine Kiste für 5 €.");
    let texts = [
        bad.clone(),
        format!("\u{feff}{bad}"),
        bad.replace('\n', "\r\n"),
        bad.replace('\n', "\r"),
    ];
    for text in &texts {
        let folder = folder(&[("page.md", text)]);
        let (status, errors) = json(folder.path(), &["page.md"]);
        assert_eq!((status, errors.len()), (Some(1), 1));
        assert_eq!(marked(&errors[0], text), "5€ 0");
        let columns = ["column", "end_column"].map(|key| number(&errors[0], key));
        assert_eq!(columns, [12, 16]);
        // And people see the same.
        let (_, stderr) = self::text(folder.path(), &["page.md"]);
        let snippet = "
  --> page.md:63:12
   |
63 | |MaxLength|5€ 0|
   |            ^^^^
";
        assert!(stderr.contains(snippet), "{stderr}");
    }
    let text = "\u{feff}# About";
    let folder = folder(&[("page.md", text)]);
    let (_, errors) = json(folder.path(), &["page.md"]);
    assert_eq!(marked(&errors[0], text), "About");
    let (_, stderr) = self::text(folder.path(), &["page.md"]);
    let snippet = " --> page.md:1:3\n  |\n1 | # About\n  |   ^^^^^\n";
    assert!(stderr.contains(snippet), "{stderr}");
}

/// A page with every kind of unknown content.
fn not_understood() -> String {
    let page = page("contoso_parcel.md");
    let page = replace_once(
        &page,
        "| **OwnershipType** |",
        "| **HasNotes** | `True` |\n| **OwnershipType** |",
    );
    let page = replace_once(
        &page,
        "## Messages",
        "[!INCLUDE [note](../includes/note.md)]\n\n## Messages",
    );
    let page = replace_once(
        &page,
        "## Read-only columns/attributes",
        "## Colours\n\n|Colour|\n|---|\n|Red|\n\n## Read-only columns/attributes",
    );
    let page = replace_once(
        &page,
        "|LogicalName|`contoso_bulknumber`|",
        "|LogicalName|`contoso_bulknumber`|\n|AutoCompleteFormat|`{SEQNUM:4}`|\n|Colour|`#ff0000`|",
    );
    let page = replace_once(
        &page,
        "### <a name=\"BKMK_contoso_Carrier\"></a> contoso_Carrier",
        "Counted by hand.\n\n### <a name=\"BKMK_contoso_Carrier\"></a> contoso_Carrier",
    );
    let (before, relationship) = page
        .split_once("### <a name=\"BKMK_contoso_parcel_carrier\"></a>")
        .expect("it exists");
    let relationship = relationship.replacen(
        "Archive: `RemoveLink`",
        "Archive: `RemoveLink`<br />Burn: `NoCascade`",
        1,
    );
    let page = format!("{before}### <a name=\"BKMK_contoso_parcel_carrier\"></a>{relationship}");
    replace_once(
        &page,
        "## Many-to-One relationships",
        "## Alternate keys

### <a name=\"BKMK_contoso_ByName\"></a> contoso_ByName

|Property|Value|
|---|---|
|LogicalName|`contoso_byname`|
|KeyAttributes|`contoso_name`|
|EntityKeyIndexStatus|Active|

## Many-to-One relationships",
    )
}

#[test]
fn unused_content_is_a_warning() {
    let text = not_understood();
    let folder = folder(&[("page.md", &text)]);
    let (status, errors) = json(folder.path(), &["page.md"]);
    assert_eq!(status, Some(0), "warnings are not errors");
    let shown: Vec<_> = errors
        .iter()
        .map(|error| {
            assert_eq!(error["severity"], "warning");
            let message = string(error, "message");
            let what = message.strip_suffix(" is ignored");
            let related = error["related"].as_array().expect("an array");
            let related = related.iter().map(|location| {
                let label = string(location, "label").strip_prefix("in ");
                (label.expect("a message"), marked(location, &text))
            });
            (
                what.expect("a warning ends like this"),
                marked(error, &text),
                related.collect::<Vec<_>>(),
            )
        })
        .collect();
    let bulk_number = vec![("column `contoso_BulkNumber`", "contoso_BulkNumber")];
    let key = vec![("alternate key `contoso_ByName`", "contoso_ByName")];
    let carrier = vec![(
        "relationship `contoso_parcel_carrier`",
        "contoso_parcel_carrier",
    )];
    assert_eq!(
        shown,
        [
            (
                "included file",
                "[!INCLUDE [note](../includes/note.md)]",
                vec![],
            ),
            ("unknown key `HasNotes`", "**HasNotes**", vec![]),
            (
                "unknown key `AutoCompleteFormat`",
                "AutoCompleteFormat",
                bulk_number.clone(),
            ),
            ("unknown key `Colour`", "Colour", bulk_number.clone()),
            ("unknown text", "Counted by hand.", bulk_number),
            ("unknown section `Colours`", "Colours", vec![]),
            (
                "unknown key `EntityKeyIndexStatus`",
                "EntityKeyIndexStatus",
                key,
            ),
            (
                "unknown part `Burn` of `CascadeConfiguration`",
                "Burn",
                carrier,
            ),
        ]
    );
}

#[test]
fn warnings_can_be_denied() {
    let folder = folder(&[("page.md", &not_understood())]);
    let (status, stderr) = text(folder.path(), &["page.md"]);
    assert_eq!(status, Some(0));
    let columns = not_understood().matches("\n|LogicalName|").count() - 1;
    let summary = format!("checked 1 page, {columns} columns: 8 warnings");
    assert_eq!(last_line(&stderr), summary);
    assert_eq!(stderr.matches("warning[").count(), 8, "{stderr}");
    let (status, denied) = text(folder.path(), &["page.md", "--deny-warnings"]);
    assert_eq!(status, Some(1));
    assert_eq!(denied, stderr);
    let (status, _) = json(folder.path(), &["page.md", "--deny-warnings"]);
    assert_eq!(status, Some(1));
    let (status, _) = text(workspace(), &["schemas", "--deny-warnings"]);
    assert_eq!(status, Some(0));
}

#[test]
fn errors_and_warnings_are_sorted_by_page() {
    let bad = page("bad_number.md");
    let pages = [("b.md", not_understood()), ("a.md", bad)];
    let folder = folder(&pages.each_ref().map(|(name, text)| (*name, text.as_str())));
    let (status, stderr) = text(folder.path(), &["b.md", "a.md"]);
    assert_eq!(status, Some(1));
    let ending = last_line(&stderr);
    assert!(ending.starts_with("checked 2 pages, "), "{ending}");
    assert!(
        ending.ends_with(" columns: 1 error, 8 warnings"),
        "{ending}"
    );
    let locations = ["--> a.md:63:12", "--> b.md:"].map(|location| stderr.find(location));
    assert!(
        locations[0].is_some() && locations[0] < locations[1],
        "{stderr}"
    );
}

/// A page with 23 bad rows.
fn bad_rows() -> String {
    let rows: String = (1..=23).map(|n| format!("|Row {n}\n")).collect();
    let rows = format!("|ImeMode|Auto|\n{rows}");
    replace_once(&page("contoso_crate.md"), "|ImeMode|Auto|\n", &rows)
}

#[test]
fn diagnostics_of_a_page_are_capped() {
    let bad = bad_rows();
    let other = page("bad_number.md");
    let folder = folder(&[("bad.md", &bad), ("other.md", &other)]);
    let shown = |limit: &[&str]| {
        let arguments = [&["bad.md", "other.md"], limit].concat();
        let (status, stderr) = text(folder.path(), &arguments);
        assert_eq!(status, Some(1));
        assert!(
            stderr.contains("--> other.md:63:12"),
            "each page has its own"
        );
        assert_eq!(last_line(&stderr), "checked 2 pages, 0 columns: 24 errors");
        let more = stderr.lines().find(|line| line.starts_with("and "));
        (
            stderr.matches("--> bad.md:").count(),
            more.map(str::to_owned),
        )
    };
    let more = |more: &str| Some(format!("and {more} in bad.md (use --limit 0 to show all)"));
    assert_eq!(shown(&[]), (20, more("3 more diagnostics")));
    assert_eq!(shown(&["--limit", "22"]), (22, more("1 more diagnostic")));
    assert_eq!(shown(&["--limit", "23"]), (23, None));
    assert_eq!(shown(&["--limit", "0"]), (23, None));
    let (_, errors) = json(folder.path(), &["bad.md", "--limit", "1"]);
    assert_eq!(errors.len(), 23, "JSON has all");
}

#[test]
fn folders_are_searched_for_pages() {
    let good = page("contoso_crate.md");
    let bad = page("bad_number.md");
    let about = page("bad_not_a_table.md");
    let folder = folder(&[
        ("all/z.md", &bad),
        ("all/deep/er/a.md", &bad),
        ("all/crate.md", &good),
        ("all/README.md", &about),
        ("all/deep/README.md", &bad),
        ("all/about.md", &about),
        ("all/.hidden/b.md", &bad),
        ("all/notes.txt", &bad),
    ]);
    let (status, stderr) = text(folder.path(), &["all"]);
    assert_eq!(status, Some(1));
    let locations = stderr.lines().filter(|line| line.contains("-->"));
    let locations: Vec<&str> = locations.collect();
    assert_eq!(
        locations,
        ["  --> all/deep/er/a.md:63:12", "  --> all/z.md:63:12"]
    );
    let summary = "
skipped 1 file that isn't a table reference page: all/about.md
checked 3 pages, 2 columns: 2 errors
";
    assert!(stderr.ends_with(summary), "{stderr}");
    // Pages given by name aren't skipped, and each page is read once.
    for arguments in [["all", "all/about.md"], ["all/about.md", "all"]] {
        let (status, errors) = json(folder.path(), &arguments);
        assert_eq!(status, Some(1));
        let files: Vec<_> = errors.iter().map(|p| string(p, "file")).collect();
        assert_eq!(files, ["all/about.md", "all/deep/er/a.md", "all/z.md"]);
        let message = string(&errors[0], "message");
        assert!(message.contains("not a table reference page"), "{message}");
    }
    let (_, stderr) = text(folder.path(), &["all/crate.md", "all/crate.md"]);
    assert_eq!(stderr, "checked 1 page, 2 columns: no errors or warnings\n");
}

#[test]
fn skipped_pages_are_listed() {
    let (good, about) = (page("contoso_crate.md"), page("bad_not_a_table.md"));
    let names: Vec<String> = (1..=7).map(|n| format!("about{n}.md")).collect();
    let mut pages: Vec<(&str, &str)> = names.iter().map(|n| (n.as_str(), about.as_str())).collect();
    pages.push(("crate.md", &good));
    let folder = folder(&pages);
    let (status, stderr) = text(folder.path(), &["."]);
    assert_eq!(status, Some(0));
    let expected = "skipped 7 files that aren't table reference pages: ./about1.md, ./about2.md, ./about3.md, ./about4.md, ./about5.md, and 2 more
checked 1 page, 2 columns: no errors or warnings
";
    assert_eq!(stderr, expected);
}

#[test]
fn broken_pages_are_not_skipped() {
    let html = "<!DOCTYPE html>\n<html><body>Account table/entity reference</body></html>\n";
    let old = "# Account\n\n**LogicalName**: account<br />\n";
    let folder = folder(&[
        ("cut.md", &page("bad_cut.md")),
        ("empty.md", ""),
        ("old.md", old),
    ]);
    let (status, errors) = json(folder.path(), &["."]);
    assert_eq!(status, Some(1));
    let files: Vec<_> = errors.iter().map(|p| string(p, "file")).collect();
    assert_eq!(files, ["./cut.md", "./empty.md", "./old.md"]);
    let folder = self::folder(&[("page.md", html)]);
    let (status, stderr) = text(folder.path(), &["."]);
    assert_eq!(status, Some(1), "checking nothing is not a success");
    assert!(
        stderr.starts_with("error[DV0070]: no table reference pages found\n"),
        "{stderr}"
    );
    assert!(stderr.contains("skipped 1 file that isn't a table reference page: ./page.md\n"));
}

#[test]
fn missing_files_are_errors() {
    let good = page("contoso_crate.md");
    let folder = folder(&[("pages/crate.md", &good), ("empty/notes.txt", "")]);
    let (status, stderr) = text(
        folder.path(),
        &["pages/crat.md", "page/crate.md", "pagse", "empty", "pages"],
    );
    assert_eq!(status, Some(1));
    let expected = "\
error[DV0061]: cannot find file or folder `pages/crat.md`
 |
 = help: did you mean `crate.md`?

error[DV0061]: cannot find file or folder `page/crate.md`

error[DV0061]: cannot find file or folder `pagse`
 |
 = help: did you mean `pages`?

error[DV0070]: no pages in folder `empty`
 |
 = help: add files named `*.md`, or pass another folder

checked 1 page, 2 columns: 4 errors
";
    assert_eq!(stderr, expected);
    let (status, errors) = json(folder.path(), &["pages/crat.md", "pages"]);
    assert_eq!(status, Some(1));
    assert_eq!(
        errors,
        [serde_json::json!({
            "severity": "error",
            "code": "DV0061",
            "message": "cannot find file or folder `pages/crat.md`",
            "help": ["did you mean `crate.md`?"],
            "related": [],
        })]
    );
}

#[test]
fn invalid_arguments_are_errors() {
    for arguments in [
        &[][..],
        &["schemas", "--limit", "many"],
        &["schemas", "--format", "xml"],
        &["schemas", "--hue"],
    ] {
        let output = run(command(workspace(), arguments));
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn colors_and_progress_need_a_terminal() {
    let arguments = ["tests/pages"];
    let (_, plain) = text(workspace(), &arguments);
    assert!(plain.matches("error[").count() > 8, "{plain}");
    assert!(!plain.contains(['\u{1b}', '\r']), "{plain:?}");
    let mut colored = command(workspace(), &arguments);
    colored.env("CLICOLOR_FORCE", "1");
    let colored = String::from_utf8(run(colored).stderr).expect("UTF-8");
    assert!(colored.contains("\u{1b}["), "{colored:?}");
}

#[test]
fn control_characters_are_not_printed() {
    let page = page("contoso_crate.md");
    let bad = replace_once(
        &page,
        "|MaxLength|50|",
        "|MaxLength|\u{1b}[31m\u{9b}31m\u{202e}50\u{7}|",
    );
    let folder = folder(&[
        ("page.md", &bad),
        ("about\u{1b}[2J.md", "# About"),
        ("page\u{1b}[2J.md", &bad),
    ]);
    let (_, stderr) = text(folder.path(), &["."]);
    for shown in [
        "`␛[31m·31m�50␇`",
        "63 | |MaxLength|␛[31m·31m�50␇|\n",
        "--> ./page␛[2J.md:63:12",
        ": ./about␛[2J.md\n",
    ] {
        assert!(stderr.contains(shown), "{shown} isn't in {stderr}");
    }
    let commands = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
    assert!(!stderr.contains(commands), "{stderr:?}");
    let long = replace_once(
        &page,
        "|MaxLength|50|",
        &format!("|MaxLength|{}|", "50 ".repeat(100_000)),
    );
    let folder = self::folder(&[("page.md", &long)]);
    let (_, stderr) = text(folder.path(), &["page.md"]);
    assert!(stderr.contains("--> page.md:63:12"), "{stderr}");
    assert!(stderr.len() < 3000, "a long line is cut: {}", stderr.len());
}

#[test]
fn pages_of_one_table_are_checked_together() {
    let overlay = page("overlay/contoso_parcel.md");
    let wrong = replace_once(&overlay, "|MaxLength|30|", "|Type|Memo|");
    let base = page("contoso_parcel.md");
    let pages = folder(&[
        ("base.md", &base),
        ("good.md", &overlay),
        ("wrong.md", &wrong),
    ]);
    let (status, shown) = text(pages.path(), &["base.md", "good.md"]);
    assert_eq!(status, Some(0), "{shown}");
    assert_eq!(
        last_line(&shown),
        "checked 2 pages, 36 columns: no errors or warnings"
    );

    let (status, errors) = json(pages.path(), &["wrong.md", "base.md"]);
    assert_eq!(status, Some(1));
    let [error] = errors.as_slice() else {
        panic!("{errors:#?}");
    };
    assert_eq!(string(error, "file"), "wrong.md");
    assert_eq!(marked(error, &wrong), "Memo");
    assert_eq!(marked(&error["related"][0], &base), "String");

    let (status, shown) = text(pages.path(), &["good.md"]);
    assert_eq!(status, Some(0), "{shown}");
    assert!(
        shown.contains("missing base page of table `contoso_Parcel`, which this page extends"),
        "{shown}"
    );
    assert_eq!(last_line(&shown), "checked 1 page, 1 column: 1 warning");
}

#[test]
fn errors_on_one_page_cause_none_on_the_others() {
    let base = page("contoso_parcel.md");
    let app = page("insurance/contoso_parcel.md");
    let overlay = page("overlay/contoso_parcel.md");
    let carrier = page("contoso_carrier.md");
    let broken = replace_once(
        &base,
        "|LogicalName|`contoso_pin`|",
        "|LogicalName|contoso pin|",
    );
    let untitled = replace_once(
        &base,
        "\n# Parcel (contoso_Parcel) table/entity reference (Contoso)\n",
        "",
    );
    let broken_app = app.replacen("|Type|", "|Type|X", 1);
    let change = overlay.replace(
        "### contoso_Name\n",
        "### contoso_Insurer\n\n|Property|Value|\n|---|---|\n|RequiredLevel|None|\n\n### contoso_Name\n",
    );
    let cases: [(&str, &[(&str, &str)]); 5] = [
        ("base.md", &[("base.md", &broken), ("overlay.md", &overlay)]),
        (
            "base.md",
            &[
                ("base.md", &broken),
                ("app.md", &app),
                ("carrier.md", &carrier),
                ("overlay.md", &overlay),
            ],
        ),
        (
            "base.md",
            &[
                ("base.md", &untitled),
                ("carrier.md", &carrier),
                ("overlay.md", &overlay),
            ],
        ),
        (
            "base.md",
            &[
                ("base.md", ""),
                ("carrier.md", &carrier),
                ("overlay.md", &overlay),
            ],
        ),
        (
            "app.md",
            &[
                ("base.md", &base),
                ("app.md", &broken_app),
                ("overlay.md", &change),
            ],
        ),
    ];
    for (cause, pages) in cases {
        let files = folder(pages);
        let names: Vec<&str> = pages.iter().map(|(name, _)| *name).collect();
        let (status, diagnostics) = json(files.path(), &names);
        assert_eq!(status, Some(1));
        assert!(!diagnostics.is_empty());
        for diagnostic in diagnostics {
            assert_eq!(string(&diagnostic, "file"), cause, "{diagnostic:#}");
        }
    }
    let pages = folder(&[("carrier.md", &carrier), ("overlay.md", &overlay)]);
    let (_, diagnostics) = json(pages.path(), &["base.md", "carrier.md", "overlay.md"]);
    let [missing] = diagnostics.as_slice() else {
        panic!("{diagnostics:#?}");
    };
    assert_eq!(missing["code"], "DV0061");
}

#[test]
fn pages_that_belong_together_are_listed() {
    let overlay = page("overlay/contoso_parcel.md");
    let app = page("insurance/contoso_parcel.md");
    let lone = page("overlay/contoso_depot.md");
    let pages = folder(&[
        ("app/contoso_parcel.md", &app),
        ("base.md", &page("contoso_parcel.md")),
        ("carrier.md", &page("contoso_carrier.md")),
        ("overlay.md", &overlay),
    ]);
    let (_, shown) = text(pages.path(), &["."]);
    assert!(
        shown.contains("extension pages of 1 table (run with --pages to list them)\nchecked 4"),
        "{shown}"
    );
    let (_, shown) = text(pages.path(), &[".", "--pages"]);
    let list = "contoso_parcel\n  base page  ./base.md\n  extension  ./app/contoso_parcel.md\n  overlay    ./overlay.md\nchecked 4";
    assert!(shown.contains(list), "{shown}");
    let (_, lines) = json(pages.path(), &[".", "--pages"]);
    let [carrier, parcel] = &lines[lines.len() - 2..] else {
        panic!("{lines:#?}");
    };
    assert_eq!(carrier["base"], "./carrier.md");
    assert_eq!(carrier["overlays"], serde_json::json!([]));
    assert_eq!(parcel["table"], "contoso_parcel");
    assert_eq!(
        parcel["extensions"],
        serde_json::json!(["./app/contoso_parcel.md"])
    );
    assert_eq!(parcel["overlays"], serde_json::json!(["./overlay.md"]));

    let pages = folder(&[("overlay.md", &lone)]);
    let (_, shown) = text(pages.path(), &["overlay.md", "--pages"]);
    let list = "contoso_depot\n  base page  missing: add it, or a stub\n  overlay    overlay.md\n";
    assert!(shown.contains(list), "{shown}");
    let (_, lines) = json(pages.path(), &["overlay.md", "--pages"]);
    assert_eq!(lines.last().expect("a line")["base"], Value::Null);
}

#[test]
fn targets_with_typos_are_reported() {
    let text =
        page("contoso_seal.md").replacen("|Targets|systemuser|", "|Targets|contoso_carier|", 1);
    let folder = folder(&[("page.md", &text)]);
    let (status, errors) = json(folder.path(), &["page.md"]);
    assert_eq!(status, Some(0));
    let error = &errors[0];
    assert_eq!(error["severity"], "warning");
    assert_eq!(string(error, "message"), "unknown target `contoso_carier`");
    assert_eq!(error["help"][0], "did you mean `contoso_carrier`?");
    assert_eq!(marked(error, &text), "contoso_carier");
}

#[test]
fn colliding_names_are_reported() {
    let text = page("bad_conflicting_names.md");
    let folder = folder(&[("page.md", &text)]);
    let (status, errors) = json(folder.path(), &["page.md"]);
    assert_eq!(
        status,
        Some(0),
        "`rename` in the macro's call may tell them apart"
    );
    let [error] = errors.as_slice() else {
        panic!("{errors:#?}");
    };
    assert_eq!(error["severity"], "warning");
    assert!(string(error, "message").contains("duplicate name"));
    assert!(
        error["help"][0]
            .as_str()
            .is_some_and(|help| help.contains("rename("))
    );
}

#[test]
fn json_has_suggestions() {
    let suggestion = |page: &str| {
        let folder = folder(&[("page.md", page)]);
        let (_, errors) = json(folder.path(), &["page.md"]);
        let suggestion = errors[0]["suggestion"].clone();
        assert_eq!(suggestion["file"], "page.md");
        let offset = |name| suggestion[name].as_u64().expect("a number") as usize;
        let replaced = page[offset("byte_start")..offset("byte_end")].to_owned();
        (
            replaced,
            string(&suggestion, "replacement").to_owned(),
            string(&suggestion, "applicability").to_owned(),
        )
    };
    let text = page("contoso_parcel.md");
    let row = "|FormatName|TextArea|\n";
    for (old, new, expected) in [
        (
            row,
            "|FormatNane|TextArea|\n",
            ("FormatNane", "FormatName", "MachineApplicable"),
        ),
        (
            "|Type|Memo|",
            "|Type|Nemo|",
            ("Nemo", "Memo", "MaybeIncorrect"),
        ),
        (
            "|Type|Memo|",
            "|Type|Me\u{200b}mo|",
            ("Me\u{200b}mo", "Memo", "MachineApplicable"),
        ),
        (
            row,
            "|FormatName|TextArea|\n|FormatName|TextArea|\n",
            (row, "", "MachineApplicable"),
        ),
        (
            "`contoso_notes`|",
            "`contoso_notes`",
            ("", "|", "MachineApplicable"),
        ),
        (
            "|MaxLength|40|",
            "|MaxLength|40",
            ("", "|", "MaybeIncorrect"),
        ),
    ] {
        let (replaced, replacement, applicability) = suggestion(&replace_once(&text, old, new));
        assert_eq!(
            (&*replaced, &*replacement, &*applicability),
            expected,
            "{new}"
        );
    }
}

#[test]
fn pages_come_in_the_order_of_the_macro() {
    let change = "# contoso_Parcel table/entity reference\n\n## Customized columns/attributes\n\n### fab_Slot\n\n|Property|Value|\n|---|---|\n|MaxLength|77|\n";
    let folder = folder(&[
        ("a/parcel.md", change),
        ("b/parcel.md", &page("contoso_parcel.md")),
        ("c/parcel.md", &page("overlay/contoso_parcel.md")),
    ]);
    let (status, stderr) = text(folder.path(), &["."]);
    assert_eq!(status, Some(0), "{stderr}");
    let (status, stderr) = text(folder.path(), &["b/parcel.md", "c/parcel.md", "a"]);
    assert_eq!(status, Some(0), "{stderr}");
    let (status, stderr) = text(
        folder.path(),
        &["b/parcel.md", "a/parcel.md", "c/parcel.md"],
    );
    assert_eq!(status, Some(1), "{stderr}");
    assert!(
        stderr.contains("cannot change unknown column `fab_Slot`"),
        "{stderr}"
    );
}
