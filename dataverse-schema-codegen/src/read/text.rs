use crate::model::{Extra, Fact};
use crate::page::{Block, Table};
use crate::read::Reader;
use crate::source::Span;

/// The beginnings of sentences that pages have in certain places and that say nothing of the table.
const SENTENCES: &[&str] = &[
    "The following table lists ",
    "Messages represent operations ",
    "Events are messages that ",
    "These columns/attributes return ",
    "These relationships are ",
    "This is a self-referencing many-to-many relationship.",
];

/// The beginnings of lines that consist of a link to the other end of a relationship.
const LINKS: &[&str] = &[
    "One-To-Many Relationship: [",
    "Many-To-One Relationship: [",
    "See [",
];

/// The key of other texts in `extra`.
const TEXT: &str = "text";

impl Reader<'_> {
    /// Keeps what stands between tables and isn't one of the usual sentences.
    pub(super) fn keep_text(&mut self, blocks: &[&Block], extra: &mut Extra) {
        for block in blocks {
            match block {
                Block::Table(_) => {}
                Block::List(items, _) => {
                    for item in items.iter().filter(|item| !item.is_index()) {
                        extra.add(TEXT, Fact::new(item.text.clone(), item.span));
                    }
                }
                Block::Heading(_) | Block::Quote(_) => self.keep(block.span(), extra),
                Block::Text(span) => self.keep_lines(*span, extra),
            }
        }
    }

    fn keep(&self, span: Span, extra: &mut Extra) {
        let text = self.source.slice(span).to_owned();
        extra.add(TEXT, Fact::new(text, span));
    }

    fn keep_lines(&mut self, span: Span, extra: &mut Extra) {
        let text = self.source.slice(span);
        if text.starts_with('|') {
            self.error(
                span,
                "a table without a line of dashes below its first line",
                |d| {
                    d.help("tables begin with two lines such as `|Property|Value|` and `|---|---|`")
                },
            );
            return;
        }
        let hidden = |line: &str| line.starts_with("## ") || line.starts_with("|---");
        if text.lines().any(hidden) {
            self.error(
                span,
                "a comment, HTML or code hides a part of the page",
                |d| d.help("is a `<!--`, a tag or a code block open here?"),
            );
            return;
        }
        let is_usual = |line: &str| {
            let begins = |beginnings: &[&str]| beginnings.iter().any(|b| line.starts_with(b));
            begins(SENTENCES)
                || begins(LINKS) && line.ends_with(')') && line.matches("](").count() == 1
        };
        if !text.lines().all(|line| is_usual(line.trim_end())) {
            self.keep(span, extra);
        }
    }

    /// Whether a table has the columns that it should have.
    pub(super) fn has_header(&mut self, table: &Table, expected: &[&str]) -> bool {
        let cells = table.header.cells.iter().map(|cell| cell.text.as_str());
        let is_expected = cells.eq(expected.iter().copied());
        if !is_expected {
            let form = expected.join("|");
            self.error(table.header.span, "unknown form of a table", |d| {
                d.help(format!("a table in this place begins with `|{form}|`"))
            });
        }
        is_expected
    }
}
