use std::io::{BufRead as _, Read};

use quick_xml::errors::Error;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::xml::element::{Element, Origin};
use crate::xml::names::{self, Names};
use crate::xml::stream::Stream;

/// The maximum depth of elements in each other.
const MAX_DEPTH: usize = 256;

/// The maximum number of elements in a file. It takes about a second to read them.
const MAX_ELEMENTS: usize = 4_000_000;

/// The maximum memory for a table, a relationship or an option set. The largest tables take up a
/// third of it.
const MAX_ITEM: usize = 16 << 20;

/// A part of a solution.
pub(crate) enum Item {
    /// The language of the organization that exported the solution.
    BaseLanguage(i32),
    /// One of the languages of the labels.
    Language(i32),
    Table(Element),
    Relationship(Element),
    OptionSet(Element),
}

/// An error in an XML file, with its line.
pub(crate) struct XmlError {
    pub(crate) line: u32,
    pub(crate) message: String,
    pub(crate) cause: Cause,
}

/// The cause of an error in an XML file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cause {
    /// It can't be read to its end.
    Unreadable,
    /// It isn't XML as solutions have it.
    Invalid,
    /// It exceeds a limit.
    Excess,
}

/// Reads the parts of a solution in a file. Files with another root element have none.
///
/// `add` returns the message about a limit that it exceeds.
pub(crate) fn read(
    file: u32,
    reader: impl Read,
    add: &mut dyn FnMut(Item) -> Result<(), String>,
) -> Result<(), XmlError> {
    Parser::new(file, reader, &names::SOLUTION, add).file()
}

/// Reads a file, and hands over parts of the type `I`.
pub(super) struct Parser<'a, R: Read, I> {
    file: u32,
    names: &'static Names,
    reader: Reader<Stream<R>>,
    buffer: Vec<u8>,
    /// The last text.
    text: String,
    /// Children of elements that are open.
    children: Vec<Element>,
    /// The number of elements that are open.
    depth: usize,
    /// The number of elements so far.
    elements: usize,
    /// The memory of the current item.
    kept: usize,
    add: &'a mut dyn FnMut(I) -> Result<(), String>,
}

/// What follows in the XML.
pub(super) enum Next {
    /// The beginning of an element; `None` if it doesn't describe a table.
    Start(Option<Element>),
    End,
    /// A text, or what has neither elements nor text.
    Text,
    Eof,
}

impl<R: Read> Parser<'_, R, Item> {
    fn file(&mut self) -> Result<(), XmlError> {
        self.check_encoding()?;
        loop {
            match self.next()? {
                Next::Start(root) => return self.root(root),
                Next::Eof => return Err(self.error("missing root element")),
                Next::End | Next::Text => {}
            }
        }
    }

    fn root(&mut self, root: Option<Element>) -> Result<(), XmlError> {
        match root {
            Some(root) if root.name == "ImportExportXml" => {
                if let Some(language) = root.attribute("languagecode")
                    && let Ok(language) = language.parse()
                {
                    self.hand_over(Item::BaseLanguage(language))?;
                }
                self.each(&mut |parser, child| match child.name {
                    "Entities" | "EntityRelationships" | "optionsets" => parser.items(),
                    "Languages" => parser.languages(),
                    _ => parser.skip(),
                })?;
            }
            Some(root) if root.name == "EntityRelationships" => self.items()?,
            Some(root) if matches!(root.name, "Entity" | "optionset") => self.item(root)?,
            // Not a part of a solution, so the rest doesn't matter.
            _ => return Ok(()),
        }
        // Archives check a file when it has been read to its end.
        while !matches!(self.next()?, Next::Eof) {}
        Ok(())
    }

    /// Reads a list of tables, relationships or option sets.
    fn items(&mut self) -> Result<(), XmlError> {
        self.each(&mut |parser, child| match child.name {
            "Entity" | "EntityRelationship" | "optionset" => parser.item(child),
            _ => parser.skip(),
        })
    }

    fn item(&mut self, mut item: Element) -> Result<(), XmlError> {
        self.begin_item();
        self.fill(&mut item)?;
        self.hand_over(match item.name {
            "Entity" => Item::Table(item),
            "EntityRelationship" => Item::Relationship(item),
            _ => Item::OptionSet(item),
        })
    }

    fn languages(&mut self) -> Result<(), XmlError> {
        self.each(&mut |parser, mut child| {
            parser.fill(&mut child)?;
            if let Ok(language) = child.text.trim().parse() {
                parser.hand_over(Item::Language(language))?;
            }
            Ok(())
        })
    }
}

