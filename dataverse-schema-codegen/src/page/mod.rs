//! Markdown to blocks: headings, paragraphs, lists and tables, each with its place in the page.

mod block;
mod cell;

pub(crate) use block::{Block, Heading, Item, Row, Table, blocks};
pub(crate) use cell::{Cell, Style};
