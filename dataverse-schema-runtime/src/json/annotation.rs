//! Annotations of properties, which a request asks for with `Prefer: odata.include-annotations`.

pub(crate) const CONTEXT: &str = "@odata.context";
pub(crate) const NEXT_LINK: &str = "@odata.nextLink";
pub(crate) const DELTA_LINK: &str = "@odata.deltaLink";
pub(crate) const COUNT: &str = "@odata.count";
pub(crate) const TOTAL: &str = "@Microsoft.Dynamics.CRM.totalrecordcount";
pub(crate) const LIMIT_EXCEEDED: &str = "@Microsoft.Dynamics.CRM.totalrecordcountlimitexceeded";
pub(crate) const ETAG: &str = "@odata.etag";
pub(crate) const FORMATTED_VALUE: &str = "@OData.Community.Display.V1.FormattedValue";
pub(crate) const LOOKUP_LOGICAL_NAME: &str = "@Microsoft.Dynamics.CRM.lookuplogicalname";
pub(crate) const NAVIGATION_PROPERTY: &str = "@Microsoft.Dynamics.CRM.associatednavigationproperty";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Annotation {
    FormattedValue,
    LookupLogicalName,
    NavigationProperty,
}

impl Annotation {
    pub(crate) const ALL: [Self; 3] = [
        Self::FormattedValue,
        Self::LookupLogicalName,
        Self::NavigationProperty,
    ];

    /// Returns the suffix that follows the property's name.
    pub(crate) fn suffix(self) -> &'static str {
        match self {
            Self::FormattedValue => FORMATTED_VALUE,
            Self::LookupLogicalName => LOOKUP_LOGICAL_NAME,
            Self::NavigationProperty => NAVIGATION_PROPERTY,
        }
    }

    /// Returns the annotation with this suffix.
    pub(crate) fn from_suffix(suffix: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|annotation| annotation.suffix() == suffix)
    }
}
