use core::fmt::{self, Debug};
use core::marker::PhantomData;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::set::{Change, ChangeSet, Inserted, Rows, Written};
use super::{copy, diff};
use crate::check::Checks;
use crate::related::Expanded;
use crate::row::{ColumnValue, IntoValue};
use crate::rule::{Failure, Invalid};
use crate::table::message::{Create, Update, Upsert};
use crate::table::{
    Address, Bindable, Clearable, Column, EntitySet, Locator, ManyToOne, Relationship, Settable,
    Table,
};
use crate::value::never::{Never as _, never};
use crate::value::{Json, LookupTo};

/// The row that changes apply to.
#[derive(Clone, Debug)]
pub enum Target<T> {
    /// A new row.
    New,
    /// The row with this address.
    Existing(Address<T>),
    /// The row with this address, which is created if it doesn't exist.
    Upsert(Address<T>),
}

/// The messages that may create a row: `Create` and `Upsert`.
#[diagnostic::on_unimplemented(
    message = "the message `{Self}` creates no row",
    label = "this needs a new row",
    note = "related rows and parties are inserted together with a new row, of `create()` or `upsert(…)`; the Web API has no request that adds them in an update",
    note = "to add a new row to a list of an existing row, create it with its lookup: `TheRelatedTable::create().bind(lookup, id)`; for two existing rows, use `bind` or `associate`"
)]
pub trait MayCreate {}
impl MayCreate for Create {}
impl MayCreate for Upsert {}

never! {
    /// The condition of a method that changes don't have.
    #[diagnostic::on_unimplemented(
        message = "`set_null` is a method of rows, not of changes",
        label = "expected `clear`",
        note = "use `clear(column)`, which sets a column to null"
    )]
    SetToNull []

    /// The condition of reading changes.
    #[diagnostic::on_unimplemented(
        message = "changes can't be deserialized",
        label = "expected a row of `{T}`",
        note = "deserialize the row type `{T}` or fields of your own; then build the changes from them with `set(column, value)`, or from two rows with `Changes::diff(id, &from, &to)`"
    )]
    ReadChanges [T]
}

/// The changes to a row of table `T` by the message `M`: columns are set, cleared (null), or
/// untouched.
///
/// `M` is [`Create`], [`Update`], or [`Upsert`]. The compiler checks that the message can write
/// each column. Changes serialize as the body of the request. Serialization fails for changes that
/// can't be written at all.
///
/// ```text
/// let c = PluginPackage::columns();
/// let new = PluginPackage::create().set(c.name, "Contoso plug-ins").set(c.version, "1.0.0");
/// new.validate()?;
/// ```
#[must_use = "a method returns the changes with its own: `let changes = changes.set(column, value)`"]
pub struct Changes<T, M> {
    pub(super) set: ChangeSet,
    r#type: PhantomData<fn() -> (T, M)>,
}

impl<T: Table> Changes<T, Create> {
    /// Creates changes for a new row.
    pub fn create() -> Self {
        Self::with_target(Written::New)
    }

    /// Creates changes for a new row with the values of a row that was read.
    ///
    /// These are the columns that a create request can set, except the primary key, state and
    /// status, files and images, numbers that the service assigns (as far as an overlay says so),
    /// and lookups without a relationship on the page. Change what must differ, such as the values
    /// of an alternate key. Related rows aren't copied.
    ///
    /// A lookup is bound to the table in its annotation `lookuplogicalname`, or to its only target.
    /// A row that the operation `InitializeFrom` returns has lookups that are bound already.
    /// The table's entity set must be known: see [`Rule::NoEntitySet`](crate::rule::Rule).
    pub fn copy(row: &T) -> Self {
        Self {
            set: copy::copy(T::info(), row),
            r#type: PhantomData,
        }
    }
}

impl<T: Table> Changes<T, Update> {
    /// Creates changes for the existing row with this id or alternate key.
    pub fn update(row: impl Locator<T>) -> Self {
        Self::with_target(Written::Existing(row.address().into_row()))
    }

