/// A hint for the database about how to execute a query ([options]). Microsoft advises against
/// hints that its support didn't recommend, as wrong ones make queries slower.
///
/// [options]: https://learn.microsoft.com/power-apps/developer/data-platform/fetchxml/reference/fetch#options
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum QueryHint {
    /// Joins tables in the order of the links.
    ForceOrder,
    /// Plans as if all rows were read, not only the first ones.
    DisableRowGoal,
    /// Uses the latest corrections of the optimizer.
    EnableOptimizerHotfixes,
    /// Joins tables by nested loops.
    LoopJoin,
    /// Joins tables by merging sorted rows.
    MergeJoin,
    /// Joins tables by hashes.
    HashJoin,
    /// Keeps no intermediate rows to make later steps faster.
    NoPerformanceSpool,
    /// Amends statistics by the current minimum and maximum of columns.
    AmendHistogram,
}

impl QueryHint {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::ForceOrder => "ForceOrder",
            Self::DisableRowGoal => "DisableRowGoal",
            Self::EnableOptimizerHotfixes => "EnableOptimizerHotfixes",
            Self::LoopJoin => "LoopJoin",
            Self::MergeJoin => "MergeJoin",
            Self::HashJoin => "HashJoin",
            Self::NoPerformanceSpool => "NO_PERFORMANCE_SPOOL",
            Self::AmendHistogram => "ENABLE_HIST_AMENDMENT_FOR_ASC_KEYS",
        }
    }
}
