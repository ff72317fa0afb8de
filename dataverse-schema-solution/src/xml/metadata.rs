use std::io::Read;

use crate::xml::element::Element;
use crate::xml::names;
use crate::xml::reader::{Next, Parser, XmlError};

/// Reads the definitions in `$metadata`, one after another: types, operations, and entity sets.
///
/// `add` returns the message about a limit that it exceeds.
pub(crate) fn read_metadata(
    file: u32,
    reader: impl Read,
    add: &mut dyn FnMut(Element) -> Result<(), String>,
) -> Result<(), XmlError> {
    let mut parser = Parser::new(file, reader, &names::METADATA, add);
    parser.check_encoding()?;
    loop {
        match parser.next()? {
            Next::Start(Some(root)) if root.name == "edmx:Edmx" => return parser.services(),
            Next::Start(_) => return Err(parser.error("expected the root element `<edmx:Edmx>`")),
            Next::Eof => return Err(parser.error("missing root element")),
            Next::End | Next::Text => {}
        }
    }
}

impl<R: Read> Parser<'_, R, Element> {
    /// Reads the definitions within the elements around them.
    fn services(&mut self) -> Result<(), XmlError> {
        self.each(&mut |parser, mut child| match child.name {
            "edmx:DataServices" | "Schema" | "EntityContainer" => parser.services(),
            _ => {
                parser.begin_item();
                parser.fill(&mut child)?;
                parser.hand_over(child)
            }
        })
    }
}
