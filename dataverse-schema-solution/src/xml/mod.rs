//! Streams XML into the elements that describe tables.

mod element;
mod metadata;
mod names;
mod reader;
mod stream;

pub(crate) use element::{Element, Origin};
pub(crate) use metadata::read_metadata;
pub(crate) use reader::{Cause, Item, XmlError, read};
pub(crate) use stream::MAX_UNPACKED;
