use std::borrow::Cow;

use smol_str::SmolStr;
use uuid::Uuid;

use super::name::Name;

/// A lookup column's value whatever its targets: which row it points to, and what the response says about that row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reference {
    pub(crate) id: Uuid,
    pub(crate) name: Option<SmolStr>,
    pub(crate) table: Option<Name>,
    /// Whether the table follows from the navigation property, and no annotation names it.
    pub(crate) is_implied: bool,
    pub(crate) navigation_property: Option<Name>,
}

impl Reference {
    /// A reference of which only the id is known.
    pub fn new(id: Uuid) -> Self {
        Self {
            id,
            name: None,
            table: None,
            is_implied: false,
            navigation_property: None,
        }
    }

    /// The same, to a row of the table with this logical name.
    pub fn with_table(mut self, logical_name: impl Into<Cow<'static, str>>) -> Self {
        self.table = Some(Name::new(logical_name));
        self.is_implied = false;
        self
    }

    /// The same, to a row with this primary name.
    pub fn with_name(mut self, name: impl AsRef<str>) -> Self {
        self.name = Some(name.as_ref().into());
        self
    }

    /// The id of the row pointed to.
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// The row's primary name: the formatted value, when the response carries it.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The logical name of the row's table, when the response carries it (`lookuplogicalname`), or when the page gives the
    /// navigation property that it carries to one table only.
    pub fn table(&self) -> Option<&str> {
        self.table.as_ref().map(Name::as_str)
    }

    /// The navigation property that leads to the row (`associatednavigationproperty`), when the response carries it.
    pub fn navigation_property(&self) -> Option<&str> {
        self.navigation_property.as_ref().map(Name::as_str)
    }
}
