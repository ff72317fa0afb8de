use super::options::Options;
use super::own::Own;
use crate::request::ResponseAnnotation;

/// A query for rows.
#[derive(Clone, Debug)]
pub(crate) struct RowsQuery {
    /// The path of the rows below the base URL.
    pub(crate) path: String,
    /// The values of the parameter aliases in the path, percent-encoded.
    pub(crate) aliases: Vec<String>,
    /// The path is that of a function, which returns the rows.
    pub(crate) is_result: bool,
    pub(crate) options: Options,
    pub(crate) count: bool,
    pub(crate) page_size: Option<u32>,
    pub(crate) annotations: Vec<ResponseAnnotation>,
    pub(crate) own: Own,
    /// Asks for a link to later changes.
    pub(crate) is_tracked: bool,
}
