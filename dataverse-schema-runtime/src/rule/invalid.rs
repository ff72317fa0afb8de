use core::fmt::{self, Debug, Display};

use super::rules::Rule;
use crate::info::{ColumnInfo, TableInfo};

/// A column and the rule that its value violates.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    pub(crate) path: String,
    column: &'static ColumnInfo,
    rule: Rule,
}

impl Failure {
    pub(crate) fn new(column: &'static ColumnInfo, rule: Rule) -> Self {
        Self {
            path: String::new(),
            column,
            rule,
        }
    }

    /// Returns the path of the row in the request body.
    ///
    /// It is empty for the row itself, and for example `Account_Tasks[0].` for a related row
    /// inserted with it.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Returns the column, or the primary key if the row can't be inserted at all.
    pub fn column(&self) -> &'static ColumnInfo {
        self.column
    }

    /// Returns the rule, with the limit and the actual value.
    pub fn rule(&self) -> &Rule {
        &self.rule
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.column.logical_name;
        write!(f, "{}{name}: {}", self.path, self.rule)
    }
}

impl core::error::Error for Failure {}

/// All rules that a row or a set of changes violates. Its `Display` form has a line for each.
#[derive(Clone, PartialEq)]
pub struct Invalid {
    table: &'static str,
    failures: Vec<Failure>,
}

impl Invalid {
    pub(crate) fn unless_empty(table: &TableInfo, failures: Vec<Failure>) -> Result<(), Self> {
        if failures.is_empty() {
            return Ok(());
        }
        Err(Self {
            table: table.logical_name,
            failures,
        })
    }

    /// Returns the logical name of the table.
    pub fn table(&self) -> &'static str {
        self.table
    }

    /// Returns each column with the rule that its value violates.
    pub fn failures(&self) -> &[Failure] {
        &self.failures
    }
}

impl Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let violations = if self.failures.len() == 1 {
            "violation"
        } else {
            "violations"
        };
        write!(
            f,
            "{} rule {violations} in table `{}`:",
            self.failures.len(),
            self.table
        )?;
        for failure in &self.failures {
            write!(f, "\n  {failure}")?;
        }
        Ok(())
    }
}

/// Formats the error as `Display` does, for the output of a failing `main` or `expect`.
impl Debug for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

impl core::error::Error for Invalid {}
