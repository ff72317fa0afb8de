use std::io::{self, BufRead, BufReader, Read};

/// The maximum size of what is unpacked from an archive, or of an XML file.
///
/// An export whose tables take up more than a hundredth of it is rare.
pub(crate) const MAX_UNPACKED: u64 = 256 << 20;

/// The maximum size of a single tag or text.
const MAX_TOKEN: u64 = 16 << 20;

/// A reader that counts lines and limits what it reads.
pub(super) struct Stream<R> {
    inner: BufReader<R>,
    line: u32,
    total: u64,
    /// The bytes read since the last call of `begin`.
    token: u64,
}

impl<R: Read> Stream<R> {
    pub(super) fn new(inner: R) -> Self {
        Self {
            inner: BufReader::with_capacity(1 << 16, inner),
            line: 1,
            total: 0,
            token: 0,
        }
    }

    /// Begins to count the bytes of another tag or text.
    pub(super) fn begin(&mut self) {
        self.token = 0;
    }

    /// Returns true if a limit has been exceeded.
    pub(super) fn is_exceeded(&self) -> bool {
        self.total > MAX_UNPACKED || self.token > MAX_TOKEN
    }

    /// Returns the line up to which the file has been read.
    pub(super) fn line(&self) -> u32 {
        self.line
    }
}

impl<R: Read> Read for Stream<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut available = self.fill_buf()?;
        let read = available.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}

impl<R: Read> BufRead for Stream<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.total > MAX_UNPACKED {
            let message = format!("the file is larger than {} MiB", MAX_UNPACKED >> 20);
            return Err(io::Error::other(message));
        }
        if self.token > MAX_TOKEN {
            let message = format!("a tag or a string is longer than {} MiB", MAX_TOKEN >> 20);
            return Err(io::Error::other(message));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        let consumed = &self.inner.buffer()[..amount];
        let lines = consumed.iter().map(|byte| u32::from(*byte == b'\n')).sum();
        self.line = self.line.saturating_add(lines);
        self.total += amount as u64;
        self.token += amount as u64;
        self.inner.consume(amount);
    }
}
