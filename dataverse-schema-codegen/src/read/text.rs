use crate::model::{Extra, Fact};
use crate::page::{Block, Table};
use crate::read::Reader;

/// The beginnings of sentences that pages have in certain places and that say nothing of the table.
const SENTENCES: &[&str] = &[
    "The following table lists ",
    "These columns/attributes return ",
    "These relationships are ",
    "One-To-Many Relationship: [",
    "Many-To-One Relationship: [",
    "This is a self-referencing many-to-many relationship.",
];

/// The key of other texts in `extra`.
const TEXT: &str = "text";

impl Reader<'_> {
    /// Keeps what stands between tables and isn't one of the usual sentences.
    pub(super) fn keep_text(&mut self, blocks: &[&Block], extra: &mut Extra) {
        for block in blocks {
            let span = match block {
                Block::Table(_) => continue,
                Block::Heading(heading) => heading.title.span,
                Block::List(items, _) if items.iter().all(is_index) => continue,
                Block::List(_, span) | Block::Quote(span) | Block::Text(span) => *span,
            };
            let text = self.source.slice(span);
            if text.starts_with('|') {
                self.error(span, "a table without a line of dashes below its first line", |d| {
                    d.help("tables begin with two lines such as `|Property|Value|` and `|---|---|`")
                });
            } else if !SENTENCES.iter().any(|sentence| text.starts_with(sentence))
                && !is_link_to_other_end(text)
            {
                extra.add(TEXT, Fact::new(text.to_owned(), span));
            }
        }
    }

    /// Whether a table has the columns that it should have.
    pub(super) fn has_header(&mut self, table: &Table, expected: &[&str]) -> bool {
        let cells = &table.header.cells;
        let is_expected = cells.len() == expected.len()
            && cells
                .iter()
                .zip(expected)
                .all(|(cell, text)| cell.text.starts_with(text));
        if !is_expected {
            let form = expected.join("|");
            self.error(table.header.span, "unknown form of a table", |d| {
                d.help(format!("a table in this place begins with `|{form}|`"))
            });
        }
        is_expected
    }
}

fn is_index(item: &crate::page::Item) -> bool {
    item.link
        .as_deref()
        .is_some_and(|link| link.starts_with('#'))
}

/// `See [list listaccount_association Many-To-Many Relationship](list.md#BKMK_listaccount_association)`
fn is_link_to_other_end(text: &str) -> bool {
    text.starts_with("See [")
        && text.contains(" Many-To-Many Relationship](")
        && text.ends_with(')')
}
