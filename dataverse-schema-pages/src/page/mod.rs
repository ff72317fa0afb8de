//! Splits Markdown into blocks: headings, paragraphs, lists and tables, each with its span.

mod block;
mod cell;
mod outline;
mod table;

pub(crate) use block::{Block, Heading, Item, blocks, without_marks};
pub(crate) use cell::{Cell, Style};
pub(crate) use table::{Row, Table};
