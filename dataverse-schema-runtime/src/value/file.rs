use uuid::Uuid;

/// The value of a File column in a row: the id of the stored file.
///
/// Separate requests download and upload its bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct File {
    id: Uuid,
}

impl File {
    /// Creates a file reference from its id.
    pub const fn new(id: Uuid) -> Self {
        Self { id }
    }

    /// Returns the id of the stored file.
    pub const fn id(self) -> Uuid {
        self.id
    }
}

/// The value of an Image column: base64 text.
///
/// In a row that was read, it is the thumbnail, of at most 144 by 144 pixels.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Image {
    base64: String,
}

impl Image {
    /// Creates an image from its base64 text.
    pub fn from_base64(base64: impl Into<String>) -> Self {
        Self {
            base64: base64.into(),
        }
    }

    /// Returns the size of the image in bytes.
    pub fn size(&self) -> u64 {
        let digits = self.base64.trim_end_matches('=');
        digits.len() as u64 * 3 / 4
    }

    /// Returns the base64 text.
    pub fn base64(&self) -> &str {
        &self.base64
    }
}
