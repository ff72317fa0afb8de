//! Finds the items of a body, one at a time.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;
use serde_json::value::RawValue;

use super::encoding::Encoding;
use super::file::MetadataFile;
use super::json::{Json, NEXT_LINK};
use crate::diagnostic::{Code, Diagnostic};

/// Where an item is in a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// The path of the list that has the item, and its index.
    item: Option<(&'static str, usize)>,
    /// Its offsets in the file, if there is one.
    start: usize,
    end: usize,
    encoding: Encoding,
}

impl Entry {
    fn whole(range: Range<usize>, encoding: Encoding) -> Self {
        Self {
            item: None,
            start: range.start,
            end: range.end,
            encoding,
        }
    }

    /// Returns the path of the item in the JSON of its file.
    pub(super) fn path(&self) -> String {
        match self.item {
            Some((list, index)) => format!("{list}[{index}]"),
            None => "$".to_owned(),
        }
    }

    /// Loads the item.
    pub(super) fn load<'f>(&self, file: &'f MetadataFile) -> Result<Cow<'f, Json>, Diagnostic> {
        if let Some(definition) = file.definition() {
            return Ok(Cow::Borrowed(definition));
        }
        let text = file.slice(self.start, self.end, self.encoding)?;
        let item = serde_json::from_str(&text).map_err(|error| invalid(file, &error))?;
        Ok(Cow::Owned(item))
    }
}

/// What a body has besides its items.
#[derive(Default)]
pub(super) struct Envelope {
    /// `@odata.context`.
    pub(super) context: Option<String>,
    /// The error that the service returned.
    pub(super) error: Option<Json>,
    /// True if the service has more items than the body.
    pub(super) is_partial: bool,
    /// True if the items are those of a list.
    has_list: bool,
}

/// Calls `found` with each item of a file.
pub(super) fn scan(
    file: &MetadataFile,
    found: &mut dyn FnMut(Entry, &Json),
) -> Result<Envelope, Diagnostic> {
    let (envelope, whole) = match file.definition() {
        Some(_) => (Envelope::default(), Entry::whole(0..0, Encoding::Utf8)),
        None => scan_lists(file, found)?,
    };
    if !envelope.has_list && envelope.error.is_none() {
        found(whole, whole.load(file)?.as_ref());
    }
    Ok(envelope)
}

/// Calls `found` with each item of a file that has lists. Returns the whole file, too.
fn scan_lists(
    file: &MetadataFile,
    found: &mut dyn FnMut(Entry, &Json),
) -> Result<(Envelope, Entry), Diagnostic> {
    let content = file.read()?;
    let (encoding, mark) = Encoding::detect(&content);
    let text = encoding.decode(Cow::Borrowed(&content[mark..]));
    let mut deserializer = serde_json::Deserializer::from_slice(&text);
    let mut envelope = Envelope::default();
    let mut position = Position {
        encoding,
        text: &text,
        offset: mark,
    };
    let body = Body {
        items: Items {
            list: "$",
            position: &mut position,
            found,
        },
        envelope: &mut envelope,
    };
    let read = body.deserialize(&mut deserializer);
    read.and_then(|()| deserializer.end())
        .map_err(|error| invalid(file, &error))?;
    Ok((envelope, Entry::whole(mark..content.len(), encoding)))
}

fn invalid(file: &MetadataFile, error: &serde_json::Error) -> Diagnostic {
    let name = file.name();
    match error.classify() {
        Category::Io => {
            let message = format!("cannot read `{name}`: {error}");
            Diagnostic::general(Code::CannotReadFile, message)
        }
        Category::Data => {
            let message = format!("{name}: $: {error}");
            Diagnostic::general(Code::InvalidDefinition, message)
        }
        Category::Syntax | Category::Eof => {
            let message = format!("{name}: invalid JSON: {error}");
            Diagnostic::general(Code::InvalidJson, message)
        }
    }
}

/// Reads a body: an item, a list of items, or an object with a list.
struct Body<'a, 't> {
    items: Items<'a, 't>,
    envelope: &'a mut Envelope,
}

impl<'de> DeserializeSeed<'de> for Body<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Body<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<(), A::Error> {
        self.envelope.has_list = true;
        self.items.visit_seq(items)
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<(), A::Error> {
        let envelope = self.envelope;
        while let Some(name) = members.next_key::<String>()? {
            let list = match name.as_str() {
                "value" => "$.value",
                // That of `RetrieveMetadataChanges`.
                "EntityMetadata" => "$.EntityMetadata",
                "@odata.context" => {
                    envelope.context = members.next_value::<Json>()?.text().map(str::to_owned);
                    continue;
                }
                "error" => {
                    envelope.error = Some(members.next_value()?);
                    continue;
                }
                _ => {
                    envelope.is_partial |= name == NEXT_LINK;
                    members.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            envelope.has_list = true;
            let items = Items {
                list,
                position: &mut *self.items.position,
                found: &mut *self.items.found,
            };
            members.next_value_seed(items)?;
            self.items.list = list;
        }
        Ok(())
    }
}

/// Reads the items of a list.
struct Items<'a, 't> {
    /// The path of the list.
    list: &'static str,
    position: &'a mut Position<'t>,
    found: &'a mut dyn FnMut(Entry, &Json),
}

impl<'de> DeserializeSeed<'de> for Items<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Items<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let mut index = 0;
        while let Some(raw) = items.next_element::<&RawValue>()? {
            let start = self.position.advance_to(raw.get());
            let entry = Entry {
                item: Some((self.list, index)),
                start,
                end: self.position.offset,
                encoding: self.position.encoding,
            };
            let item = serde_json::from_str(raw.get()).map_err(serde::de::Error::custom)?;
            (self.found)(entry, &item);
            index += 1;
        }
        Ok(())
    }
}

/// An offset in a file, and the decoded text that follows it.
struct Position<'t> {
    encoding: Encoding,
    text: &'t [u8],
    offset: usize,
}

impl Position<'_> {
    /// Moves to the end of an item of the text, and returns the offset of its start.
    fn advance_to(&mut self, item: &str) -> usize {
        let before = item.as_ptr().addr() - self.text.as_ptr().addr();
        let (before, text) = self.text.split_at(before);
        let (item, rest) = text.split_at(item.len());
        let start = self.offset + self.encoding.length(before);
        self.offset = start + self.encoding.length(item);
        self.text = rest;
        start
    }
}
