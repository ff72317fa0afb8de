//! What merging two versions of a page leaves behind.

use dataverse_schema_pages::Severity::Error;

use super::fault::{Edit, Kind};
use super::page::CleanPage;
use super::scope::{Change, change_kinds};

/// Puts marks around lines, which are there twice, the second time changed.
fn conflict(page: &CleanPage, lines: std::ops::Range<usize>, from: &str, to: &str) -> Edit {
    let ours = page.lines[lines.clone()].join("\n");
    let theirs = ours.replace(from, to);
    let text = format!("<<<<<<< HEAD\n{ours}\n=======\n{theirs}\n>>>>>>> main");
    let mut edit = Edit::new(page);
    edit.lines.drain(lines.clone());
    edit.insert(lines.start, &text)
}

fn mark(page: &CleanPage, at: usize, mark: &str) -> Option<Edit> {
    Some(Edit::new(page).insert(at, mark))
}

fn in_table(page: &CleanPage) -> Option<usize> {
    page.row(page.column("String")?, "Type")
}

fn below_table(page: &CleanPage) -> Option<usize> {
    Some(page.last_row(page.column("String")?)? + 1)
}

fn in_prose(page: &CleanPage) -> Option<usize> {
    Some(page.find(0, |line| line.starts_with("# "))? + 2)
}

fn in_list(page: &CleanPage) -> Option<usize> {
    Some(page.find(0, |line| line.starts_with("- ["))? + 1)
}

const CHANGES: &[Change] = &[
    ("conflict around a row", Error, |page| {
        let at = page.row(page.column("String")?, "MaxLength")?;
        Some(conflict(page, at..at + 1, "|MaxLength|", "|MaxLength|1"))
    }),
    ("conflict around an option", Error, |page| {
        let at = *page.options(page.column("Picklist")?).first()?;
        Some(conflict(page, at..at + 1, "**|", "s**|"))
    }),
    ("conflict around a column", Error, |page| {
        let column = page.column("String")?;
        Some(conflict(page, column, "|MaxLength|", "|MaxLength|1"))
    }),
    ("conflict around a relationship", Error, |page| {
        let all = page.relationship("Many-to-One")?;
        Some(conflict(page, all, "RemoveLink", "Restrict"))
    }),
    ("conflict around a message", Error, |page| {
        let at = page.last_row(page.section("## Messages")?)?;
        Some(conflict(page, at..at + 1, "False", "True"))
    }),
    ("conflict around a property", Error, |page| {
        let at = page.row(page.section("## Properties")?, "EntitySetName")?;
        Some(conflict(page, at..at + 1, "s`", "es`"))
    }),
    ("conflict around a link", Error, |page| {
        let at = in_list(page)?;
        Some(conflict(page, at..at + 1, "(", " ("))
    }),
    ("conflict around prose", Error, |page| {
        let at = in_prose(page)?;
        Some(conflict(page, at..at + 1, " ", "  "))
    }),
    ("conflict around a heading", Error, |page| {
        let at = page.section("## Many-to-One relationships")?.start;
        Some(conflict(page, at..at + 1, "One", "Many"))
    }),
    ("conflict around the options' heading", Error, |page| {
        let at = page.find(page.column("Picklist")?.start, |line| {
            line.starts_with("#### ")
        })?;
        Some(conflict(page, at..at + 1, "Choices/", ""))
    }),
    ("<<<<<<< in a table", Error, |page| {
        mark(page, in_table(page)?, "<<<<<<< HEAD")
    }),
    ("======= in a table", Error, |page| {
        mark(page, in_table(page)?, "=======")
    }),
    (">>>>>>> in a table", Error, |page| {
        mark(page, in_table(page)?, ">>>>>>> main")
    }),
    ("||||||| in a table", Error, |page| {
        mark(page, in_table(page)?, "||||||| base")
    }),
    ("<<<<<<< below a table", Error, |page| {
        mark(page, below_table(page)?, "\n<<<<<<< HEAD")
    }),
    ("======= below a table", Error, |page| {
        mark(page, below_table(page)?, "\n=======")
    }),
    (">>>>>>> below a table", Error, |page| {
        mark(page, below_table(page)?, "\n>>>>>>> main")
    }),
    ("<<<<<<< in prose", Error, |page| {
        mark(page, in_prose(page)?, "<<<<<<< HEAD\n")
    }),
    ("======= in prose", Error, |page| {
        mark(page, in_prose(page)?, "=======\n")
    }),
    (">>>>>>> in prose", Error, |page| {
        mark(page, in_prose(page)?, ">>>>>>> main\n")
    }),
    ("<<<<<<< in a list", Error, |page| {
        mark(page, in_list(page)?, "<<<<<<< HEAD")
    }),
    ("======= in a list", Error, |page| {
        mark(page, in_list(page)?, "=======")
    }),
    (">>>>>>> in a list", Error, |page| {
        mark(page, in_list(page)?, ">>>>>>> main")
    }),
    ("<<<<<<< before the page", Error, |page| {
        mark(page, 0, "<<<<<<< HEAD")
    }),
    (">>>>>>> at the end", Error, |page| {
        mark(page, page.lines.len(), ">>>>>>> main")
    }),
    ("both versions of a row", Error, |page| {
        let at = page.row(page.column("String")?, "MaxLength")?;
        let line = page.lines[at].replace("|MaxLength|", "|MaxLength|1");
        Some(Edit::new(page).insert(at + 1, &line))
    }),
    ("both versions of a column", Error, |page| {
        let column = page.column("String")?;
        let text = page.lines[column.clone()]
            .join("\n")
            .replace("|MaxLength|", "|MaxLength|1");
        Some(Edit::new(page).insert(column.end, &text))
    }),
    ("both versions of a relationship", Error, |page| {
        let all = page.relationship("Many-to-One")?;
        let text = page.lines[all.clone()]
            .join("\n")
            .replace("RemoveLink", "Restrict");
        Some(Edit::new(page).insert(all.end, &text))
    }),
    ("both versions of an option", Error, |page| {
        let at = *page.options(page.column("Picklist")?).first()?;
        let line = page.lines[at].replace("**|", "s**|");
        Some(Edit::new(page).insert(at + 1, &line))
    }),
    ("both versions of a link", Error, |page| {
        let at = in_list(page)?;
        Some(Edit::new(page).insert(at + 1, &page.lines[at]))
    }),
];

pub(super) fn kinds() -> Vec<Kind> {
    change_kinds("merge", CHANGES)
}
