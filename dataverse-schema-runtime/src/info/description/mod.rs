//! Descriptions of tables as generated code carries them: texts that cost the compiler nothing.
//!
//! Each line describes one thing. Its first field names the kind of thing; tabs separate the fields. `\t`, `\n`, `\r`, `\\` and
//! `\u{…}` stand for characters. An empty field is a text that the page doesn't give, or the type's own limit.
//!
//! The first line lists where the lines of the columns start, for [`ColumnLine`], which constants read.

mod choice;
mod column;
mod column_line;
mod fields;
mod lines;
mod table;

use std::sync::OnceLock;

pub(crate) use self::column_line::ColumnLine;
use super::kind::ColumnKind;
use super::table::TableInfo;
use crate::value::choice_info::ChoiceInfo;

/// The description of a table, read when it is first needed.
pub struct Description {
    text: &'static str,
    table: OnceLock<TableInfo>,
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
        self.table.get_or_init(|| table::read(self.text))
    }

    /// Returns the choice of the column with this index.
    pub fn choice(&'static self, column: usize) -> &'static ChoiceInfo {
        match self.table().columns[column].kind {
            ColumnKind::Picklist { choice }
            | ColumnKind::MultiSelectPicklist { choice }
            | ColumnKind::State { choice }
            | ColumnKind::Status { choice } => choice,
            kind => unreachable!("the column is a choice, not {kind:?}"),
        }
    }
}
