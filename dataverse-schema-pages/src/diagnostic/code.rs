/// An error that programs handle in a way of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Code {
    /// The file isn't the page of a table. Folders of pages contain such files, too.
    NotATablePage,
}
