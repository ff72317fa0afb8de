//! Descriptions of tables in generated code: texts that add no work for the compiler.
//!
//! Each line describes one item. Its first field is the kind of item, and tabs separate the
//! fields. `\t`, `\n`, `\r`, `\\` and `\u{…}` are escaped characters. An empty field is a string that
//! the page doesn't have, or the type's own limit.
//!
//! The first line lists where the lines of the columns start, for [`ColumnLine`], which constants
//! read.

mod choice;
mod column;
mod column_line;
mod fields;
mod lines;
mod table;

use std::sync::OnceLock;

pub(crate) use self::column_line::ColumnLine;
use super::table::TableInfo;
use crate::value::choice_info::ChoiceInfo;

/// The description of a table, which is read on first use.
pub struct Description {
    text: &'static str,
    /// The compiler checks for each table that its description is `Sync`, and doesn't look behind
    /// `dyn`.
    table: OnceLock<Box<dyn Held + Send + Sync>>,
}

/// A table behind `dyn`.
trait Held {
    fn table(&self) -> &TableInfo;
}

impl Held for TableInfo {
    fn table(&self) -> &TableInfo {
        self
    }
}

impl Description {
    /// Creates a description from its text.
    pub const fn new(text: &'static str) -> Self {
        Self {
            text,
            table: OnceLock::new(),
        }
    }

    /// Returns the table.
    pub fn table(&'static self) -> &'static TableInfo {
        let held = self.table.get_or_init(|| Box::new(table::read(self.text)));
        held.table()
    }

    /// Returns the choice of the column with this index.
    pub fn choice(&'static self, column: usize) -> &'static ChoiceInfo {
        let kind = self.table().columns[column].kind;
        kind.choice()
            .expect("generated code asks for columns that are choices")
    }
}
