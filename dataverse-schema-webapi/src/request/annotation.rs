use std::borrow::Cow;

/// Annotations that a response can carry besides the values (`Prefer: odata.include-annotations`).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Annotation {
    /// All that there are.
    All,
    /// The texts of values in the language, time zone and currency of the user: `RowExt::formatted`, names of lookups.
    FormattedValues,
    /// The tables that lookups point to, and the navigation properties that lead there. Lookups with several targets tell their
    /// table only by these.
    Lookups,
    /// How many rows there are, and whether there are more than are counted.
    TotalCount,
    /// Another one, by its full name or with `*` at the end.
    Named(Cow<'static, str>),
}

impl Annotation {
    pub(crate) fn names(&self) -> &str {
        match self {
            Self::All => "*",
            Self::FormattedValues => "OData.Community.Display.V1.FormattedValue",
            Self::Lookups => {
                "Microsoft.Dynamics.CRM.lookuplogicalname,Microsoft.Dynamics.CRM.associatednavigationproperty"
            }
            Self::TotalCount => {
                "Microsoft.Dynamics.CRM.totalrecordcount,Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded"
            }
            Self::Named(name) => name,
        }
    }
}
