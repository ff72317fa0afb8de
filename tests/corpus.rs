//! Checks over a folder of real pages, which isn't part of the project.

mod description;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use dataverse_schema::ColumnKind;
use dataverse_schema_pages::{Source, read_page, render_page};

use crate::description::tables;

fn pages(folder: &str) -> Vec<PathBuf> {
    let corpus = std::env::var_os("DATAVERSE_SCHEMA_CORPUS")
        .expect("DATAVERSE_SCHEMA_CORPUS names the folder of pages");
    let entries =
        fs::read_dir(Path::new(&corpus).join(folder)).expect("the corpus has this folder");
    let mut pages: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    pages.retain(|page| page.extension().is_some_and(|extension| extension == "md"));
    pages.sort();
    pages
}

fn is_full(page: &Path) -> bool {
    fs::read_to_string(page).is_ok_and(|text| text.contains("\n## Properties"))
}

/// The expansion of one page by itself.
fn expansion(page: &Path) -> String {
    let input = format!("[::dataverse_schema] {page:?}")
        .parse()
        .expect("the input consists of tokens");
    dataverse_schema_codegen::include_schema(input, Path::new("/")).to_string()
}

fn check(folders: &[&str], at_least: usize) {
    let pages: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| pages(folder))
        .filter(|page| is_full(page))
        .collect();
    assert!(
        pages.len() >= at_least,
        "only {} full pages found",
        pages.len()
    );
    for page in &pages {
        let shown = page.display().to_string();
        let text = fs::read_to_string(page).expect("it is a text");
        let model = read_page(&Source::new(shown.as_str(), text.as_str()));
        let model = model.unwrap_or_else(|problems| panic!("{}", problems[0]));
        assert_eq!(
            model.columns.len(),
            text.matches("\n|LogicalName|").count(),
            "columns of {shown}"
        );
        let code = expansion(page);
        assert!(!code.contains("compile_error"), "{shown}: {code:.2000}");
        syn::parse_str::<syn::File>(&code).unwrap_or_else(|error| panic!("{shown}: {error}"));
    }
}

#[test]
#[ignore = "reads the folder that DATAVERSE_SCHEMA_CORPUS names"]
fn every_full_page_gives_code_that_parses() {
    check(&["current", "current/field-service", "current/sales"], 4);
}

#[test]
#[ignore = "reads the folder that DATAVERSE_SCHEMA_CORPUS names"]
fn every_page_of_an_older_layout_gives_code_that_parses() {
    let pages = pages("older");
    assert!(pages.len() >= 280, "only {} pages found", pages.len());
    for page in pages {
        let code = expansion(&page);
        assert!(
            !code.contains("compile_error"),
            "{}: {code:.2000}",
            page.display()
        );
        syn::parse_str::<syn::File>(&code)
            .unwrap_or_else(|error| panic!("{}: {error}", page.display()));
    }
}

#[test]
#[ignore = "reads the folder that DATAVERSE_SCHEMA_CORPUS names"]
fn every_page_of_the_large_set_gives_code_that_parses() {
    check(&["scale"], 280);
}

/// A page without what rendering makes anew: blank lines, blanks around cells, the dashes below a table's head, backslashes
/// before marks that need none, and what tells the two anchors of a table's relationship with itself apart.
fn significant(text: &str) -> Vec<String> {
    let significant = |line: &str| {
        if line.starts_with('|') && line.chars().all(|c| "|- ".contains(c)) {
            return "|---|".to_owned();
        }
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let mut line = cells.join("|");
        for mark in "-_*.<>()[]#+!&".chars() {
            line = line.replace(&format!("\\{mark}"), &mark.to_string());
        }
        line.replace("-many-to-one", "").replace("-one-to-many", "")
    };
    let lines = text.lines().map(significant);
    lines.filter(|line| !line.is_empty()).collect()
}

