use serde::de::Error as _;
use serde_json::Error;

/// JSON text and the place up to which it was read.
///
/// Functions return `None` where the text isn't what they expect.
pub(super) struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

/// The error after which serde_json reads the text again, so it needs no message.
#[cold]
pub(super) fn unexpected() -> Error {
    Error::custom("unexpected JSON")
}

/// What a string in JSON is.
pub(super) enum Quoted<'t> {
    /// Its text.
    Plain(&'t str),
    /// A string with escapes, in its quotes.
    Escaped(&'t str),
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// Returns the next byte that isn't space, and stays before it.
    #[inline]
    pub(super) fn peek(&mut self) -> Option<u8> {
        match self.text.as_bytes().get(self.at) {
            Some(byte) if *byte > b' ' => Some(*byte),
            _ => self.peek_beyond_space(),
        }
    }

    #[cold]
    fn peek_beyond_space(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        while at < bytes.len() {
            let byte = bytes[at];
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                self.at = at;
                return Some(byte);
            }
            at += 1;
        }
        None
    }

    /// Goes beyond a byte that [`peek`](Self::peek) returned.
    #[inline]
    pub(super) fn skip(&mut self) {
        self.at += 1;
    }

    /// Goes beyond this byte if it is the next that isn't space.
    #[inline]
    pub(super) fn take(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.skip())
    }

    /// Reads this word, without space before it.
    #[inline]
    pub(super) fn word(&mut self, word: &str) -> Option<&'t str> {
        let text = self.text.get(self.at..self.at + word.len())?;
        if text != word {
            return None;
        }
        self.at += word.len();
        Some(text)
    }

    /// Reads a string.
    #[inline]
    pub(super) fn quoted(&mut self) -> Option<Quoted<'t>> {
        self.take(b'"')?;
        let start = self.at;
        self.at = plain_end(self.text.as_bytes(), start);
        match self.text.as_bytes().get(self.at)? {
            b'"' => {
                self.at += 1;
                Some(Quoted::Plain(&self.text[start..self.at - 1]))
            }
            b'\\' => self.escaped(start - 1),
            _ => None,
        }
    }

    /// Returns the text after the quote of a string that is next.
    #[inline]
    pub(super) fn rest_of_quoted(&mut self) -> Option<&'t [u8]> {
        if self.peek()? != b'"' {
            return None;
        }
        Some(&self.text.as_bytes()[self.at + 1..])
    }

    /// Goes beyond a plain string of this length, in its quotes.
    #[inline]
    pub(super) fn skip_quoted(&mut self, length: usize) {
        self.at += length + 2;
    }

    /// Reads the rest of a string, from an escape.
    #[cold]
    fn escaped(&mut self, start: usize) -> Option<Quoted<'t>> {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.at)? {
                b'"' => break,
                b'\\' => self.at += 2,
                _ => return None,
            }
            self.at = plain_end(bytes, self.at);
        }
        self.at += 1;
        Some(Quoted::Escaped(&self.text[start..self.at]))
    }

    /// Reads a number in JSON's grammar.
    #[inline]
    pub(super) fn number(&mut self) -> Option<&'t str> {
        let first = self.peek()?;
        let bytes = self.text.as_bytes();
        let mut at = self.at;
        if first == b'-' {
            at += 1;
        }
        at = if byte_at(bytes, at) == b'0' {
            at + 1
        } else {
            digits_end(bytes, at)?
        };
        if byte_at(bytes, at) == b'.' {
            at = digits_end(bytes, at + 1)?;
        }
        if matches!(byte_at(bytes, at), b'e' | b'E') {
            at += 1;
            if matches!(byte_at(bytes, at), b'+' | b'-') {
                at += 1;
            }
            at = digits_end(bytes, at)?;
        }
        let number = &self.text[self.at..at];
        self.at = at;
        Some(number)
    }

    /// Reads any value. Doesn't check the grammar of objects and lists, and of escapes.
    pub(super) fn value(&mut self) -> Option<&'t str> {
        let bytes = self.text.as_bytes();
        let mut depth = 0_usize;
        let first = self.peek()?;
        let start = self.at;
        match first {
            b'"' | b'{' | b'[' => {}
            b'n' => return self.word("null"),
            b't' => return self.word("true"),
            b'f' => return self.word("false"),
            _ => return self.number(),
        }
        loop {
            match bytes.get(self.at)? {
                b'"' => {
                    self.quoted()?;
                }
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' => {
                    depth = depth.checked_sub(1)?;
                    self.at += 1;
                }
                _ => self.at += 1,
            }
            if depth == 0 {
                return Some(&self.text[start..self.at]);
            }
        }
    }
}

// Unlike loops with an index, iterators over bytes are slow in programs that aren't optimized.

/// Returns the byte at this index, or 0 at the end.
#[inline]
fn byte_at(bytes: &[u8], at: usize) -> u8 {
    if at < bytes.len() { bytes[at] } else { 0 }
}

/// Returns the index after one or more digits.
#[inline]
fn digits_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    while at < bytes.len() && bytes[at].is_ascii_digit() {
        at += 1;
    }
    if at > start { Some(at) } else { None }
}

/// The number of bytes that are looked at together.
const BLOCK: usize = size_of::<u64>();

/// Returns the index of the next byte that isn't plain text: a quote, a backslash, or a control
/// character.
#[inline]
fn plain_end(bytes: &[u8], mut at: usize) -> usize {
    const LOW: u64 = u64::from_ne_bytes([0x7f; BLOCK]);
    const QUOTES: u64 = u64::from_ne_bytes([b'"'; BLOCK]);
    const BACKSLASHES: u64 = u64::from_ne_bytes([b'\\'; BLOCK]);
    const NO_CONTROLS: u64 = u64::from_ne_bytes([0xe0; BLOCK]);
    let (blocks, _) = bytes.get(at..).unwrap_or_default().as_chunks::<BLOCK>();
    let mut index = 0;
    while index < blocks.len() {
        let block = u64::from_le_bytes(blocks[index]);
        let (quotes, backslashes) = (block ^ QUOTES, block ^ BACKSLASHES);
        let controls = block & NO_CONTROLS;
        // The high bit of each byte is set unless the byte is zero.
        let quotes = ((quotes & LOW) + LOW) | quotes;
        let backslashes = ((backslashes & LOW) + LOW) | backslashes;
        let controls = ((controls & LOW) + LOW) | controls;
        let found = !(quotes & backslashes & controls | LOW);
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += BLOCK;
        index += 1;
    }
    while at < bytes.len() && !matches!(bytes[at], b'"' | b'\\' | 0..b' ') {
        at += 1;
    }
    at
}
