use std::borrow::Cow;

/// The annotation that says whether there is a page after this one.
pub(crate) const MORE_RECORDS: &str = "Microsoft.Dynamics.CRM.morerecords";

/// The annotation of a lookup with the logical name of the table that it refers to.
pub(crate) const LOOKUP_TABLE: &str = "Microsoft.Dynamics.CRM.lookuplogicalname";

/// Annotations that a response can carry in addition to values
/// (`Prefer: odata.include-annotations`).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ResponseAnnotation {
    /// All annotations.
    All,
    /// Values as text in the user's language, time zone, and currency: `RowExt::formatted`, names
    /// of lookups.
    FormattedValues,
    /// The target tables of lookups and the navigation properties that lead there. A lookup with
    /// several targets has a known table only with these.
    Lookups,
    /// The number of rows, and whether there are more rows than the service counts.
    TotalCount,
    /// Another annotation, by its full name or by a prefix that ends in `*`.
    Other(Cow<'static, str>),
}

/// A list of annotations: an array, a vector, or another list.
#[diagnostic::on_unimplemented(
    message = "`{Self}` isn't a list of annotations",
    label = "expected a list of `ResponseAnnotation`",
    note = "put annotations in an array, even a single one: `[ResponseAnnotation::FormattedValues]`; one that has no variant is `ResponseAnnotation::Other(name.into())`"
)]
pub trait IntoAnnotations {
    #[doc(hidden)]
    fn into_annotations(self) -> impl Iterator<Item = ResponseAnnotation>;
}

#[diagnostic::do_not_recommend]
impl<I: IntoIterator<Item = ResponseAnnotation>> IntoAnnotations for I {
    fn into_annotations(self) -> impl Iterator<Item = ResponseAnnotation> {
        self.into_iter()
    }
}

impl ResponseAnnotation {
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
            Self::Other(name) => name,
        }
    }
}
