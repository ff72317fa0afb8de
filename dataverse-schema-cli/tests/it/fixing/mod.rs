//! `dataverse-schema check --fix`: what it changes, and that it changes nothing else.

mod campaign;
mod faults;
mod random;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn parcel() -> String {
    let page = workspace().join("tests/pages/contoso_parcel.md");
    fs::read_to_string(page).expect("the page exists")
}

fn folder(pages: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (name, text) in pages {
        fs::write(folder.path().join(name), text).expect("a page");
    }
    folder
}

fn check(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_dataverse-schema"))
        .arg("check")
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .expect("the command runs")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}

/// Returns the page with six faults, of which one can't be fixed.
fn broken() -> String {
    let mut page = parcel();
    for (old, new) in [
        ("|MaxLength|12|", "|MaxLenght|12|"),
        ("|Type|Memo|", "|Type|Me\u{200b}mo|"),
        ("|Precision|5|\n", "|Precision|5|\n|---|---|\n"),
        ("`contoso_notes`|", "`contoso_notes`"),
        (
            "|Targets|account, contact|\n",
            "|Targets|account, contact|\n|Targets|account, contact|\n",
        ),
        ("|MinValue|0.5|", "|MixValue|0.5|"),
    ] {
        assert_eq!(page.matches(old).count(), 1, "{old}");
        page = page.replace(old, new);
    }
    page
}

const DIFFERENCE: &str = "\
--- page.md
+++ page.md
@@ -165,7 +165,6 @@
 |MaxValue|1000|
 |MixValue|0.5|
 |Precision|5|
-|---|---|
 
 ### <a name=\"BKMK_contoso_Fragile\"></a> contoso_Fragile
 
@@ -211,7 +210,7 @@
 |FormatName|Text|
 |ImeMode|Auto|
 |IsLocalizable|False|
-|MaxLenght|12|
+|MaxLength|12|
 
 ### <a name=\"BKMK_contoso_Notes\"></a> contoso_Notes
 
@@ -221,9 +220,9 @@
 |DisplayName|**Notes**|
 |IsValidForForm|True|
 |IsValidForRead|True|
-|LogicalName|`contoso_notes`
+|LogicalName|`contoso_notes`|
 |RequiredLevel|None|
-|Type|Me\u{200b}mo|
+|Type|Memo|
 |Format|TextArea|
 |FormatName|TextArea|
 |ImeMode|Auto|
@@ -336,7 +335,6 @@
 |RequiredLevel|None|
 |Type|Customer|
 |Targets|account, contact|
-|Targets|account, contact|
 
 ### <a name=\"BKMK_contoso_RecordType\"></a> contoso_RecordType
 
";

#[test]
fn sure_suggestions_are_applied_and_shown() {
    let broken = broken();
    let folder = folder(&[("page.md", &broken)]);
    let output = check(folder.path(), &["--fix", "page.md"]);
    assert_eq!(
        without_positions(text(&output.stdout)),
        without_positions(DIFFERENCE)
    );
    let stderr = text(&output.stderr);
    assert!(
        stderr.starts_with("error[DV0012]: unknown key `MixValue`\n"),
        "{stderr}"
    );
    assert!(
        stderr.ends_with("applied 5 suggestions in 1 page\nchecked 1 page, 0 columns: 1 error\n"),
        "{stderr}"
    );
    assert_eq!(output.status.code(), Some(1));
    let fixed = fs::read_to_string(folder.path().join("page.md")).expect("the page");
    assert_eq!(fixed, parcel().replace("|MinValue|0.5|", "|MixValue|0.5|"));
    assert_eq!(names(folder.path()), ["page.md"], "no other file is left");
    // There is nothing left to fix.
    let output = check(folder.path(), &["--fix", "page.md"]);
    assert!(output.stdout.is_empty());
    assert!(text(&output.stderr).contains("applied 0 suggestions in 0 pages"));
}

/// Equal rows can be told apart only by their order, so a hunk may begin at either of them.
fn without_positions(difference: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = difference
        .lines()
        .filter(|line| line.starts_with(['+', '-']))
        .collect();
    lines.sort_unstable();
    lines
}

#[test]
fn dry_run_changes_no_file() {
    let broken = broken();
    let folder = folder(&[("page.md", &broken)]);
    let output = check(folder.path(), &["--fix", "--dry-run", "page.md"]);
    assert!(text(&output.stdout).starts_with("--- page.md\n+++ page.md\n@@ "));
    assert!(text(&output.stderr).contains("would apply 5 suggestions in 1 page\n"));
    let page = fs::read_to_string(folder.path().join("page.md")).expect("the page");
    assert_eq!(page, broken);
}

#[test]
fn check_says_what_fix_would_apply() {
    let broken = broken();
    let folder = folder(&[("page.md", &broken)]);
    let output = check(folder.path(), &["page.md"]);
    let stderr = text(&output.stderr);
    assert!(
        stderr.ends_with(": 6 errors (run with --fix to apply 5 suggestions)\n"),
        "{stderr}"
    );
}

#[test]
fn line_endings_and_byte_order_mark_are_kept() {
    let crlf = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let dashes =
        |page: &str| page.replacen("|---|---|\n|Description|**Owner", "|Description|**Owner", 1);
    let folder = folder(&[("page.md", &crlf(&dashes(&broken())))]);
    check(folder.path(), &["--fix", "page.md"]);
    let fixed = fs::read_to_string(folder.path().join("page.md")).expect("the page");
    assert_eq!(
        fixed,
        crlf(&parcel().replace("|MinValue|0.5|", "|MixValue|0.5|"))
    );
}

/// A key that is corrected would be there twice, or with a value that it can't have.
#[test]
fn suggestions_that_cause_errors_are_not_applied() {
    for (old, new) in [
        ("|MaxLength|12|", "|MaxLength|12|\n|MaxLenght|12|"),
        ("|MaxLength|12|", "|MaxLenght|twelve|"),
    ] {
        let page = parcel().replace(old, new);
        let folder = folder(&[("page.md", &page)]);
        let output = check(folder.path(), &["--fix", "page.md"]);
        assert!(output.stdout.is_empty(), "{}", text(&output.stdout));
        let after = fs::read_to_string(folder.path().join("page.md")).expect("the page");
        assert_eq!(after, page);
    }
}

#[cfg(unix)]
#[test]
fn links_and_permissions_are_kept() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let folder = folder(&[("page.md", &broken())]);
    let page = folder.path().join("page.md");
    fs::set_permissions(&page, fs::Permissions::from_mode(0o640)).expect("permissions");
    symlink(&page, folder.path().join("link.md")).expect("a link");
    check(folder.path(), &["--fix", "link.md"]);
    let link = fs::symlink_metadata(folder.path().join("link.md")).expect("the link");
    assert!(link.is_symlink());
    assert!(
        !fs::read_to_string(&page)
            .expect("the page")
            .contains("Lenght")
    );
    let mode = fs::metadata(&page).expect("the page").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("the folder");
    let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
    entries
        .map(|entry| name(entry.expect("an entry")))
        .collect()
}
