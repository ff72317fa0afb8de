use crate::source::Span;

/// What other parts of a table refer to, but the table seems to lack.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sought {
    /// The column with a logical name.
    Column(String),
    /// The option with a value, in the column with this heading.
    Option(Span, i32),
    /// The options of the column with this heading.
    Options(Span),
    /// A status of the state with a value, in the column with this heading.
    Status(Span, i32),
    /// Another type of the column with this heading.
    Type(Span),
}