    /// Returns the changes that turn the row `from` into the row `to`, both of which have this id
    /// or alternate key.
    ///
    /// These are the columns that an update can write and whose values differ. A column without a
    /// value in `to` stays untouched, as it may not have been selected. It is cleared if it was
    /// read as null or set by [`RowExt::set_null`](crate::row_ext::RowExt::set_null).
    ///
    /// State and status are written together. The transition is checked if the page lists the
    /// allowed ones.
    ///
    /// A lookup is bound to the table in its annotation `lookuplogicalname`, or to its only target.
    /// The table's entity set must be known: see [`Rule::NoEntitySet`](crate::rule::Rule).
    #[rustfmt::skip]
    pub fn diff( // two values of one row type: the row as read, and as changed
        row: impl Locator<T>,
        from: &T,
        to: &T,
    ) -> Self {
        Self {
            set: diff::diff(T::info(), row.address().into_row(), from, to),
            r#type: PhantomData,
        }
    }
}

impl<T: Table> Changes<T, Upsert> {
    /// Creates changes for the row with this id or alternate key.
    ///
    /// The row is created if it doesn't exist, and updated otherwise. Columns of the key need no
    /// value; an equal one is left out of the request's body.
    ///
    /// On an elastic table, an upsert replaces the whole row: see [`replace`](Self::replace).
    pub fn upsert(row: impl Locator<T>) -> Self {
        Self::with_target(Written::Upsert {
            row: row.address().into_row(),
            may_replace: false,
        })
    }

    /// Allows the upsert to replace an existing row of an elastic table.
    ///
    /// The service then sets all other columns of the row to null. Validation fails for an upsert
    /// to an elastic table without this call. An update keeps the other columns.
    pub fn replace(mut self) -> Self {
        if let Written::Upsert { may_replace, .. } = &mut self.set.written {
            *may_replace = true;
        }
        self
    }
}

impl<T: Table, M> Changes<T, M> {
    fn with_target(written: Written) -> Self {
        Self {
            set: ChangeSet::new(T::info(), written),
            r#type: PhantomData,
        }
    }

    /// Returns the row that the changes apply to.
    pub fn target(&self) -> Target<T> {
        match &self.set.written {
            Written::New => Target::New,
            Written::Existing(row) => Target::Existing(Address::new(row.clone())),
            Written::Upsert { row, .. } => Target::Upsert(Address::new(row.clone())),
        }
    }

    /// Sets a column. If it is set more than once, the last value counts.
    #[rustfmt::skip]
    pub fn set<V: ColumnValue, A: Settable<M>>( // a column: `TheTable::columns().name`; a lookup: use `bind`
        mut self, // returned with the value: `let changes = changes.set(column, value)`
        column: Column<T, V, A>,
        value: impl IntoValue<V>,
    ) -> Self {
        let value = value.into_value();
        self.set.put_value(column.index(), value.value());
        self
    }

    /// Sets a column if there is a value.
    ///
    /// Otherwise the column stays untouched, which isn't the same as null.
    #[rustfmt::skip]
    pub fn set_some<V: ColumnValue, A: Settable<M>>( // a column: `TheTable::columns().name`; a lookup: use `bind`
        self,
        column: Column<T, V, A>,
        value: Option<impl IntoValue<V>>,
    ) -> Self {
        match value {
            Some(value) => self.set(column, value),
            None => self,
        }
    }

    /// Sets a lookup to a row, through the navigation property that the page names.
    ///
    /// The row is identified by its id, an alternate key, or another [`Locator`].
    #[rustfmt::skip]
    pub fn bind<V: LookupTo<R>, R: EntitySet, A: Bindable<M>>( // the column of a lookup: `TheTable::columns().name`
        mut self,
        column: Column<T, V, A>,
        row: impl Locator<R>,
    ) -> Self {
        let change = Change::Bind {
            table: R::logical_name().into(),
            row: row.address().into_row(),
        };
        self.set.put(column.index(), change);
        self
    }

