use dataverse_schema_runtime::table::Table;

/// The name of the number of child rows in a response.
pub(super) const CHILDREN: &str = "children";

/// The number of child rows of a row, which [`Fetch::count_children`](super::Fetch::count_children)
/// asks for.
pub trait ChildCount {
    /// Returns the number of child rows, or `None` if the response doesn't contain it.
    fn child_count(&self) -> Option<u64>;
}

impl<T: Table> ChildCount for T {
    fn child_count(&self) -> Option<u64> {
        self.extras().property(CHILDREN)?.parse().ok()
    }
}
