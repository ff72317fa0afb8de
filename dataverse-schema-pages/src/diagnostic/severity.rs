/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The page can't be used.
    Error,
    /// The page can be used, but part of it is ignored.
    Warning,
}
