use core::fmt::{self, Debug};
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;
use std::borrow::Cow;

use uuid::Uuid;

use crate::{Id, Named};

/// A lookup column's value whatever its targets: which row it points to, and what the response says about that row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The id of the row pointed to.
    pub id: Uuid,
    /// The row's primary name: the formatted value, when the response carries it.
    pub name: Option<Box<str>>,
    /// The logical name of the row's table (`lookuplogicalname`), when the response carries it.
    pub table: Option<Cow<'static, str>>,
    /// The navigation property that leads to the row (`associatednavigationproperty`), when the response carries it.
    pub navigation_property: Option<Cow<'static, str>>,
}

impl Reference {
    /// A reference of which only the id is known.
    pub fn new(id: Uuid) -> Self {
        Self {
            id,
            name: None,
            table: None,
            navigation_property: None,
        }
    }
}

/// A lookup whose target is the table `S`, or one of the set of tables `S`.
pub struct Lookup<S> {
    reference: Reference,
    targets: PhantomData<fn() -> S>,
}

impl<S> Lookup<S> {
    /// A lookup with this reference.
    pub fn new(reference: Reference) -> Self {
        Self {
            reference,
            targets: PhantomData,
        }
    }

    /// All that is known of the row pointed to.
    pub fn reference(&self) -> &Reference {
        &self.reference
    }

    /// The id of the row pointed to, whatever its table.
    pub fn uuid(&self) -> Uuid {
        self.reference.id
    }

    /// The row's primary name: the formatted value, when the response carries it.
    pub fn name(&self) -> Option<&str> {
        self.reference.name.as_deref()
    }

    /// The logical name of the row's table, when the response carries it.
    pub fn table(&self) -> Option<&str> {
        self.reference.table.as_deref()
    }

    /// The id, if the row is one of table `T`. The answer rests on the annotation `lookuplogicalname`; `None` when the
    /// response doesn't carry it.
    pub fn id_of<T: Named>(&self) -> Option<Id<T>>
    where
        S: Accepts<T>,
    {
        (self.table() == Some(T::logical_name())).then(|| Id::new(self.reference.id))
    }
}

impl<T: Named> Lookup<T> {
    /// The id of the row pointed to. The page names one target table only, so it is taken for an id of that table; where
    /// an organization has added targets, [`id_of`](Self::id_of) asks the response.
    pub fn id(&self) -> Id<T> {
        Id::new(self.reference.id)
    }
}

/// Says that a lookup on `Self` (a table, or a set of tables) may point to rows of table `T`.
#[diagnostic::on_unimplemented(
    message = "this lookup can't point to `{T}`",
    label = "the lookup's targets are `{Self}`",
    note = "the row `Targets` of the page lists the tables that a lookup may point to"
)]
pub trait Accepts<T> {}
impl<T: Named> Accepts<T> for T {}

impl<S> Clone for Lookup<S> {
    fn clone(&self) -> Self {
        Self::new(self.reference.clone())
    }
}
impl<S> PartialEq for Lookup<S> {
    fn eq(&self, other: &Self) -> bool {
        self.reference == other.reference
    }
}
impl<S> Eq for Lookup<S> {}
impl<S> Hash for Lookup<S> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.reference.hash(state);
    }
}
impl<S> Debug for Lookup<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(&self.reference, f)
    }
}
impl<T: Named> From<Id<T>> for Lookup<T> {
    fn from(id: Id<T>) -> Self {
        Self::new(Reference::new(id.uuid()))
    }
}
