use core::fmt::{self, Debug};
use core::hash::{Hash, Hasher};
use core::marker::PhantomData;
use core::mem::discriminant;

use uuid::Uuid;

use super::id::Id;
use super::named::Named;
use super::reference::Reference;
use super::untyped::Value;

/// The value of a lookup whose target is the table `S`, or one of the set of tables `S`.
pub struct Lookup<S> {
    reference: Reference,
    targets: PhantomData<fn() -> S>,
}

impl<S> Lookup<S> {
    /// Creates a lookup with this reference.
    pub fn new(reference: Reference) -> Self {
        Self {
            reference,
            targets: PhantomData,
        }
    }

    /// Returns the reference with all data about the related row.
    pub fn reference(&self) -> &Reference {
        &self.reference
    }

    /// Converts the lookup into its reference.
    pub fn into_reference(self) -> Reference {
        self.reference
    }

    pub(crate) fn reference_mut(&mut self) -> &mut Reference {
        &mut self.reference
    }

    /// Returns the id of the related row, whatever its table.
    pub fn uuid(&self) -> Uuid {
        self.reference.id
    }

    /// Returns the related row's primary name (the formatted value), if the response contains it.
    pub fn name(&self) -> Option<&str> {
        self.reference.name()
    }

    /// Returns the logical name of the related row's table. See [`Reference::table`].
    pub fn table(&self) -> Option<&str> {
        self.reference.table()
    }

    /// Returns the id of the related row if it is a row of table `T`.
    ///
    /// This depends on the annotations `lookuplogicalname` and `associatednavigationproperty`.
    /// Returns `None` if the response contains neither.
    pub fn id_of<T: Named>(&self) -> Option<Id<T>>
    where
        S: Accepts<T>,
    {
        (self.table() == Some(T::logical_name())).then(|| Id::new(self.reference.id))
    }
}

impl<S> Lookup<S> {
    /// Returns the id of the related row, typed by its table.
    pub fn target(&self) -> S
    where
        S: Targets,
    {
        S::from_id(self.table(), self.reference.id)
    }
}

/// The closed set of tables that a lookup may point to, as an enum of typed ids.
///
/// See [`Lookup::target`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` isn't a closed set of targets",
    note = "lookups with 2 to 8 targets have one; for a lookup with one target use `id()`, and for any lookup `id_of::<TheTable>()`"
)]
pub trait Targets: Copy + Debug + Eq + 'static {
    /// Returns the typed id of a row. `table` is its table's logical name, if known.
    fn from_id(table: Option<&str>, id: Uuid) -> Self;

    /// Returns the id, whatever its table.
    fn uuid(self) -> Uuid;
}

/// Returns true if two targets are the same row of the same table.
#[inline]
pub fn eq_targets<T: Targets>(target: T, other: T) -> bool {
    discriminant(&target) == discriminant(&other) && target.uuid() == other.uuid()
}

/// Hashes a target by its table and id.
#[inline]
pub fn hash_target<T: Targets, H: Hasher>(target: T, state: &mut H) {
    discriminant(&target).hash(state);
    target.uuid().hash(state);
}

/// The target of a lookup with one target: its table.
#[diagnostic::on_unimplemented(
    message = "`{Self}` isn't the only target of a lookup",
    label = "this lookup has several targets, or none on its page",
    note = "use `id_of::<TheTable>()`, which returns an `Option`, or `target()`, which returns an enum of typed ids"
)]
pub trait SingleTarget: Named {}
#[diagnostic::do_not_recommend]
impl<T: Named> SingleTarget for T {}

impl<T> Lookup<T> {
    /// Returns the id of the related row.
    ///
    /// The page lists one target table, so the id is assumed to be of that table. If an
    /// organization has added targets, use [`id_of`](Self::id_of), which checks the response.
    pub fn id(&self) -> Id<T>
    where
        T: SingleTarget,
    {
        Id::new(self.reference.id)
    }
}

/// The target of a lookup (a table or a set of tables) that may point to rows of table `T`.
#[diagnostic::on_unimplemented(
    message = "this column can't refer to rows of `{T}`",
    label = "the targets of this column are `{Self}`",
    note = "use an `Id` of one of the targets, which the row `Targets` of the page lists; an overlay can add one"
)]
pub trait Accepts<T> {}
impl<T: Named> Accepts<T> for T {}

/// The value of a lookup that may point to rows of table `T`.
#[diagnostic::on_unimplemented(
    message = "a column that holds `{Self}` isn't a lookup",
    label = "expected a lookup",
    note = "set the column to a value with `set(column, value)`; if it holds the parties of an activity, use `add_party(column, row)`"
)]
pub trait LookupTo<T> {}
impl<S: Accepts<T>, T> LookupTo<T> for Lookup<S> {}
#[diagnostic::do_not_recommend]
impl<T> LookupTo<T> for Value<'static> {}

/// The target of a lookup whose page lists no target.
///
/// Such a lookup accepts rows of all tables, and an id of any table as a [`Uuid`].
#[diagnostic::on_unimplemented(
    message = "the targets of this lookup are known",
    note = "use an `Id` of one of its targets: `Id::<TheTable>::new(uuid)`"
)]
pub trait UnknownTargets {}

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
