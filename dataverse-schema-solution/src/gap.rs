use std::collections::BTreeMap;

use dataverse_schema_pages::{Code, Diagnostic};

/// A kind of fact that solutions can leave out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// The targets of a column.
    Targets,
    /// The options of a column.
    OptionSet,
    /// The formula of a column.
    Formula,
    /// The navigation property of a relationship.
    NavigationProperty,
    /// The relationship of a lookup that can be set.
    Relationship,
}

impl Gap {
    fn what(self) -> &'static str {
        match self {
            Self::Targets => "unknown targets of columns",
            Self::OptionSet => "missing option sets of columns",
            Self::Formula => "missing formulas of columns",
            Self::NavigationProperty => "unknown navigation properties of relationships",
            Self::Relationship => "missing relationships of lookups",
        }
    }

    fn help(self) -> &'static str {
        match self {
            Self::Targets => {
                "pass the solution that has the relationships, too, or add `Targets` in an overlay"
            }
            Self::OptionSet => {
                "pass the solution that has the sets, too; without them, the page allows all options"
            }
            Self::Formula => {
                "formulas are read from the XAML files that the table names; those of Power Fx aren't read"
            }
            Self::NavigationProperty => {
                "create the page from the table's definition if you need them, or add them in an overlay"
            }
            Self::Relationship => {
                "pass the solution that has them, too, or add them in an overlay: requests need them to set the lookups"
            }
        }
    }
}

/// What the solutions leave out of a table.
#[derive(Default)]
pub(crate) struct Gaps(BTreeMap<Gap, Vec<String>>);

impl Gaps {
    /// The maximum number of names in a warning.
    const SHOWN: usize = 10;

    /// Adds the name of a column or a relationship.
    pub(crate) fn add(&mut self, gap: Gap, name: String) {
        let names = self.0.entry(gap).or_default();
        if !names.contains(&name) {
            names.push(name);
        }
    }

    /// Returns a warning for each kind. `location` is that of the table.
    pub(crate) fn warnings(&self, location: &str, table: &str) -> impl Iterator<Item = Diagnostic> {
        self.0.iter().map(move |(gap, names)| {
            let mut list = names.clone();
            list.sort();
            let more = list.len().saturating_sub(Self::SHOWN);
            list.truncate(Self::SHOWN);
            let more = if more > 0 {
                format!(", and {more} more")
            } else {
                String::new()
            };
            let (what, list) = (gap.what(), list.join(", "));
            let message = format!("{location}: {what} of table `{table}`: {list}{more}");
            let warning = Diagnostic::general(Code::IncompleteSolution, message).into_warning();
            warning.help(gap.help())
        })
    }
}
