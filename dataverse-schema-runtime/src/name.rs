use core::fmt::{self, Debug};
use core::hash::{Hash, Hasher};

use arrayvec::ArrayString;

/// A row's primary name. Most are short: on the heap they take longer to make and drop than all else of a lookup.
#[derive(Clone)]
pub(crate) enum Name {
    Short(ArrayString<SHORT>),
    Long(Box<str>),
}

/// With this many bytes, a name takes no more room than an id and a text.
const SHORT: usize = 24;

impl Name {
    pub(crate) fn new(name: &str) -> Self {
        match ArrayString::from(name) {
            Ok(name) => Self::Short(name),
            Err(_) => Self::Long(name.into()),
        }
    }

    pub(crate) fn as_str(&self) -> &str {
        match self {
            Self::Short(name) => name,
            Self::Long(name) => name,
        }
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Name {}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}
