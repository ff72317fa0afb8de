use core::fmt::{self, Debug};
use core::marker::PhantomData;

use serde::{Serialize, Serializer};

use super::diff;
use super::set::{Change, ChangeSet, Inserted, Rows, Written};
use crate::check::Checks;
use crate::related::Expanded;
use crate::row::ColumnValue;
use crate::rule::{Failure, Invalid};
use crate::table::{
    Bindable, Clearable, Column, EntitySet, Locator, Relationship, Settable, Table,
};
use crate::value::{Accepts, Id, IntoValue, Json, Lookup, Value};

/// The row that changes apply to.
#[derive(Clone, Debug)]
pub enum Target<T> {
    /// A new row.
    New,
    /// The row with this id.
    Existing(Id<T>),
    /// The row with this id, which is created if it doesn't exist.
    Upsert(Id<T>),
}

/// The changes to a row of table `T`: columns are set, cleared (null), or untouched.
///
/// Only writable columns can be set, which the compiler checks. Changes serialize as the body of
/// the request. Serialization fails for changes that can't be written at all.
///
/// ```text
/// let c = PluginPackage::columns();
/// let new = PluginPackage::create().set(c.name, "Contoso plug-ins").set(c.version, "1.0.0");
/// new.validate()?;
/// ```
pub struct Changes<T> {
    pub(super) set: ChangeSet,
    table: PhantomData<fn() -> T>,
}

impl<T: Table> Changes<T> {
    /// Creates changes for a new row.
    pub fn create() -> Self {
        Self::with_target(Written::New)
    }

    /// Creates changes for the existing row with this id.
    pub fn update(id: Id<T>) -> Self {
        Self::with_target(Written::Existing(id.uuid()))
    }

    /// Creates changes for the row with this id.
    ///
    /// The row is created if it doesn't exist, and updated otherwise.
    pub fn upsert(id: Id<T>) -> Self {
        Self::with_target(Written::Upsert(id.uuid()))
    }

    /// Returns the changes that turn the row `from` into the row `to`, both of which have this id.
    ///
    /// These are the writable columns whose values differ. A column without a value in `to` stays
    /// untouched, as it may not have been selected. It is cleared if it was read as null or set by
    /// [`RowExt::set_null`](crate::row_ext::RowExt::set_null).
    ///
    /// State and status are written together. The transition is checked if the page lists the
    /// allowed ones.
    ///
    /// A lookup is bound to the table in its annotation `lookuplogicalname`, or to its only target.
    /// The table's entity set must be known: see [`Rule::NoEntitySet`](crate::rule::Rule).
    pub fn diff(id: Id<T>, from: &T, to: &T) -> Self {
        Self {
            set: diff::diff(T::info(), id.uuid(), from, to),
            table: PhantomData,
        }
    }

    fn with_target(written: Written) -> Self {
        Self {
            set: ChangeSet::new(T::info(), written),
            table: PhantomData,
        }
    }

    /// Returns the row that the changes apply to.
    pub fn target(&self) -> Target<T> {
        match self.set.written {
            Written::New => Target::New,
            Written::Existing(id) => Target::Existing(Id::new(id)),
            Written::Upsert(id) => Target::Upsert(Id::new(id)),
        }
    }

    /// Sets a column. If it is set more than once, the last value counts.
    pub fn set<V: ColumnValue, A: Settable>(
        mut self,
        column: Column<T, V, A>,
        value: impl IntoValue<V>,
    ) -> Self {
        let value = value.into_value();
        let change = match value.value() {
            // The Web API has no empty set of options.
            Value::Choices(values) if values.is_empty() => Change::Clear,
            value => Change::Set(value.into_owned()),
        };
        self.set.put(column.index(), change);
        self
    }

    /// Sets a column if there is a value.
    ///
    /// Otherwise the column stays untouched, which isn't the same as null.
    pub fn set_some<V: ColumnValue, A: Settable>(
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
    /// The row is identified by its id or by another [`Locator`].
    pub fn bind<S: Accepts<R>, R: EntitySet, A: Bindable>(
        mut self,
        column: Column<T, Lookup<S>, A>,
        row: impl Locator<R>,
    ) -> Self {
        let change = Change::Bind {
            table: R::logical_name().into(),
            path: row.locate(),
        };
        self.set.put(column.index(), change);
        self
    }

    /// Sets a column or a lookup to null.
    pub fn clear<V, A: Clearable>(mut self, column: Column<T, V, A>) -> Self {
        self.set.put(column.index(), Change::Clear);
        self
    }

    /// Adds a related row, which is created together with this new row (deep insert).
    ///
    /// Either all or none of the rows are created. Over a many-to-one relationship, the lookup
    /// points to the row, and the last row counts. Over other relationships, the row is added to
    /// the list.
    pub fn insert<R>(mut self, relationship: R, row: Changes<R::To>) -> Self
    where
        R: Relationship<From = T> + Expanded,
        R::To: Table,
    {
        let rows = if R::IS_LIST {
            Rows::List(vec![Inserted::Row(row.set)])
        } else {
            Rows::One(Box::new(row.set))
        };
        self.set.insert(relationship.info(), rows);
        self
    }

    /// Checks all rules.
    ///
    /// These are the limits of values and the required level of cleared columns. For a row that is
    /// or may be new, missing columns are checked too.
    ///
    /// Only missing columns of the types String, Memo, Lookup, and Customer are errors, as the
    /// service doesn't fill them. [`warnings`](Self::warnings) returns the others.
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

    /// Returns the missing required columns of a new row that the service may fill.
    ///
    /// No source lists the columns that it fills. Those that it is known to fill are left out:
    /// primary key, state and status, owner, yes/no columns, managed properties, choices with a
    /// default, and the type of a lookup.
    pub fn warnings(&self, checks: &Checks) -> Vec<Failure> {
        self.set.missing(checks)
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

impl<T> Clone for Changes<T> {
    fn clone(&self) -> Self {
        Self {
            set: self.set.clone(),
            table: PhantomData,
        }
    }
}

impl<T> Debug for Changes<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(&self.set, f)
    }
}

impl<T> Serialize for Changes<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.set.serialize(serializer)
    }
}
