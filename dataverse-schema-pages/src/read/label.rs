use crate::diagnostic::Code;
use crate::model::{CellValue, Fact, Labeled, LocalizedLabel, Table};
use crate::page::{Cell, MarkdownRow};
use crate::read::reader::Reader;
use crate::read::section::{Entry, SectionContent};

/// The header of a label table.
const HEADER: [&str; 4] = ["Of", "Name", "Label", "Description"];

impl<'s> Reader<'s, '_> {
    /// Reads `## Localized labels`.
    pub(super) fn labels(&mut self, content: &SectionContent<'s>, table: &mut Table) {
        for entry in self.entries("language", content) {
            let Some(language) = self.locale_id(&entry.title) else {
                continue;
            };
            self.check_no_subsections(entry, "a language");
            self.lines(content.section, &entry.blocks)
                .keep(&mut table.extra);
            self.language(entry, &language, &mut table.localized_labels);
        }
    }

    fn language(
        &mut self,
        entry: &Entry<'s>,
        language: &Fact<i32>,
        labels: &mut Vec<LocalizedLabel>,
    ) {
        let Some(table) = self.one_table(&entry.blocks) else {
            let message = format!("missing labels of language {}", language.value);
            self.error(Code::MissingLabels, language.span, message, |d| {
                d.help(format!("add a table `|{}|`", HEADER.join("|")))
            });
            return;
        };
        if !self.check_header(table, &HEADER) {
            return;
        }
        for row in table.rows() {
            let Some(label) = self.label(row, language) else {
                continue;
            };
            match labels.iter().find(|first| first.is_of_same(&label)) {
                Some(first) => {
                    self.duplicate(Code::DuplicateRow, "label", label.of.span, first.of.span);
                }
                None => labels.push(label),
            }
        }
    }

    fn label(&mut self, row: MarkdownRow<'_, 's>, language: &Fact<i32>) -> Option<LocalizedLabel> {
        let ([of, name, label, description], true) = (row.cells, row.closed) else {
            self.invalid_row(row, HEADER.len());
            return None;
        };
        let text = |cell: &Cell<'s>| {
            let text = cell.value()?.to_owned();
            Some(Fact::new(text, cell.span))
        };
        if label.is_blank() && description.is_blank() {
            let message = format!("blank label in language {}", language.value);
            self.error(Code::MissingLabel, label.span, message, |d| {
                d.help("write the label or the description, or remove the row")
            });
            return None;
        }
        self.check_marks(label);
        self.check_marks(description);
        Some(LocalizedLabel {
            language: language.clone(),
            of: self.cell::<Labeled>(HEADER[0], of)?,
            name: Fact::new(name.one_line().into_owned(), name.span),
            label: text(label),
            description: text(description),
        })
    }

    fn cell<T: CellValue>(&mut self, key: &str, cell: &Cell<'s>) -> Option<Fact<T>> {
        match T::parse(&cell.text) {
            Ok(value) => Some(Fact::new(value, cell.span)),
            Err(expected) => {
                self.invalid_value(key, cell, expected);
                None
            }
        }
    }
}
