use crate::model::{Column, ColumnFacts, Extra, Fact};
use crate::read::link::changes_from;
use crate::read::property_table::store_rows;
use crate::read::reader::Reader;
use crate::read::section::SectionContent;

impl<'s> Reader<'s, '_> {
    pub(super) fn columns(
        &mut self,
        content: &SectionContent<'s>,
        writable: Option<bool>,
        columns: &mut Vec<Column>,
    ) {
        columns.reserve_exact(content.entries.len());
        for entry in self.entries("column", content) {
            let mut column = Column {
                schema_name: Fact::new(entry.title.text.clone().into_owned(), entry.title.span),
                writable,
                changes_from: None,
                added_by: None,
                facts: ColumnFacts::default(),
                options: None,
                extra: Extra::default(),
            };
            let Column { facts, extra, .. } = &mut column;
            if let Some(table) = self.one_table(&entry.blocks) {
                store_rows(self, table, ColumnFacts::KEYS, extra, |key, cell| {
                    facts.store(key, cell.value(), cell.span)
                });
            }
            let mut lines = self.lines(content.section, &entry.blocks);
            lines.added_by(self, &mut column.added_by);
            for link in lines.take(changes_from) {
                self.store_line("Changes from", &mut column.changes_from, link);
            }
            self.choices(entry, &mut column, &mut lines);
            lines.keep(&mut column.extra);
            columns.push(column);
        }
    }
}
