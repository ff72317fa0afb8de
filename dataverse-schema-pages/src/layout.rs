//! The headings and standard sentences of pages, which `read` reads and `render` writes.

pub(crate) mod operations;

use Section::*;

/// The start of the line in the front matter that has the language of the page.
pub(crate) const LANGUAGE: &str = "language:";

/// The line in the front matter of a page that was created from solutions.
#[cfg(any(feature = "json", feature = "lint"))]
pub(crate) const OF_SOLUTION: &str = "origin: solution";

/// Returns true if the page with this front matter was created from solutions.
#[cfg(any(feature = "json", feature = "lint"))]
pub(crate) fn is_of_solution(front_matter: &str) -> bool {
    let mut lines = front_matter.lines();
    lines.any(|line| line.trim_end() == OF_SOLUTION)
}

/// Defines the sections in the order of the current layout, each with its heading there.
macro_rules! sections {
    ($($(#[$doc:meta])* $name:ident: $heading:literal,)*) => {
        /// A section of a page.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Section {
            $($(#[$doc])* $name,)*
        }

        impl Section {
            /// The sections in the order of the current layout.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Returns the heading in the current layout.
            pub(crate) fn heading(self) -> &'static str {
                match self {
                    $(Self::$name => $heading,)*
                }
            }
        }
    };
}

sections! {
    /// The messages that the table supports.
    Messages: "Messages",
    /// The messages that can only be subscribed to.
    Events: "Events",
    /// The properties of the table.
    Properties: "Properties",
    /// The columns that can be set on create, on update, or both.
    WritableColumns: "Writable columns/attributes",
    /// The columns that can't be set.
    ReadOnlyColumns: "Read-only columns/attributes",
    /// The changes to columns of another page.
    CustomizedColumns: "Customized columns/attributes",
    /// The alternate keys. Only overlays have this section.
    AlternateKeys: "Alternate keys",
    /// The labels in other languages. Only overlays have this section.
    LocalizedLabels: "Localized labels",
    /// The relationships through a lookup of this table.
    ManyToOne: "Many-to-One relationships",
    /// The relationships through a lookup of another table.
    OneToMany: "One-to-Many relationships",
    /// The relationships through an intersect table.
    ManyToMany: "Many-to-Many relationships",
    /// The heading above the three sections that follow.
    CustomizedRelationships: "Customized relationships",
    /// Changes to relationships of another page.
    CustomizedManyToOne: "Customized Many-to-One relationships",
    /// Changes to relationships of another page.
    CustomizedOneToMany: "Customized One-to-Many relationships",
    /// Changes to relationships of another page.
    CustomizedManyToMany: "Customized Many-to-Many relationships",
    /// The links at the end of the page.
    SeeAlso: "See also",
}

/// A line break within a table cell.
pub(crate) const LINE_BREAK: &str = "<br />";

impl Section {
    /// Returns the level of the heading in the current layout.
    pub(crate) fn level(self) -> usize {
        match self {
            CustomizedManyToOne | CustomizedOneToMany | CustomizedManyToMany | SeeAlso => 3,
            _ => 2,
        }
    }

    /// Returns the level of the headings of the section's entries.
    pub(crate) fn entry_level(self) -> usize {
        self.level() + 1
    }

    /// Returns true if the section consists of entries, each below a heading of its own.
    pub(crate) fn has_entries(self) -> bool {
        !matches!(
            self,
            Messages | Events | Properties | CustomizedRelationships | SeeAlso
        )
    }

    /// Returns the section with this heading, in any layout.
    pub(crate) fn from_heading(heading: &str) -> Option<Self> {
        match heading {
            "Entity Properties" => Some(Properties),
            "Writable attributes" => Some(WritableColumns),
            "Read-only attributes" => Some(ReadOnlyColumns),
            _ => {
                let is_heading = |s: &&Self| s.heading().eq_ignore_ascii_case(heading);
                Self::ALL.iter().copied().find(|s| is_heading(&s))
            }
        }
    }

    /// Returns true if headings of the section may have the level.
    pub(crate) fn has_level(self, level: usize) -> bool {
        // On some pages, the links at the end have a heading of the second level.
        self.level() == level || self == SeeAlso && level == 2
    }

    /// Returns the sentences below the heading in the current layout.
    ///
    /// `title` is the table's name in the page's title.
    pub(crate) fn sentences(self, title: &str, product: &str) -> Vec<String> {
        match self {
            Messages => vec![
                format!("The following table lists the messages for the {title} table."),
                "Messages represent operations that can be performed on the table. They may also be events.".to_owned(),
            ],
            Events => vec![
                format!("The following table lists the events for the {title} table."),
                "Events are messages that exist so that you can subscribe to them. Unless you added the event, you shouldn't invoke the message, only subscribe to it.".to_owned(),
            ],
            Properties => vec![format!(
                "The following table lists selected properties for the {title} table."
            )],
            WritableColumns => vec!["These columns/attributes return true for either **IsValidForCreate** or **IsValidForUpdate** (usually both). Listed by **SchemaName**.".to_owned()],
            ReadOnlyColumns => vec!["These columns/attributes return false for both **IsValidForCreate** and **IsValidForUpdate**. Listed by **SchemaName**.".to_owned()],
            CustomizedColumns if product.is_empty() => Vec::new(),
            CustomizedColumns => vec![format!(
                "{product} modifies the definition of columns/attributes defined in other solutions. Listed by **SchemaName**."
            )],
            ManyToOne => vec![relationships("many-to-one")],
            OneToMany => vec![relationships("one-to-many")],
            ManyToMany => vec![relationships("many-to-many")],
            AlternateKeys | LocalizedLabels | CustomizedRelationships | CustomizedManyToOne | CustomizedOneToMany
            | CustomizedManyToMany | SeeAlso => Vec::new(),
        }
    }

    /// Returns the sentences below the heading in the layout from before 2024.
    ///
    /// `schema_name` is the schema name of the table.
    pub(crate) fn older_sentences(self, schema_name: &str) -> Vec<String> {
        let both = |sentence: &str| {
            ["attributes", "columns/attributes"].map(|noun| format!("These {noun} {sentence}"))
        };
        match self {
            WritableColumns => both("return true for either **IsValidForCreate** or **IsValidForUpdate** (usually both). Listed by **SchemaName**.").into(),
            ReadOnlyColumns => both("return false for both **IsValidForCreate** or **IsValidForUpdate**. Listed by **SchemaName**.").into(),
            ManyToOne => ["entity", "table", "table/entity"].map(|noun| format!("Each Many-To-One relationship is defined by a corresponding One-To-Many relationship with the related {noun}. Listed by **SchemaName**.")).into(),
            OneToMany => vec!["Listed by **SchemaName**.".to_owned()],
            ManyToMany => ["entity", "table", "table/entity"].map(|noun| format!("Relationship details provided where the {schema_name} {noun} is the first {noun} in the relationship. Listed by **SchemaName**.")).into(),
            _ => Vec::new(),
        }
    }

    /// Returns the anchor on the line before the heading in the layout from before 2024.
    pub(crate) fn older_anchor(self) -> &'static str {
        match self {
            WritableColumns => "<a name=\"writable-attributes\"></a>",
            ReadOnlyColumns => "<a name=\"read-only-attributes\"></a>",
            ManyToOne => "<a name=\"manytoone\"></a>",
            OneToMany => "<a name=\"onetomany\"></a>",
            ManyToMany => "<a name=\"manytomany\"></a>",
            _ => "",
        }
    }
}

fn relationships(kind: &str) -> String {
    format!("These relationships are {kind}. Listed by **SchemaName**.")
}

/// The prefix of the anchors of entries.
pub(crate) const ANCHOR: &str = "BKMK_";

/// The start of a line such as `**Added by**: Field Service Solution<br />`.
pub(crate) const ADDED_BY: &str = "**Added by**:";

/// The start of a line below the title that includes another file.
pub(crate) const INCLUDE: &str = "[!INCLUDE";

/// The sentence below a many-to-many relationship of a table with itself.
pub(crate) const SELF_REFERENCING: &str = "This is a self-referencing many-to-many relationship.";

/// The text shown for an option without a label.
pub(crate) const NO_LABEL: &str = "No label value";

/// The help text for an invalid part of a cell.
pub(crate) const PART_FORM: &str =
    "write each part as `Key: value`, and `<br />` between two parts";

/// Returns the key of a part `Key: value` of a cell.
pub(crate) fn part_key(part: &str) -> Option<&str> {
    let bytes = part.as_bytes();
    let mut length = 0;
    while length < bytes.len() && bytes[length].is_ascii_alphanumeric() {
        length += 1;
    }
    (length > 0 && bytes.get(length) == Some(&b':')).then(|| &part[..length])
}
