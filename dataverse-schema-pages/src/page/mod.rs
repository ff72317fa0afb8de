//! Splits Markdown into blocks: headings, paragraphs, lists and tables, each with its span.

mod block;
mod cell;
mod heading;
mod line_break;
mod list;
mod outline;
mod parts;
mod table;

pub(crate) use block::{Block, blocks};
pub(crate) use cell::{Cell, Style};
pub(crate) use heading::Heading;
pub(crate) use list::{Item, without_marks};
pub(crate) use parts::{CellPart, CellParts, parts};
pub(crate) use table::{MarkdownRow, MarkdownTable};
