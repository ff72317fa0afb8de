use crate::model::{Table, TableFacts};
use crate::read::property_table::store_rows;
use crate::read::reader::Reader;
use crate::read::section::SectionContent;

impl<'s> Reader<'s, '_> {
    /// Reads `## Properties`.
    pub(super) fn properties(&mut self, content: &SectionContent<'s>, table: &mut Table) {
        let Table { facts, extra, .. } = table;
        if let Some(rows) = self.one_table(&content.blocks) {
            store_rows(self, rows, TableFacts::KEYS, extra, |key, cell| {
                facts.store(key, cell.value(), cell.span)
            });
        }
        self.own_table.clone_from(&facts.logical_name);
    }
}