    /// Sets a column or a lookup to null.
    ///
    /// A lookup with several targets is cleared over one of its relationships: one to a table with
    /// a known entity set, or else the first. Any of them clears it, but the environment must have
    /// it. [`clear_over`](Self::clear_over) chooses the relationship.
    #[rustfmt::skip]
    pub fn clear<V, A: Clearable<M>>( // a column: `TheTable::columns().name`
        mut self,
        column: Column<T, V, A>,
    ) -> Self {
        self.set.put(column.index(), Change::Clear { table: None });
        self
    }

    /// Is a method of rows; it exists so that the compiler names the one of changes.
    #[doc(hidden)]
    pub fn set_null<V, A: SetToNull>(self, _: Column<T, V, A>) -> Self {
        A::never()
    }

    /// Sets the lookup of a many-to-one relationship to null, over this relationship.
    pub fn clear_over<To, N>(mut self, relationship: ManyToOne<T, To, N>) -> Self
    where
        ManyToOne<T, To, N>: Relationship<Access: Clearable<M>>,
    {
        self.set.clear_over(relationship.info());
        self
    }

    /// Checks all rules.
    ///
    /// These are the limits of values and the required level of cleared columns.
    ///
    /// A missing value isn't an error, as the service fills many columns of new rows and no source
    /// lists them. Neither is a value with more decimal places than Precision, as the service
    /// rounds it. [`warnings`](Self::warnings) returns both, and [`Checks::deny_missing`] and
    /// [`Checks::deny_rounding`] make them errors.
    ///
    /// # Errors
    /// Returns all violated rules.
    pub fn validate(&self) -> Result<(), Invalid> {
        self.validate_with(&Checks::default())
    }

    /// Checks the changes like [`validate`](Self::validate), with the given checks.
    ///
    /// # Errors
    /// Returns all violated rules, and always the changes that can't be written at all.
    pub fn validate_with(&self, checks: &Checks) -> Result<(), Invalid> {
        Invalid::unless_empty(self.set.table, self.set.violations(checks))
    }

    /// Returns the values that the service rounds, and the missing required columns of a row that
    /// is or may be new.
    ///
    /// Columns that the service is known to fill are left out:
    /// primary key, state and status, owner, Boolean columns, managed properties, choices with a
    /// default, and the type of a lookup.
    pub fn warnings(&self, checks: &Checks) -> Vec<Failure> {
        self.set.warnings(checks)
    }

    /// Returns true if no column is set or cleared, and no row is inserted.
    pub fn is_empty(&self) -> bool {
        self.set.is_empty()
    }

    /// Returns the body of the request.
    ///
    /// # Errors
    /// Returns the changes that can't be written: see [`validate`](Self::validate).
    pub fn body(&self) -> Result<Json, Invalid> {
        self.set.body()
    }
}

impl<T: Table, M> Changes<T, M> {
    /// Adds a related row, which is created together with this new row (deep insert).
    ///
    /// Either all or none of the rows are created. Over a many-to-one relationship, the lookup
    /// points to the row, which replaces what was set in the lookup before. Over other relationships, the row is added to
    /// the list.
    #[rustfmt::skip]
    pub fn insert<R>( // a new row: `TheTable::create()`; existing ones by `bind` or `associate`
        mut self,
        relationship: R,
        row: Changes<R::To, Create>,
    ) -> Self
    where
        R: Relationship<From = T, Access: Bindable<M>> + Expanded,
        R::To: Table,
        M: MayCreate,
    {
        let rows = if R::IS_LIST {
            Rows::List(vec![Inserted::Row(row.set)])
        } else {
            Rows::One(Box::new(row.set))
        };
        self.set.insert(relationship.info(), rows);
        self
    }
}

impl<T, M> Clone for Changes<T, M> {
    fn clone(&self) -> Self {
        Self {
            set: self.set.clone(),
            r#type: PhantomData,
        }
    }
}

impl<T, M> Debug for Changes<T, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(&self.set, f)
    }
}

impl<'de, T, M> Deserialize<'de> for Changes<T, M>
where
    Target<T>: ReadChanges<T>,
{
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Target::<T>::never()
    }
}

impl<T, M> Serialize for Changes<T, M> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.set.serialize(serializer)
    }
}
