use std::borrow::Cow;

use smol_str::SmolStr;
use uuid::Uuid;

use super::name::Name;

/// The value of a lookup column with any targets.
///
/// It identifies the related row and holds the response's data about that row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reference {
    pub(crate) id: Uuid,
    pub(crate) name: Option<SmolStr>,
    pub(crate) table: Option<Name>,
    /// True if the table follows from the navigation property and no annotation contains it.
    pub(crate) is_implied: bool,
    pub(crate) navigation_property: Option<Name>,
}

impl Reference {
    /// Creates a reference to the row with this id.
    pub fn new(id: Uuid) -> Self {
        Self {
            id,
            name: None,
            table: None,
            is_implied: false,
            navigation_property: None,
        }
    }

    /// Sets the logical name of the row's table.
    pub fn with_table(mut self, logical_name: impl Into<Cow<'static, str>>) -> Self {
        self.table = Some(Name::new(logical_name));
        self.is_implied = false;
        self
    }

    /// Sets the primary name of the row.
    pub fn with_name(mut self, name: impl AsRef<str>) -> Self {
        self.name = Some(name.as_ref().into());
        self
    }

    /// Returns the id of the related row.
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// Returns the row's primary name (the formatted value), if the response contains it.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Returns the logical name of the row's table, if it is known.
    ///
    /// It is known if the response contains it (`lookuplogicalname`). It is also known if the
    /// navigation property in the response leads to only one table on the page.
    pub fn table(&self) -> Option<&str> {
        self.table.as_ref().map(Name::as_str)
    }

    /// Returns the navigation property that leads to the row, if the response contains it
    /// (`associatednavigationproperty`).
    pub fn navigation_property(&self) -> Option<&str> {
        self.navigation_property.as_ref().map(Name::as_str)
    }
}
