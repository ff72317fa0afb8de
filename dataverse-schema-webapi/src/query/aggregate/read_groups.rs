use super::group::Groups;

/// A query for groups of rows, which reads them from its responses: an
/// [`Aggregate`](super::Aggregate), or [`FetchGroups`](super::super::fetch::FetchGroups) in FetchXML.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a query for groups",
    label = "expected an `Aggregate` or `FetchGroups`",
    note = "`aggregate()` and `fetch_groups()` of a table begin one; rows are read by `rows`"
)]
pub trait ReadGroups {
    /// The values of a group's keys.
    type Keys;
    /// The values of a group's totals.
    type Totals;

    #[doc(hidden)]
    fn read_groups(
        &self,
        body: &[u8],
    ) -> Result<Groups<Self::Keys, Self::Totals>, serde_json::Error>;
}
