use std::collections::BTreeMap;

use crate::diagnostic::Code;
use crate::layout::operations::{FIELDS, MEMBERS, TABLES};
use crate::model::{CellValue, Fact, Field, Member, OperationTable};
use crate::page::{Block, Cell, MarkdownTable};
use crate::read::operations::section::SectionContent;
use crate::read::reader::Reader;
use crate::source::Span;

impl<'s> Reader<'s, '_> {
    /// Reads a list of parameters or properties.
    pub(super) fn fields(&mut self, table: &MarkdownTable<'_>) -> Vec<Field> {
        let mut fields = Vec::new();
        for [name, r#type, is_required, description] in self.list_rows(table, FIELDS) {
            let r#type = self.parsed("Type", r#type);
            let is_required = self.parsed("Required", is_required);
            if let (Some(r#type), Some(is_required)) = (r#type, is_required) {
                fields.push(Field {
                    name: text_fact(name),
                    r#type,
                    is_required,
                    description: optional(description),
                });
            }
        }
        fields
    }

    /// Reads a list of members.
    pub(super) fn members(&mut self, table: &MarkdownTable<'_>) -> Vec<Member> {
        let mut members = Vec::new();
        for [name, value, description] in self.list_rows(table, MEMBERS) {
            if let Some(value) = self.parsed("Value", value) {
                members.push(Member {
                    name: text_fact(name),
                    value,
                    description: optional(description),
                });
            }
        }
        members
    }

    /// Reads `## Tables`.
    pub(super) fn operation_tables(
        &mut self,
        content: &SectionContent<'s>,
        tables: &mut Vec<OperationTable>,
    ) {
        let Some(table) = self.one_table(&content.blocks) else {
            let has_table = content
                .blocks
                .iter()
                .any(|block| matches!(block, Block::Table(_)));
            if !has_table {
                self.error(
                    Code::EmptySection,
                    content.title.span,
                    "missing table below `Tables`",
                    |d| d.help("add the table, or remove the heading"),
                );
            }
            return;
        };
        for [name, entity_set, key] in self.list_rows(table, TABLES) {
            let names = [entity_set, key].map(|cell| {
                let is_valid = cell.is_blank() || self.check_name(cell);
                optional(cell).filter(|_| is_valid)
            });
            let [entity_set, key] = names;
            tables.push(OperationTable {
                logical_name: text_fact(name),
                entity_set,
                key,
            });
        }
    }

    /// Returns the rows of a list, of which each begins with a name. Reports others, and two of one
    /// name.
    fn list_rows<'t, 'c, const N: usize>(
        &mut self,
        table: &'t MarkdownTable<'c>,
        header: [&str; N],
    ) -> Vec<[&'t Cell<'c>; N]> {
        if !self.check_header(table, &header) {
            return Vec::new();
        }
        let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
        let mut rows = Vec::new();
        for row in table.rows() {
            let cells = <&[Cell<'c>; N]>::try_from(row.cells);
            let (Ok(cells), true) = (cells, row.closed) else {
                self.invalid_row(row, N);
                continue;
            };
            let name = &cells[0];
            if !self.check_name(name) {
                continue;
            }
            for cell in cells {
                self.check_marks(cell);
            }
            match seen.insert(&name.text, name.span) {
                Some(first) => {
                    let what = format_args!("`{}`", name.text);
                    self.duplicate(Code::DuplicateRow, what, name.span, first);
                }
                None => rows.push(cells.each_ref()),
            }
        }
        rows
    }

    /// Parses the value of a cell. Reports an error if it is invalid.
    fn parsed<T: CellValue>(&mut self, key: &str, cell: &Cell<'_>) -> Option<Fact<T>> {
        match T::parse(&cell.text) {
            Ok(value) => Some(Fact::new(value, cell.span)),
            Err(expected) => {
                self.invalid_value(key, cell, expected);
                None
            }
        }
    }
}

fn text_fact(cell: &Cell<'_>) -> Fact<String> {
    Fact::new(cell.text.clone().into_owned(), cell.span)
}

fn optional(cell: &Cell<'_>) -> Option<Fact<String>> {
    let text = cell.value()?;
    Some(Fact::new(text.to_owned(), cell.span))
}
