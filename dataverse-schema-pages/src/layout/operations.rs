//! The headings of a page of operations, which `read` reads and `render` writes.

/// The end of the title.
pub(crate) const TITLE: &str = " operations reference";

/// A section of a page of operations, in the order of the layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum OperationSection {
    Operations,
    ComplexTypes,
    EnumTypes,
    Tables,
}

impl OperationSection {
    pub(crate) const ALL: [Self; 4] = [
        Self::Operations,
        Self::ComplexTypes,
        Self::EnumTypes,
        Self::Tables,
    ];

    pub(crate) fn heading(self) -> &'static str {
        match self {
            Self::Operations => "Operations",
            Self::ComplexTypes => "Complex types",
            Self::EnumTypes => "Enum types",
            Self::Tables => "Tables",
        }
    }

    /// Returns the heading of the list that each entry of the section has.
    pub(crate) fn list(self) -> &'static str {
        match self {
            Self::Operations => "Parameters",
            Self::ComplexTypes => "Properties",
            Self::EnumTypes | Self::Tables => "Members",
        }
    }

    /// Returns the section with this heading.
    pub(crate) fn from_heading(heading: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|section| section.heading().eq_ignore_ascii_case(heading))
    }
}

/// The header of the lists of parameters and of properties.
pub(crate) const FIELDS: [&str; 4] = ["Name", "Type", "Required", "Description"];

/// The header of the lists of members.
pub(crate) const MEMBERS: [&str; 3] = ["Name", "Value", "Description"];

/// The header of the list of tables.
pub(crate) const TABLES: [&str; 3] = ["LogicalName", "EntitySetName", "Key"];
