use std::borrow::Cow;
use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use serde::Deserialize as _;
use serde_json::Value;

use super::encoding::Encoding;
use super::json::Json;
use crate::diagnostic::{Code, Diagnostic};
use crate::source::Source;

/// A file with a body of the Web API.
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
    Definition(Json),
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

impl MetadataFile {
    /// Refers to a file. `name` is the path that diagnostics show.
    pub fn new(path: &Path, name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            content: Content::Path(path.to_owned()),
        }
    }

    /// Takes the definition of a table from a program that has made it. `name` is the path that
    /// diagnostics show.
    ///
    /// # Errors
    /// Returns an error if a number is out of range.
    pub fn of_definition(name: impl Into<String>, definition: &Value) -> Result<Self, Diagnostic> {
        let name = name.into();
        match Json::deserialize(definition) {
            Ok(json) => Ok(Self {
                name,
                content: Content::Definition(json),
            }),
            Err(error) => {
                let message = format!("{name}: $: {error}");
                Err(Diagnostic::general(Code::InvalidDefinition, message))
            }
        }
    }

    /// Returns the name that diagnostics show.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the definition, unless there is a file to read.
    pub(super) fn definition(&self) -> Option<&Json> {
        match &self.content {
            Content::Definition(json) => Some(json),
            Content::Path(_) | Content::Text(_) => None,
        }
    }

    /// Returns the bytes of the file.
    pub(super) fn read(&self) -> Result<Cow<'_, [u8]>, Diagnostic> {
        match &self.content {
            Content::Path(path) => fs::read(path).map(Cow::Owned),
            Content::Text(source) => Ok(source.text().as_bytes().into()),
            Content::Definition(_) => Ok(Cow::default()),
        }
        .map_err(|error| self.cannot_read(&error))
    }

    /// Returns the text between two offsets.
    pub(super) fn slice(
        &self,
        start: usize,
        end: usize,
        encoding: Encoding,
    ) -> Result<String, Diagnostic> {
        let bytes = match &self.content {
            Content::Path(path) => read_part(path, start, end).map(Cow::Owned),
            Content::Text(source) => Ok(source.text().as_bytes()[start..end].into()),
            Content::Definition(_) => Ok(Cow::default()),
        };
        let bytes = bytes.map_err(|error| self.cannot_read(&error))?;
        String::from_utf8(encoding.decode(bytes).into_owned()).map_err(|_| {
            let message = format!("{}: invalid JSON: invalid UTF-8", self.name);
            Diagnostic::general(Code::InvalidJson, message)
        })
    }

    fn cannot_read(&self, error: &io::Error) -> Diagnostic {
        let message = format!("cannot read `{}`: {error}", self.name);
        Diagnostic::general(Code::CannotReadFile, message)
    }
}

fn read_part(path: &Path, start: usize, end: usize) -> io::Result<Vec<u8>> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(start as u64))?;
    let mut bytes = vec![0; end - start];
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}
