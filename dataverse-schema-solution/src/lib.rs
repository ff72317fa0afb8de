//! Reads tables from Microsoft Dataverse solutions: exported zips, `customizations.xml`, and folders
//! into which a solution was unpacked.
//!
//! Data flows one way. `input` finds the XML files, `xml` streams them into the elements that
//! matter, `catalog` collects what tables share, and `definition` turns each table into the
//! definition that the Web API returns for it. `dataverse-schema-pages` reads that, so that there is
//! one reader of definitions, and pages of either origin are the same.

mod catalog;
mod definition;
mod flag;
mod gap;
mod input;
mod operations;
mod parts;
mod report;
mod tables;
mod xml;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use dataverse_schema_pages::model::Table;
use dataverse_schema_pages::{Code, Diagnostic};

use crate::catalog::Catalog;
use crate::input::{Input, is_input, open};
use crate::parts::Parts;
use crate::report::Report;
use crate::tables::Tables;
use crate::xml::Item;

pub use crate::operations::{MetadataOperations, read_operations};
pub use crate::tables::Options;

/// What was read from solutions.
#[derive(Debug)]
#[non_exhaustive]
pub struct Solutions {
    /// The tables, sorted by logical name.
    ///
    /// A table that the solutions contain completely has a page of its own. One of which they
    /// contain only additions and changes has an extension page.
    pub tables: Vec<Table>,
    /// Warnings about facts that the solutions leave out.
    pub warnings: Vec<Diagnostic>,
    /// The rows that relationships lack on the pages because the solutions leave them out, each with
    /// the number of these relationships.
    ///
    /// Generated code doesn't need them.
    pub left_out: BTreeMap<&'static str, usize>,
}

/// Returns true if the path is a folder, an archive or an XML file, by its content or by its name.
///
/// It returns false for JSON, and for files that can't be read.
pub fn is_solution(path: &Path) -> bool {
    is_input(path)
}

/// Returns true if a folder, an archive or an XML file has a part of a solution, by its content.
///
/// A damaged solution is one, too: [`read_solutions`] reports what is wrong with it.
pub fn has_solution(path: &Path) -> bool {
    let mut input = match open(path) {
        Ok(input) => input,
        Err(error) => return error.code() != Code::NoSolution,
    };
    let mut has_some = false;
    input.visit(&mut Report::default(), &mut |_, _| {
        has_some = true;
        // The rest needn't be read.
        Err(String::new())
    });
    has_some
}

/// Reads the tables of solutions.
///
/// Each path is an exported zip, a `customizations.xml`, or a folder into which solutions were
/// unpacked. Tables, option sets and relationships may be in different ones. A column that several
/// solutions contain is that of the last one.
///
/// # Errors
/// Returns all errors, each with its file and line.
pub fn read_solutions(paths: &[PathBuf], options: &Options) -> Result<Solutions, Vec<Diagnostic>> {
    let mut report = Report::default();
    let mut inputs: Vec<Input> = Vec::new();
    for path in paths {
        match open(path) {
            Ok(input) => inputs.push(input),
            Err(error) => report.errors.push(error),
        }
    }
    let mut catalog = Catalog::default();
    let mut parts = Parts::default();
    for input in &mut inputs {
        input.visit(&mut report, &mut |item, report| {
            catalog.add(item, &mut parts, report)
        });
        catalog.read_formulas(input, &mut report);
    }
    if !report.errors.is_empty() {
        return Err(report.errors);
    }
    let mut tables = Tables::new(&catalog, options);
    match parts.all() {
        Some(parts) => parts
            .into_iter()
            .for_each(|part| tables.add(part, &mut report)),
        None => read_tables(&mut inputs, &mut tables, &mut report),
    }
    let tables = tables.finish(&mut report);
    if report.errors.is_empty() {
        Ok(Solutions {
            tables,
            warnings: report.warnings,
            left_out: report.left_out,
        })
    } else {
        Err(report.errors)
    }
}

/// Reads the tables again, one by one, because all of them together are large.
fn read_tables(inputs: &mut [Input], tables: &mut Tables<'_>, report: &mut Report) {
    for input in inputs {
        input.visit(report, &mut |item, report| {
            if let Item::Table(table) = item {
                tables.add(table, report);
            }
            Ok(())
        });
    }
}
