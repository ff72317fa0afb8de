use crate::diagnostic::{Applicability, Code};
use crate::model::{Expected, Extra, ExtraRow, Fact, Stored};
use crate::page::{Block, Cell, MarkdownRow, MarkdownTable, Style};
use crate::read::reader::Reader;
use crate::read::section::tables;
use crate::source::{Source, Span};
use crate::suggest::{did_you_mean, sure_typo, without_invisible};

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
        // The parts of a configuration have marks of their own.
        if !key.text.ends_with("Configuration") {
            reader.check_marks(value);
        }
        let outcome = store(&key.text, value);
        let has_key = |key: &str| table.rows().any(|row| row.cells[0].text == key);
        if check_stored(reader, outcome, known, key, value, &has_key) {
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
/// Returns true if the key is unknown and not a typo of a known key. `has_key` returns true for the
/// keys beside it.
pub(super) fn check_stored(
    reader: &mut Reader<'_, '_>,
    outcome: Stored,
    known: &[&'static str],
    key: &Cell<'_>,
    value: &Cell<'_>,
    has_key: &dyn Fn(&str) -> bool,
) -> bool {
    let name = || key.one_line();
    match outcome {
        Stored::Yes => {}
        Stored::UnknownKey => match did_you_mean(&name(), known) {
            Some(near) => reader.error(
                Code::UnknownKey,
                key.span,
                format!("unknown key `{}`", name()),
                |d| {
                    let is_sure = sure_typo(&name(), known).is_some() && !has_key(near);
                    d.suggest_word(&name(), near, Applicability::new(is_sure))
                },
            ),
            None => return true,
        },
        Stored::Duplicate(first) => reader.duplicate(
            Code::DuplicateRow,
            format_args!("`{}`", name()),
            key.span,
            first,
        ),
        Stored::Invalid(expected) => reader.invalid_value(&name(), value, expected),
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
        let mut last = first.header();
        for row in first.rows() {
            if row.cells.iter().all(is_dashes) {
                // After a second header, they belong to another table.
                let is_sure =
                    self.source.slice(last.span) != self.source.slice(first.header().span);
                let line = self.source.whole_line(row.span.start());
                self.error(
                    Code::UnexpectedDashes,
                    row.span,
                    "unexpected line of dashes in a table",
                    |d| {
                        d.help("remove it: only the line below the header has dashes")
                            .with_suggestion(line, "", Applicability::new(is_sure))
                    },
                );
            }
            last = row;
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

    /// Checks that marks around a value are closed. They would be a part of it.
    pub(super) fn check_marks(&mut self, value: &Cell<'_>) {
        if value.is_half_marked(self.source) {
            let message = format!("unclosed marks around `{}`", value.one_line());
            self.error(Code::UnclosedMark, value.span, message, |d| {
                d.help("write `**` or a backquote at both ends of the value, or at none")
            });
        }
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
        let end = unclosed_end(self.source, row).filter(|_| found == cells);
        let rest = &self.source.text()[row.span.end()..];
        let is_cut = !row.closed && rest.trim().is_empty();
        self.error(Code::InvalidRow, row.span, message, |d| {
            let d = d.help(format!(
                "write the row as `|{form}|` on one line, and a `|` within a cell as `\\|`"
            ));
            let d = match is_cut {
                true => d.help("check that the page is complete"),
                false => d,
            };
            match end {
                Some((end, is_sure)) => d.with_suggestion(end, "|", Applicability::new(is_sure)),
                None => d,
            }
        });
    }

    pub(super) fn invalid_value(&mut self, key: &str, value: &Cell<'_>, expected: Expected) {
        let text = value.one_line();
        match expected {
            Expected::Form(form) => {
                let form = form_of_key(key).unwrap_or(form);
                let message = format!("invalid `{key}`: expected {form}, found `{text}`");
                let plain = without_separators(&text);
                self.error(Code::InvalidValue, value.span, message, |d| match plain {
                    Some(plain) => {
                        d.help(format!("write the number without separators: `{plain}`"))
                    }
                    None => d.suggest_visible(),
                });
            }
            Expected::OneOf(words) => {
                let message = format!("unknown value `{text}` of `{key}`");
                self.error(Code::UnknownValue, value.span, message, |d| {
                    let visible = without_invisible(&value.text);
                    if visible != value.text && words.contains(&&*visible) {
                        d.suggest_word(&value.text, &visible, Applicability::MachineApplicable)
                    } else {
                        d.suggest_or_list("known values", &value.text, words)
                    }
                });
            }
        }
    }
}

/// Returns the end of a row on one line to which a `|` must be added, and true if nothing else can be
/// missing: the last cell is whole, and the page isn't cut there.
fn unclosed_end(source: &Source, row: MarkdownRow<'_, '_>) -> Option<(Span, bool)> {
    let line = source.trimmed(source.line(row.span.start()));
    let cell = row.cells.last()?;
    if row.closed || cell.span.end() != line.end() {
        return None;
    }
    let is_whole = cell.style == Style::Code && !cell.text.contains('`')
        || matches!(&*cell.text, "True" | "False");
    let is_last = source.text()[line.end()..].trim().is_empty();
    let length = line.end() - line.start();
    Some((line.subspan(length, length), is_whole && !is_last))
}

/// Returns what a number is for, where the key says more than its form.
fn form_of_key(key: &str) -> Option<&'static str> {
    match key {
        "MaxLength" | "MaxSizeInKB" | "MaxHeight" | "MaxWidth" => Some("a positive integer"),
        "Precision" | "SourceTypeMask" => Some("a non-negative integer"),
        "DefaultFormValue" => Some("the value of an option, or `-1` for none"),
        _ => None,
    }
}

/// Returns a number without the marks between its groups of three digits.
fn without_separators(text: &str) -> Option<String> {
    let is_mark = |c: char| matches!(c, ',' | '.' | '\'' | '_' | ' ' | '\u{a0}' | '\u{202f}');
    let mut groups = text.split(is_mark);
    let first = groups.next()?;
    let is_grouped = first.len() < 4
        && !first.is_empty()
        && text.contains(is_mark)
        && groups.all(|group| group.len() == 3);
    let plain = text.replace(is_mark, "");
    let is_number = plain.bytes().all(|byte| byte.is_ascii_digit());
    (is_grouped && is_number).then_some(plain)
}