impl<'a, R: Read, I> Parser<'a, R, I> {
    pub(super) fn new(
        file: u32,
        reader: R,
        names: &'static Names,
        add: &'a mut dyn FnMut(I) -> Result<(), String>,
    ) -> Self {
        let mut reader = Reader::from_reader(Stream::new(reader));
        reader.config_mut().expand_empty_elements = true;
        Self {
            file,
            names,
            reader,
            buffer: Vec::new(),
            text: String::new(),
            children: Vec::new(),
            depth: 0,
            elements: 0,
            kept: 0,
            add,
        }
    }

    pub(super) fn check_encoding(&mut self) -> Result<(), XmlError> {
        let start = match self.reader.get_mut().fill_buf() {
            Ok(start) => start.get(..2).unwrap_or_default().to_owned(),
            Err(error) => return Err(xml_error(&self.reader, &error.into())),
        };
        let marks: [&[u8]; 4] = [b"\xfe\xff", b"\xff\xfe", b"\0<", b"<\0"];
        if marks.iter().any(|mark| start.starts_with(mark)) {
            return Err(self.error("expected UTF-8, found UTF-16"));
        }
        Ok(())
    }

    /// Begins to count the memory of another item.
    pub(super) fn begin_item(&mut self) {
        self.kept = 0;
    }

    pub(super) fn hand_over(&mut self, item: I) -> Result<(), XmlError> {
        (self.add)(item).map_err(|message| self.limit(&message))
    }

    /// Calls a function for each child of the current element. The function reads up to its end.
    pub(super) fn each(
        &mut self,
        read: &mut dyn FnMut(&mut Self, Element) -> Result<(), XmlError>,
    ) -> Result<(), XmlError> {
        let depth = self.depth;
        while self.depth >= depth {
            match self.next()? {
                Next::Start(Some(child)) => read(self, child)?,
                Next::Start(None) => self.skip()?,
                Next::End | Next::Text | Next::Eof => {}
            }
        }
        Ok(())
    }

    /// Reads the text and the children of an element, up to its end.
    pub(super) fn fill(&mut self, element: &mut Element) -> Result<(), XmlError> {
        let depth = self.depth;
        let first = self.children.len();
        while self.depth >= depth {
            match self.next()? {
                Next::Start(Some(mut child)) => {
                    self.keep(element, child.own_memory())?;
                    self.fill(&mut child)?;
                    self.children.push(child);
                }
                Next::Start(None) => self.skip()?,
                // Most texts are the space between elements.
                Next::Text if element.text.is_empty() && self.text.trim().is_empty() => {}
                Next::Text => {
                    self.keep(element, self.text.len())?;
                    element.text.push_str(&self.text);
                }
                Next::End | Next::Eof => {}
            }
        }
        element.children = self.children.drain(first..).collect();
        Ok(())
    }

    /// Counts the memory of a part of an element.
    fn keep(&mut self, element: &Element, memory: usize) -> Result<(), XmlError> {
        self.kept += memory;
        if self.kept > MAX_ITEM {
            let (name, line) = (element.name, element.origin.line);
            let message = format!("`<{name}>` of line {line} is too large");
            return Err(self.limit(&message));
        }
        Ok(())
    }

    /// Skips an element, up to its end.
    pub(super) fn skip(&mut self) -> Result<(), XmlError> {
        let depth = self.depth;
        while self.depth >= depth {
            match read_event(&mut self.reader, &mut self.buffer)? {
                Event::Start(_) => self.open()?,
                Event::End(_) => self.depth -= 1,
                Event::DocType(_) => return Err(self.document_type()),
                Event::Eof => return Err(self.unclosed()),
                _ => {}
            }
        }
        Ok(())
    }

