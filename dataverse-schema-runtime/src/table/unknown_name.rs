use core::fmt::{self, Display};

/// The error for a name that no column or relationship of a table has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    item: &'static str,
    table: &'static str,
    name: String,
    suggestion: Option<&'static str>,
}

impl UnknownName {
    /// Creates the error. `names` are the names of all items, each with other names that callers
    /// may have meant.
    pub(super) fn new<const N: usize>(
        item: &'static str,
        table: &'static str,
        name: &str,
        names: impl IntoIterator<Item = (&'static str, [&'static str; N])>,
    ) -> Self {
        let is_meant = |other: &str| !other.is_empty() && other.eq_ignore_ascii_case(name);
        let mut names = names.into_iter();
        let same =
            names.find(|(name, others)| is_meant(name) || others.iter().any(|n| is_meant(n)));
        Self {
            item,
            table,
            name: name.to_owned(),
            suggestion: same.map(|(name, _)| name),
        }
    }

    /// Returns the right name, if the unknown one is another name of the same column or
    /// relationship.
    ///
    /// These are the schema name, the property, and the display name, regardless of case.
    pub fn suggestion(&self) -> Option<&'static str> {
        self.suggestion
    }
}

impl Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            item,
            table,
            name,
            suggestion,
        } = self;
        write!(f, "unknown {item} `{name}` of table `{table}`")?;
        match suggestion {
            Some(suggestion) => write!(f, ": did you mean `{suggestion}`?"),
            None => Ok(()),
        }
    }
}

impl core::error::Error for UnknownName {}
