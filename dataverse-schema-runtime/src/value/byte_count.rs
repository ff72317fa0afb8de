use core::fmt::{self, Display};

/// A number of bytes, as messages show it.
pub struct ByteCount<T>(pub T);

impl<T: Display + PartialEq + From<u8>> Display for ByteCount<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = if self.0 == T::from(1) {
            "byte"
        } else {
            "bytes"
        };
        write!(f, "{} {unit}", self.0)
    }
}