fn rendered(page: &Path) -> (String, String) {
    let shown = page.display().to_string();
    let text = fs::read_to_string(page).expect("it is a text");
    let read = |text: &str| {
        let model = read_page(&Source::new(shown.as_str(), text));
        model.unwrap_or_else(|problems| panic!("{}", problems[0]))
    };
    let model = read(&text);
    let rendered = render_page(&model);
    let again = read(&rendered);
    assert!(model == again, "{shown}: {model:#?}\n{again:#?}");
    (text, rendered)
}

#[test]
#[ignore = "reads the folder that DATAVERSE_SCHEMA_CORPUS names"]
fn every_page_in_the_current_layout_comes_out_as_it_went_in() {
    for folder in ["current", "current/field-service", "scale"] {
        let pages = pages(folder);
        assert!(!pages.is_empty());
        for page in pages {
            let (text, rendered) = rendered(&page);
            let (mut rendered, mut expected) = (significant(&rendered), significant(&text));
            // In spring 2024 relationships had other rows, in another order.
            if text.contains("\n|--------|-----|\n") {
                rendered.sort();
                expected.sort();
            }
            for (line, other) in rendered.iter().zip(&expected) {
                assert_eq!(line, other, "{}", page.display());
            }
            assert_eq!(rendered.len(), expected.len(), "{}", page.display());
        }
    }
}

#[test]
#[ignore = "reads the folder that DATAVERSE_SCHEMA_CORPUS names"]
fn every_page_in_an_older_layout_says_the_same_in_the_current_one() {
    for folder in ["older", "current/sales"] {
        let pages = pages(folder);
        assert!(!pages.is_empty());
        for page in pages {
            rendered(&page);
        }
    }
}

/// The read-only texts of a page that can be read by its own word, and are in no row all the same.
fn shadow_columns(page: &Path) -> (String, Vec<String>) {
    let code = syn::parse_str(&expansion(page)).expect("the expansion parses");
    let [table] = tables(&code).try_into().expect("the page is of one table");
    // Columns that can't be read at all are left out for another reason.
    let model = fs::read_to_string(page).expect("it is a text");
    let model = read_page(&Source::new("page.md", model)).expect("the page is good");
    let readable = |name: &str| {
        let mut columns = model.columns.iter();
        columns.any(|column| column.logical_name() == name && column.is_readable())
    };
    let described = table.columns.iter().skip(table.row_columns);
    let shadows = described.filter(|column| {
        let is_text = matches!(column.kind, ColumnKind::String { .. });
        is_text && !column.writable && readable(column.logical_name)
    });
    let shadows = shadows.map(|column| column.logical_name.to_owned());
    (table.logical_name.to_owned(), shadows.collect())
}

/// Which columns are left out of rows, because they only repeat a lookup's name, is listed column by column.
#[test]
#[ignore = "reads the folder that DATAVERSE_SCHEMA_CORPUS names"]
fn shadow_columns_are_those_listed() {
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/shadow_columns.txt");
    let mut found = String::new();
    for folder in ["scale", "current"] {
        let pages = pages(folder);
        let tables = pages.iter().filter(|page| is_full(page));
        let tables: Vec<_> = tables.map(|page| shadow_columns(page)).collect();
        let count: usize = tables.iter().map(|(_, columns)| columns.len()).sum();
        writeln!(
            found,
            "# {folder}: {} tables, {count} columns",
            tables.len()
        )
        .expect("a String takes everything");
        for (table, columns) in tables {
            let line = format!("{table}: {}", columns.join(" "));
            writeln!(found, "{}", line.trim_end()).expect("a String takes everything");
        }
    }
    if std::env::var_os("UPDATE_SHADOW_COLUMNS").is_some() {
        fs::write(&list, &found).expect("the list can be written");
    }
    let listed = fs::read_to_string(&list).expect("the list is committed");
    for (found, listed) in found.lines().zip(listed.lines()) {
        assert_eq!(found, listed);
    }
    assert_eq!(found.lines().count(), listed.lines().count());
}
