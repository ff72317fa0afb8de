/// An error that programs can handle specifically.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Code {
    /// The file isn't a table reference page. Folders of pages also contain such files.
    NotATablePage,
}