    pub(super) fn next(&mut self) -> Result<Next, XmlError> {
        self.text.clear();
        match read_event(&mut self.reader, &mut self.buffer)? {
            Event::Start(start) => {
                let origin = Origin {
                    file: self.file,
                    line: self.reader.get_ref().line(),
                };
                let element = element(&start, origin, self.names);
                let element = element.map_err(|error| xml_error(&self.reader, &error))?;
                self.open()?;
                return Ok(Next::Start(element));
            }
            Event::Text(text) => self.text.push_str(&text.xml10_content()),
            Event::CData(text) => self.text.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => match character(&reference) {
                Some(text) => self.text = text,
                None => {
                    let message = format!("unknown entity `&{};`", &*reference);
                    return Err(self.error(&message));
                }
            },
            Event::End(_) => {
                // An end without a beginning is an error of the reader.
                self.depth = self.depth.saturating_sub(1);
                return Ok(Next::End);
            }
            Event::DocType(_) => return Err(self.document_type()),
            Event::Eof if self.depth > 0 => return Err(self.unclosed()),
            Event::Eof => return Ok(Next::Eof),
            _ => {}
        }
        Ok(Next::Text)
    }

    /// Counts an element that begins.
    fn open(&mut self) -> Result<(), XmlError> {
        self.depth += 1;
        self.elements += 1;
        if self.elements > MAX_ELEMENTS {
            return Err(self.limit(&format!("the file has more than {MAX_ELEMENTS} elements")));
        }
        if self.depth > MAX_DEPTH {
            let message = format!("elements are nested more than {MAX_DEPTH} levels deep");
            return Err(self.limit(&message));
        }
        Ok(())
    }

    pub(super) fn error(&self, message: &str) -> XmlError {
        XmlError {
            line: self.reader.get_ref().line(),
            message: message.to_owned(),
            cause: Cause::Invalid,
        }
    }

    fn limit(&self, message: &str) -> XmlError {
        XmlError {
            cause: Cause::Excess,
            ..self.error(message)
        }
    }

    /// Returns the error about a declaration that could define entities.
    fn document_type(&self) -> XmlError {
        self.error("unexpected `<!DOCTYPE …>`, which solutions never contain")
    }

    fn unclosed(&self) -> XmlError {
        self.error("the file ends within an element")
    }
}

fn read_event<'b, R: Read>(
    reader: &mut Reader<Stream<R>>,
    buffer: &'b mut Vec<u8>,
) -> Result<Event<'b>, XmlError> {
    buffer.clear();
    reader.get_mut().begin();
    reader
        .read_event_into(buffer)
        .map_err(|error| xml_error(reader, &error))
}

fn xml_error<R: Read>(reader: &Reader<Stream<R>>, error: &Error) -> XmlError {
    let stream = reader.get_ref();
    let (cause, message) = match error {
        Error::Io(error) if stream.is_exceeded() => (Cause::Excess, error.to_string()),
        Error::Io(error) => (Cause::Unreadable, error.to_string()),
        Error::Encoding(_) => (Cause::Invalid, "invalid UTF-8".to_owned()),
        error => (Cause::Invalid, format!("invalid XML: {error}")),
    };
    XmlError {
        line: stream.line(),
        message,
        cause,
    }
}

/// Returns an element without children, or `None` if it doesn't describe a table.
fn element(
    start: &BytesStart<'_>,
    origin: Origin,
    names: &Names,
) -> Result<Option<Element>, Error> {
    let Some(name) = names.element(start.name().as_ref()) else {
        return Ok(None);
    };
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute?;
        if let Some(name) = names.attribute(attribute.key.as_ref()) {
            let value = attribute.normalized_value(XmlVersion::Implicit1_0)?;
            attributes.push((name, value.into_owned()));
        }
    }
    attributes.shrink_to_fit();
    Ok(Some(Element {
        name,
        origin,
        attributes,
        text: String::new(),
        children: Vec::new(),
    }))
}

/// Returns the character of `&#65;` or `&amp;`.
fn character(reference: &BytesRef<'_>) -> Option<String> {
    match reference.resolve_char_ref() {
        Ok(Some(character)) => Some(character.to_string()),
        Ok(None) => resolve_predefined_entity(reference).map(str::to_owned),
        Err(_) => None,
    }
}
