use core::fmt::{self, Debug, Display};

/// The value of an option that the page doesn't list.
///
/// [`Choice::from_value`](super::Choice::from_value) creates it. Only generated code does so
/// directly, so that a listed option is never unknown, and the compiler doesn't propose
/// `Unknown(…)` for a number.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct UnknownOption(i32);

/// Creates the value of an option that the page doesn't list.
pub const fn unknown_option(value: i32) -> UnknownOption {
    UnknownOption(value)
}

impl UnknownOption {
    /// Returns the value on the wire.
    pub const fn value(self) -> i32 {
        self.0
    }
}

/// Formats the value on the wire.
impl Display for UnknownOption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.0, f)
    }
}

impl Debug for UnknownOption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(&self.0, f)
    }
}
