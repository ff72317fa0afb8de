use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

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
    pub(super) fn detect(start: &[u8]) -> (Self, u64) {
        match start {
            [0xEF, 0xBB, 0xBF, ..] => (Self::Utf8, 3),
            [0xFF, 0xFE, ..] => (Self::Utf16Le, 2),
            [0xFE, 0xFF, ..] => (Self::Utf16Be, 2),
            [first, 0, ..] if *first != 0 => (Self::Utf16Le, 0),
            [0, second, ..] if *second != 0 => (Self::Utf16Be, 0),
            _ => (Self::Utf8, 0),
        }
    }

    /// Returns the number of bytes that a string has in a file.
    pub(super) fn length(self, text: &str) -> u64 {
        let length = match self {
            Self::Utf8 => text.len(),
            Self::Utf16Le | Self::Utf16Be => 2 * text.encode_utf16().count(),
        };
        length as u64
    }

    fn unit(self, bytes: [u8; 2]) -> u16 {
        match self {
            Self::Utf16Be => u16::from_be_bytes(bytes),
            _ => u16::from_le_bytes(bytes),
        }
    }
}

/// Reads a file as UTF-8, and counts the bytes that were read.
pub(super) struct Decoder<R> {
    inner: R,
    encoding: Encoding,
    position: Rc<Cell<u64>>,
    /// The rest of the last character, if the file is UTF-16.
    pending: Vec<u8>,
    /// A unit that was read behind a lone surrogate.
    next: Option<u16>,
}

impl<R: Read> Decoder<R> {
    /// Creates a decoder for the bytes after the byte order mark, which are at `position` of the
    /// file.
    pub(super) fn new(inner: R, encoding: Encoding, position: u64) -> Self {
        Self {
            inner,
            encoding,
            position: Rc::new(Cell::new(position)),
            pending: Vec::new(),
            next: None,
        }
    }

    /// Returns the offset in the file after the last byte that was read.
    ///
    /// It is exact after an ASCII character.
    pub(super) fn position(&self) -> Rc<Cell<u64>> {
        Rc::clone(&self.position)
    }

    fn advance(&self, bytes: usize) {
        self.position.set(self.position.get() + bytes as u64);
    }

    fn unit(&mut self) -> io::Result<Option<u16>> {
        if let Some(unit) = self.next.take() {
            return Ok(Some(unit));
        }
        let mut bytes = [0; 2];
        match self.inner.read(&mut bytes[..1])? {
            0 => return Ok(None),
            _ => self.inner.read_exact(&mut bytes[1..])?,
        }
        Ok(Some(self.encoding.unit(bytes)))
    }

    /// Decodes a character. A lone surrogate becomes U+FFFD.
    fn decode(&mut self) -> io::Result<()> {
        let Some(first) = self.unit()? else {
            return Ok(());
        };
        let mut units = vec![first];
        if (0xD800..0xDC00).contains(&first) {
            match self.unit()? {
                Some(second) if (0xDC00..0xE000).contains(&second) => units.push(second),
                other => self.next = other,
            }
        }
        self.advance(2 * units.len());
        let text = String::from_utf16_lossy(&units);
        self.pending.extend(text.bytes().rev());
        Ok(())
    }
}

impl<R: Read> Read for Decoder<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.encoding == Encoding::Utf8 {
            let length = self.inner.read(buffer)?;
            self.advance(length);
            return Ok(length);
        }
        let Some(first) = buffer.first_mut() else {
            return Ok(0);
        };
        if self.pending.is_empty() {
            self.decode()?;
        }
        let Some(byte) = self.pending.pop() else {
            return Ok(0);
        };
        *first = byte;
        Ok(1)
    }
}
