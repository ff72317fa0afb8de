//! Splits Markdown into blocks: headings, paragraphs, lists and tables, each with its span.

mod block;
mod cell;
mod line_break;
mod outline;
mod parts;
mod table;

pub(crate) use block::{Block, Heading, Item, blocks, without_marks};
pub(crate) use cell::{Cell, Style};
pub(crate) use parts::{CellPart, CellParts, parts};
pub(crate) use table::{Row, Table};
