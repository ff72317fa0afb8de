use crate::diagnostic::Code;
use crate::model::{Expected, Extra, ExtraRow, Fact, Stored};
use crate::page::{Block, Cell, MarkdownRow, MarkdownTable};
use crate::read::reader::Reader;
use crate::read::section::tables;
use crate::suggest::did_you_mean;

/// Stores the rows of a table `|Property|Value|`.
pub(super) fn store_rows(
    reader: &mut Reader<'_, '_>,
    table: &MarkdownTable<'_>,
    known: &[&'static str],
    extra: &mut Extra,
    mut store: impl FnMut(&str, &Cell<'_>) -> Stored,
) {
    if !reader.check_header(table, &["Property", "Value"]) {
        return;
    }
    for row in table.rows() {
        let ([key, value], true) = (row.cells, row.closed) else {
            reader.invalid_row(row, 2);
            continue;
        };
        let outcome = store(&key.text, value);
        if check_stored(reader, outcome, known, key, value) {
            let name = key.one_line();
            if let Some(first) = extra.row(&name) {
                reader.duplicate(
                    Code::DuplicateRow,
                    format_args!("`{name}`"),
                    key.span,
                    first.key.span,
                );
                continue;
            }
            extra.rows.push(ExtraRow {
                part_of: None,
                key: Fact::new(name.into_owned(), key.span),
                value: Fact::new(value.one_line().into_owned(), value.span),
            });
        }
    }
}

/// Reports the error in a row, if there is one.
///
/// Returns true if the key is unknown and not a typo of a known key.
pub(super) fn check_stored(
    reader: &mut Reader<'_, '_>,
    outcome: Stored,
    known: &[&'static str],
    key: &Cell<'_>,
    value: &Cell<'_>,
) -> bool {
    let name = key.one_line();
    match outcome {
        Stored::Yes => {}
        Stored::UnknownKey => match did_you_mean(&name, known) {
            Some(near) => reader.error(
                Code::UnknownKey,
                key.span,
                format!("unknown key `{name}`"),
                |d| d.help(format!("did you mean `{near}`?")),
            ),
            None => return true,
        },
        Stored::Duplicate(first) => reader.duplicate(
            Code::DuplicateRow,
            format_args!("`{name}`"),
            key.span,
            first,
        ),
        Stored::Invalid(expected) => reader.invalid_value(&name, value, expected),
    }
    false
}

impl<'s> Reader<'s, '_> {
    /// Returns the property table of an entry. Reports an error if there are several.
    pub(super) fn one_table<'a>(
        &mut self,
        blocks: &[&'a Block<'a>],
    ) -> Option<&'a MarkdownTable<'a>> {
        let mut tables = tables(blocks);
        let first = tables.next()?;
        let is_dashes = |cell: &Cell<'_>| {
            cell.text.contains('-') && cell.text.trim_matches(['-', ':']).is_empty()
        };
        for row in first.rows() {
            if row.cells.iter().all(is_dashes) {
                self.error(
                    Code::UnexpectedDashes,
                    row.span,
                    "unexpected line of dashes in a table",
                    |d| d.help("remove it: only the line below the header has dashes"),
                );
            }
        }
        for second in tables {
            let source = self.source;
            self.error(
                Code::SecondTable,
                second.header().span,
                "unexpected second table",
                |d| {
                    d.with_related(source, first.header().span, "first table")
                        .help("check whether a heading is missing between them")
                },
            );
        }
        Some(first)
    }

    /// Returns true if a table has the expected header. Reports an error otherwise.
    pub(super) fn check_header(&mut self, table: &MarkdownTable<'_>, expected: &[&str]) -> bool {
        let cells = table.header().cells.iter().map(|cell| &*cell.text);
        let is_expected = cells.eq(expected.iter().copied());
        if !is_expected {
            let form = expected.join("|");
            self.error(
                Code::InvalidTableHeader,
                table.header().span,
                "invalid table header",
                |d| d.help(format!("write the header as `|{form}|`")),
            );
        }
        is_expected
    }

    pub(super) fn invalid_row(&mut self, row: MarkdownRow<'_, '_>, cells: usize) {
        let found = row.cells.len();
        let message = if row.closed || found != cells {
            format!("invalid table row: expected {cells} cells, found {found}")
        } else {
            "invalid table row: missing `|` after the last cell".to_owned()
        };
        let form = vec!["…"; cells].join("|");
        self.error(Code::InvalidRow, row.span, message, |d| {
            d.help(format!(
                "write the row as `|{form}|` on one line, and a `|` within a cell as `\\|`"
            ))
        });
    }

    pub(super) fn invalid_value(&mut self, key: &str, value: &Cell<'_>, expected: Expected) {
        let text = value.one_line();
        match expected {
            Expected::Form(form) => {
                let message = format!("invalid `{key}`: expected {form}, found `{text}`");
                self.error(Code::InvalidValue, value.span, message, |d| d);
            }
            Expected::OneOf(words) => {
                let message = format!("unknown value `{text}` of `{key}`");
                self.error(Code::UnknownValue, value.span, message, |d| {
                    d.suggest_or_list("known values", &value.text, words)
                });
            }
        }
    }
}
