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
        let rest = self.text.as_bytes().get(self.at..)?;
        let is_space = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
        let length = rest.iter().position(|byte| !is_space(byte))?;
        self.at += length;
        rest.get(length).copied()
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
        self.peek()?;
        let bytes = self.text.as_bytes();
        let byte = |at: usize| bytes.get(at).copied().unwrap_or_default();
        let digits = |mut at: usize| {
            let start = at;
            while byte(at).is_ascii_digit() {
                at += 1;
            }
            (at > start).then_some(at)
        };
        let mut at = self.at + usize::from(byte(self.at) == b'-');
        at = if byte(at) == b'0' {
            at + 1
        } else {
            digits(at)?
        };
        if byte(at) == b'.' {
            at = digits(at + 1)?;
        }
        if matches!(byte(at), b'e' | b'E') {
            at += 1;
            at = digits(at + usize::from(matches!(byte(at), b'+' | b'-')))?;
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

/// The number of bytes that are looked at together.
const BLOCK: usize = size_of::<u64>();

/// Returns the index of the next byte that isn't plain text: a quote, a backslash, or a control
/// character.
#[inline]
fn plain_end(bytes: &[u8], mut at: usize) -> usize {
    const ONES: u64 = u64::from_ne_bytes([0x01; BLOCK]);
    const HIGH: u64 = u64::from_ne_bytes([0x80; BLOCK]);
    const QUOTES: u64 = u64::from_ne_bytes([b'"'; BLOCK]);
    const BACKSLASHES: u64 = u64::from_ne_bytes([b'\\'; BLOCK]);
    const SPACES: u64 = u64::from_ne_bytes([b' '; BLOCK]);
    let blocks = bytes.get(at..).unwrap_or_default().chunks_exact(BLOCK);
    for block in blocks {
        let block = block.try_into().map_or(0, u64::from_le_bytes);
        let (quotes, backslashes) = (block ^ QUOTES, block ^ BACKSLASHES);
        // In the lowest byte for which a difference borrows from above, its high bit is set.
        let found = (quotes.wrapping_sub(ONES) & !quotes)
            | (backslashes.wrapping_sub(ONES) & !backslashes)
            | (block.wrapping_sub(SPACES) & !block);
        let found = found & HIGH;
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += BLOCK;
    }
    let is_end = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..b' ');
    let mut rest = bytes.iter().skip(at);
    rest.position(is_end)
        .map_or(bytes.len(), |length| at + length)
}
