use std::fmt::{self, Display};

/// A property that a page specifies, for example in a row of a property table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Property {
    key: &'static str,
    name: &'static str,
}

impl Property {
    pub(crate) const fn new(key: &'static str, name: &'static str) -> Self {
        Self { key, name }
    }

    /// Returns the key as pages write it: `MaxSizeInKB`, `True Label`.
    pub fn key(self) -> &'static str {
        self.key
    }

    /// Returns the key in the model's JSON: `max_size_in_kb`, `true_label`.
    pub fn name(self) -> &'static str {
        // The name of a field may be a raw identifier.
        self.name.strip_prefix("r#").unwrap_or(self.name)
    }
}

/// Formats the key as pages write it.
impl Display for Property {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key)
    }
}

/// Serializes the key as in the model's JSON.
#[cfg(feature = "json")]
impl serde::Serialize for Property {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
