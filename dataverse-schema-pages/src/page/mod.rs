//! Splits Markdown into blocks: headings, paragraphs, lists, and tables, each with its span.

mod block;
mod cell;
mod escape;
mod heading;
mod line_break;
mod list;
mod outline;
mod parts;
mod table;

#[cfg(feature = "lint")]
pub(crate) use block::front_matter;
pub(crate) use block::{Block, Content, content};
pub(crate) use cell::{Cell, Style};
pub(crate) use escape::prose;
#[cfg(feature = "render")]
pub(crate) use escape::{NEWLINE, entity, reference};
pub(crate) use heading::Heading;
#[cfg(feature = "render")]
pub(crate) use line_break::line_break_length;
pub(crate) use line_break::{split_line, without_line_break};
pub(crate) use list::{Item, without_marks};
pub(crate) use parts::{CellPart, CellParts, parts};
pub(crate) use table::{MarkdownRow, MarkdownTable};
