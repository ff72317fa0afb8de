//! Generated code of the corpus of real pages.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use dataverse_schema::info::ColumnKind;
use dataverse_schema_pages::{Source, read_page};

use test_support::corpus::pages;

use crate::description::tables;

fn is_full(page: &Path) -> bool {
    fs::read_to_string(page).is_ok_and(|text| text.contains("\n## Properties"))
}

/// Returns the expansion of a page.
fn expansion(page: &Path) -> String {
    let input = format!("[::dataverse_schema] {page:?}")
        .parse()
        .expect("the input consists of tokens");
    dataverse_schema_codegen::include_schema(input, Path::new("/")).to_string()
}

/// Returns the types of the tables that the pages name.
fn check(folders: &[&str], at_least: usize) -> BTreeSet<String> {
    let mut tables = BTreeSet::new();
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
        let text = fs::read_to_string(page).expect("valid UTF-8");
        let model = read_page(&Source::new(shown.as_str(), text.as_str()));
        let model = model.unwrap_or_else(|errors| panic!("{}", errors[0]));
        assert_eq!(
            model.columns.len(),
            text.matches("\n|LogicalName|").count(),
            "columns of {shown}"
        );
        let code = expansion(page);
        assert!(!code.contains("compile_error"), "{shown}: {code:.2000}");
        let code = syn::parse_str(&code).unwrap_or_else(|error| panic!("{shown}: {error}"));
        tables.extend(named_tables(&code));
    }
    tables
}

#[test]
#[ignore = "reads the folder that DATAVERSE_SCHEMA_CORPUS names"]
fn code_of_full_pages_parses() {
    check(&["current", "current/field-service", "current/sales"], 4);
}

#[test]
#[ignore = "reads the folder that DATAVERSE_SCHEMA_CORPUS names"]
fn code_of_older_layouts_parses() {
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
fn code_of_the_large_set_parses() {
    let tables = check(&["scale"], 280);
    assert!(tables.contains("Annotation") && tables.len() > 400);
    // A program that imports the type of a table could import no other type of this name.
    let public = public_names();
    assert!(public.contains("Reference") && public.contains("Total"));
    let shared: Vec<_> = public.intersection(&tables).collect();
    assert!(shared.is_empty(), "{shared:?}");
}

/// Returns a table and its readable read-only String columns that are in no row.
fn shadow_columns(page: &Path) -> (String, Vec<String>) {
    let code = syn::parse_str(&expansion(page)).expect("the expansion parses");
    let [table] = tables(&code).try_into().expect("the page is of one table");
    // Columns that aren't readable are omitted for another reason.
    let model = fs::read_to_string(page).expect("valid UTF-8");
    let model = read_page(&Source::new("page.md", model)).expect("a good page");
    let readable = |name: &str| {
        let mut columns = model.columns.iter();
        columns.any(|column| column.logical_name() == name && column.is_readable())
    };
    let described = table.columns.iter().skip(table.row_columns);
    let shadows = described.filter(|column| {
        let is_text = matches!(column.kind, ColumnKind::String { .. });
        is_text && !column.is_writable() && readable(column.logical_name)
    });
    let shadows = shadows.map(|column| column.logical_name.to_owned());
    (table.logical_name.to_owned(), shadows.collect())
}

/// Rows omit columns that only repeat the name of a lookup's target; a committed list has each of
/// them.
#[test]
#[ignore = "reads the folder that DATAVERSE_SCHEMA_CORPUS names"]
fn shadow_columns_match_the_list() {
    let list = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/snapshots/shadow_columns.txt");
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
        .expect("writing to a String succeeds");
        for (table, columns) in tables {
            let line = format!("{table}: {}", columns.join(" "));
            writeln!(found, "{}", line.trim_end()).expect("writing to a String succeeds");
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

/// Returns the names of all public types and traits that users may import.
fn public_names() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.ci/public_api/snapshots");
    let mut names = BTreeSet::new();
    for crate_name in ["runtime", "webapi", "client"] {
        let file = folder.join(format!("dataverse-schema-{crate_name}.txt"));
        let items = fs::read_to_string(file).expect("the API is committed");
        for item in items.lines() {
            let mut words = item
                .split(['<', ' '])
                .skip_while(|word| *word != "pub")
                .skip(1);
            let kind = words.next().unwrap_or_default();
            if matches!(kind, "struct" | "enum" | "trait" | "type" | "union") {
                let path = words.next().unwrap_or_default().trim_end_matches(':');
                names.extend(path.rsplit("::").next().map(str::to_owned));
            }
        }
    }
    names
}

/// Returns the types of the module `tables`, and those that are re-exported beside it.
fn named_tables(code: &syn::File) -> Vec<String> {
    let tables = code.items.iter().filter_map(|item| match item {
        syn::Item::Mod(module) if module.ident == "tables" => module.content.as_ref(),
        _ => None,
    });
    let items = tables.flat_map(|(_, items)| items).chain(&code.items);
    let names = items.filter_map(|item| match item {
        syn::Item::Enum(item) => Some(item.ident.to_string()),
        syn::Item::Use(item) => imported(&item.tree),
        _ => None,
    });
    names.collect()
}

/// Returns the name that an import of a single item introduces.
fn imported(tree: &syn::UseTree) -> Option<String> {
    match tree {
        syn::UseTree::Path(path) => imported(&path.tree),
        syn::UseTree::Name(name) => Some(name.ident.to_string()),
        syn::UseTree::Rename(rename) => Some(rename.rename.to_string()),
        _ => None,
    }
}
