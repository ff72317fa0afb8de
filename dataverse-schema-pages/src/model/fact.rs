use crate::source::Span;

/// Something that a page says, and where it says so. Two facts are equal when they say the same.
#[derive(Clone, Debug)]
pub struct Fact<T> {
    /// What the page says.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Fact<T> {
    pub(crate) fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

impl<T: PartialEq> PartialEq for Fact<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

#[cfg(feature = "json")]
impl<T: serde::Serialize> serde::Serialize for Fact<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}
