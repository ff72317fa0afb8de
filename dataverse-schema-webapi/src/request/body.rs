use dataverse_schema_runtime::value::Json;

/// The body of a request.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Body {
    /// No body.
    None,
    /// JSON.
    Json(Json),
    /// The content of a file.
    Bytes(Vec<u8>),
    /// The parts of a batch.
    Parts(String),
}

impl Body {
    /// Returns the bytes to send; empty if there is no body.
    pub fn as_bytes(&self) -> &[u8] {
        match self {
            Self::None => &[],
            Self::Json(json) => json.as_str().as_bytes(),
            Self::Bytes(bytes) => bytes,
            Self::Parts(parts) => parts.as_bytes(),
        }
    }

    /// Returns the body as text, or `None` for the content of a file.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::None => Some(""),
            Self::Json(json) => Some(json.as_str()),
            Self::Bytes(_) => None,
            Self::Parts(parts) => Some(parts),
        }
    }

    pub(super) fn content_type(&self) -> Option<&'static str> {
        match self {
            Self::None | Self::Parts(_) => None,
            Self::Json(_) => Some("application/json"),
            Self::Bytes(_) => Some("application/octet-stream"),
        }
    }
}
