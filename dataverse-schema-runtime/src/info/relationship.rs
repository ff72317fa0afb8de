/// A relationship as the page describes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct RelationshipInfo {
    /// The schema name.
    pub schema_name: &'static str,
    /// The name of this table's navigation property; empty where there is none.
    pub navigation_property: &'static str,
    /// The logical name of the other table.
    pub table: &'static str,
    /// The lookup column: this table's for many-to-one, the other table's for one-to-many; this table's column of the
    /// intersect table for many-to-many. Empty where the page gives none.
    pub attribute: &'static str,
}
