use std::borrow::Cow;
use std::char::{REPLACEMENT_CHARACTER, decode_utf16};

/// How a file encodes its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
}

impl Encoding {
    /// Returns the encoding of a file that begins with these bytes, and the length of its byte order
    /// mark.
    ///
    /// JSON begins with two ASCII characters, so UTF-16 is recognized without a mark, too.
    pub(super) fn detect(start: &[u8]) -> (Self, usize) {
        match start {
            [0xEF, 0xBB, 0xBF, ..] => (Self::Utf8, 3),
            [0xFF, 0xFE, ..] => (Self::Utf16Le, 2),
            [0xFE, 0xFF, ..] => (Self::Utf16Be, 2),
            [first, 0, ..] if *first != 0 => (Self::Utf16Le, 0),
            [0, second, ..] if *second != 0 => (Self::Utf16Be, 0),
            _ => (Self::Utf8, 0),
        }
    }

    /// Returns the number of bytes that a decoded text has in a file.
    pub(super) fn length(self, text: &[u8]) -> usize {
        match self {
            Self::Utf8 => text.len(),
            // Characters of four bytes consist of two units.
            Self::Utf16Le | Self::Utf16Be => {
                let is_unit = |byte: &&u8| !(0x80..0xC0).contains(*byte);
                let is_second_unit = |byte: &&u8| **byte >= 0xF0;
                let units = text.iter().filter(is_unit).count();
                2 * (units + text.iter().filter(is_second_unit).count())
            }
        }
    }

    /// Returns a text as UTF-8, which is checked only for UTF-16: lone surrogates become U+FFFD.
    pub(super) fn decode(self, bytes: Cow<'_, [u8]>) -> Cow<'_, [u8]> {
        let unit = match self {
            Self::Utf8 => return bytes,
            Self::Utf16Le => u16::from_le_bytes,
            Self::Utf16Be => u16::from_be_bytes,
        };
        let (units, rest) = bytes.as_chunks();
        let characters = decode_utf16(units.iter().copied().map(unit));
        let characters = characters.map(|found| found.unwrap_or(REPLACEMENT_CHARACTER));
        let cut = (!rest.is_empty()).then_some(REPLACEMENT_CHARACTER);
        let text: String = characters.chain(cut).collect();
        Cow::Owned(text.into_bytes())
    }
}
