/// A link in Markdown: `[text](target)`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Link {
    /// The text in brackets.
    pub text: String,
    /// The target in parentheses: a path, optionally followed by `#` and the name of an anchor.
    pub link: String,
}
