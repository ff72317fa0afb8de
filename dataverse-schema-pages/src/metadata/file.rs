use std::fs::File;
use std::io::{self, BufReader, Cursor, ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::decoder::{Decoder, Encoding};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Source;

/// A file with a body of the Web API, which is read in parts.
///
/// The file is UTF-8 or UTF-16.
#[derive(Clone, Debug)]
pub struct MetadataFile {
    name: String,
    content: Content,
}

#[derive(Clone, Debug)]
enum Content {
    Path(PathBuf),
    Text(Source),
}

/// A string in memory.
impl From<&Source> for MetadataFile {
    fn from(source: &Source) -> Self {
        Self {
            name: source.name().to_owned(),
            content: Content::Text(source.clone()),
        }
    }
}

trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

impl MetadataFile {
    /// Refers to a file. `name` is the path that diagnostics show.
    pub fn new(path: &Path, name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            content: Content::Path(path.to_owned()),
        }
    }

    /// Returns the name that diagnostics show.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Opens the file at its first character.
    pub(super) fn open(&self) -> Result<(Decoder<impl Read>, Encoding), Diagnostic> {
        let opened = self.content.open().and_then(|mut file| {
            let mut start = Vec::new();
            file.by_ref().take(3).read_to_end(&mut start)?;
            let (encoding, mark) = Encoding::detect(&start);
            file.seek(SeekFrom::Start(mark))?;
            let decoder = Decoder::new(BufReader::with_capacity(1 << 16, file), encoding, mark);
            Ok((decoder, encoding))
        });
        opened.map_err(|error| self.cannot_read(&error))
    }

    /// Returns the text between two offsets.
    pub(super) fn slice(
        &self,
        start: u64,
        end: u64,
        encoding: Encoding,
    ) -> Result<String, Diagnostic> {
        let text = self.content.open().and_then(|mut file| {
            file.seek(SeekFrom::Start(start))?;
            let bytes = BufReader::with_capacity(1 << 16, file.take(end - start));
            let mut text = String::new();
            Decoder::new(bytes, encoding, start).read_to_string(&mut text)?;
            Ok(text)
        });
        text.map_err(|error| self.cannot_read(&error))
    }

    fn cannot_read(&self, error: &io::Error) -> Diagnostic {
        if error.kind() == ErrorKind::InvalidData {
            let message = format!("{}: invalid JSON: invalid UTF-8", self.name);
            return Diagnostic::general(Code::InvalidJson, message);
        }
        let message = format!("cannot read `{}`: {error}", self.name);
        Diagnostic::general(Code::CannotReadFile, message)
    }
}

impl Content {
    fn open(&self) -> io::Result<Box<dyn ReadSeek + '_>> {
        Ok(match self {
            Self::Path(path) => Box::new(File::open(path)?),
            Self::Text(source) => Box::new(Cursor::new(source.text())),
        })
    }
}
