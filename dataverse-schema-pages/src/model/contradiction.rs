use crate::model::Fact;

/// A row that two pages of a table have with different values. The later page counts.
#[derive(Clone, Debug)]
pub struct Contradiction {
    /// The word for the item that has the row, for example `column`.
    pub what: &'static str,
    /// The name of the item.
    pub name: Fact<String>,
    /// The key of the row.
    pub key: &'static str,
    /// The value of the earlier page.
    pub first: Fact<String>,
    /// The value of the later page.
    pub second: Fact<String>,
}

/// A change to an item that no page of the table defines.
#[derive(Clone, Debug)]
pub struct UnmatchedChange {
    /// The word for the item, for example `column`.
    pub what: &'static str,
    /// The name of the item.
    pub name: Fact<String>,
}
