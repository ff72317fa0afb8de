//! Plants faults in pages. What `--fix` changes must restore the table.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use dataverse_schema_pages::{Source, read_page};
use serde_json::Value;
use tempfile::TempDir;

use super::faults::{FAULTS, Fault};
use super::random::Random;
use super::{check, workspace};

#[test]
fn fixes_restore_the_table() {
    let pages = clean_pages(&workspace().join("tests/pages"), 1);
    let totals = campaign(&pages, 3);
    assert!(totals.planted > 1000, "{totals:?}");
}

/// The same in some of the real pages.
#[test]
#[ignore = "needs the folder that DATAVERSE_SCHEMA_CORPUS names"]
fn fixes_restore_real_tables() {
    let corpus = env::var_os("DATAVERSE_SCHEMA_CORPUS").expect("DATAVERSE_SCHEMA_CORPUS is set");
    let mut pages = BTreeMap::new();
    for (folder, step) in [("current", 1), ("older", 12), ("scale", 12)] {
        pages.extend(clean_pages(&Path::new(&corpus).join(folder), step));
    }
    campaign(&pages, 1);
}

#[derive(Debug, Default)]
struct Totals {
    planted: usize,
    fixed: usize,
    wrong: Vec<String>,
}

/// Plants each fault in each page `times` times.
fn campaign(pages: &BTreeMap<PathBuf, String>, times: usize) -> Totals {
    let models: BTreeMap<&PathBuf, Value> = pages
        .iter()
        .filter_map(|(path, text)| Some((path, model(text)?)))
        .collect();
    let mut all = Totals::default();
    for (number, fault) in FAULTS.iter().enumerate() {
        let mut random = Random::new(number as u64);
        let folder = TempDir::new().expect("a folder");
        let mut planted: Vec<(&PathBuf, PathBuf, String)> = Vec::new();
        for (path, text) in pages {
            for _ in 0..times {
                let Some(faulty) = (fault.plant)(&mut random, text) else {
                    continue;
                };
                let file = folder.path().join(format!("{}.md", planted.len()));
                fs::write(&file, &faulty).expect("a page");
                planted.push((path, file, faulty));
            }
        }
        let output = check(folder.path(), &["--fix", "--limit", "1", "."]);
        assert!(
            output.status.code().is_some_and(|code| code < 2),
            "{}",
            fault.name
        );
        let mut totals = Totals::default();
        for (path, file, faulty) in &planted {
            let fixed = fs::read_to_string(file).expect("the page");
            totals.planted += 1;
            if fixed == *faulty {
                continue;
            }
            totals.fixed += 1;
            if let Err(error) = verify(fault, faulty, &fixed, &models[path]) {
                let path = path.display();
                totals
                    .wrong
                    .push(format!("{}: {path}: {error}", fault.name));
            }
        }
        let Totals {
            planted,
            fixed,
            wrong,
        } = &totals;
        let name = fault.name;
        eprintln!(
            "{name:<45} {planted:>6} planted, {fixed:>6} fixed, {} wrong",
            wrong.len()
        );
        assert!(*fixed > 0 || !fault.is_fixable, "{name} is never fixed");
        all.planted += totals.planted;
        all.fixed += totals.fixed;
        all.wrong.extend(totals.wrong);
    }
    let Totals {
        planted,
        fixed,
        wrong,
    } = &all;
    eprintln!(
        "{:<45} {planted:>6} planted, {fixed:>6} fixed, {} wrong",
        "in all",
        wrong.len()
    );
    assert!(wrong.is_empty(), "{wrong:#?}");
    all
}

/// Checks that a changed page has the table of the clean page, and differs in one line.
fn verify(fault: &Fault, faulty: &str, fixed: &str, clean: &Value) -> Result<(), String> {
    let (removed, added) = changed_lines(faulty, fixed);
    let change = format!("{removed:?} to {added:?}");
    if !fault.is_fixable {
        return Err(format!("changed {change}"));
    }
    if removed.len() > 1 || added.len() > 1 {
        return Err(format!("changed several lines: {change}"));
    }
    match model(fixed) {
        Some(model) if model == *clean => Ok(()),
        _ => Err(format!("changed {change}, which makes another table")),
    }
}

/// Returns the lines between those at the start and at the end that are the same.
fn changed_lines<'a>(old: &'a str, new: &'a str) -> (Vec<&'a str>, Vec<&'a str>) {
    let (mut old, mut new) = (old.lines().peekable(), new.lines().peekable());
    while old.peek().is_some() && old.peek() == new.peek() {
        old.next();
        new.next();
    }
    let (mut old, mut new): (Vec<&str>, Vec<&str>) = (old.collect(), new.collect());
    while !old.is_empty() && old.last() == new.last() {
        old.pop();
        new.pop();
    }
    (old, new)
}

/// Returns the pages without errors below a folder, of every `step`th file.
fn clean_pages(folder: &Path, step: usize) -> BTreeMap<PathBuf, String> {
    let mut files = BTreeSet::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder exists") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.insert(path);
            }
        }
    }
    let pages = files.into_iter().step_by(step).filter_map(|path| {
        let text = fs::read_to_string(&path).ok()?;
        model(&text).map(|_| (path, text))
    });
    pages.collect()
}

/// Returns the table of a page as JSON, or `None` if the page has errors.
fn model(text: &str) -> Option<Value> {
    let table = read_page(&Source::new("page.md", text)).ok()?;
    Some(serde_json::to_value(table).expect("the model has only string keys"))
}
