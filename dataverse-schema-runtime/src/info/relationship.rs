/// The description of a relationship on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RelationshipInfo {
    /// The schema name.
    pub schema_name: &'static str,
    /// The name of this table's navigation property; empty if there is none.
    pub navigation_property: &'static str,
    /// The logical name of the other table.
    pub table: &'static str,
    /// The lookup column; empty if the page has none.
    ///
    /// For many-to-one it is a column of this table, and for one-to-many of the other table. For
    /// many-to-many it is this table's column in the intersect table.
    pub attribute: &'static str,
    /// The logical name of the intersect table of a many-to-many relationship; empty if the page
    /// has none.
    pub intersect: &'static str,
}
