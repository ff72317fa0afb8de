use crate::model::{AlternateKey, Extra, Fact, KeyFacts};
use crate::read::property_table::store_rows;
use crate::read::reader::Reader;
use crate::read::section::SectionContent;

impl<'s> Reader<'s, '_> {
    /// Reads `## Alternate keys`.
    pub(super) fn keys(&mut self, content: &SectionContent<'s>, keys: &mut Vec<AlternateKey>) {
        for entry in self.entries("alternate key", content) {
            let mut facts = KeyFacts::default();
            let mut extra = Extra::default();
            if let Some(table) = self.one_table(&entry.blocks) {
                store_rows(self, table, KeyFacts::KEYS, &mut extra, |key, cell| {
                    facts.store(key, cell.value(), cell.span)
                });
            }
            self.lines(content.section, &entry.blocks).keep(&mut extra);
            self.check_no_subsections(entry, "an alternate key");
            keys.push(AlternateKey {
                schema_name: Fact::new(entry.title.text.clone().into_owned(), entry.title.span),
                facts,
                extra,
            });
        }
    }
}
