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

/// Which row changes are for.
#[derive(Clone, Debug)]
pub enum Target<T> {
    /// A new row.
    New,
    /// The row with this id.
    Existing(Id<T>),
    /// The row with this id, which is created where there is none.
    Upsert(Id<T>),
}

/// What is to be written to a row of table `T`: columns set, cleared (null), or untouched.
///
/// Only writable columns can be set, which the compiler checks. Serialized, it is the body of the request; changes that can't
/// be written at all are an error then.
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
    /// The values of a new row.
    pub fn create() -> Self {
        Self::of(Written::New)
    }

    /// Changes to the row with this id.
    pub fn update(id: Id<T>) -> Self {
        Self::of(Written::Existing(id.uuid()))
    }

    /// The values of the row with this id, which is created where there is none, and changed where there is one.
    pub fn upsert(id: Id<T>) -> Self {
        Self::of(Written::Upsert(id.uuid()))
    }

    /// What makes the row `from` into the row `to`, both of which have this id: the writable columns whose values differ.
    ///
    /// A column without a value in `to` is left alone, as it may not have been selected, unless it is known to be null:
    /// it was read as null, or [`RowExt::set_null`](crate::row_ext::RowExt::set_null) was called. State and status go together, and the
    /// transition is checked where the page lists those allowed. A lookup is bound to the table that its annotation
    /// `lookuplogicalname` names, or to the only target; its entity set must be known, see [`Rule::NoEntitySet`](crate::rule::Rule).
    pub fn diff(id: Id<T>, from: &T, to: &T) -> Self {
        Self {
            set: diff::diff(T::info(), id.uuid(), from, to),
            table: PhantomData,
        }
    }

    fn of(written: Written) -> Self {
        Self {
            set: ChangeSet::new(T::info(), written),
            table: PhantomData,
        }
    }

    /// Which row the changes are for.
    pub fn target(&self) -> Target<T> {
        match self.set.written {
            Written::New => Target::New,
            Written::Existing(id) => Target::Existing(Id::new(id)),
            Written::Upsert(id) => Target::Upsert(Id::new(id)),
        }
    }

    /// Sets a column. A column set twice has the last value.
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

    /// Sets a column where there is a value; without one the column stays untouched, which isn't the same as null.
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

    /// Makes a lookup point to a row, through the navigation property that the page names. The row is given by its id, or by what
    /// else [says where it is](Locator).
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

    /// Sets a column to null, or makes a lookup point nowhere.
    pub fn clear<V, A: Clearable>(mut self, column: Column<T, V, A>) -> Self {
        self.set.put(column.index(), Change::Clear);
        self
    }

    /// Creates a related row together with this one, which must be new (deep insert): all or none of them are created. Over a
    /// many-to-one relationship it is the row that the lookup points to, and the last one given counts; over the others one
    /// more row of the list.
    pub fn insert<R>(mut self, relationship: R, row: Changes<R::To>) -> Self
    where
        R: Relationship<From = T> + Expanded,
        R::To: Table,
    {
        let rows = match R::IS_LIST {
            true => Rows::List(vec![Inserted::Row(row.set)]),
            false => Rows::One(Box::new(row.set)),
        };
        self.set.insert(relationship.info(), rows);
        self
    }

    /// Checks all rules: limits of what is set, and the required level of what is cleared and, for a row that is new or may be,
    /// of what is missing. Of missing columns those of the types String, Memo, Lookup and Customer are demanded, as the
    /// service fills none of them by itself; [`warnings`](Self::warnings) tells of the others.
    ///
    /// # Errors
    /// All rules that are broken.
    pub fn validate(&self) -> Result<(), Invalid> {
        self.validate_with(&Checks::default())
    }

    /// Like [`validate`](Self::validate), with a choice of what to check.
    ///
    /// # Errors
    /// All rules that are broken. Changes that can't be written at all are always among them.
    pub fn validate_with(&self, checks: &Checks) -> Result<(), Invalid> {
        Invalid::unless_empty(self.set.table, self.set.broken(checks))
    }

    /// The columns that a new row must have a value for, and that the service may or may not fill by itself: no source says
    /// which ones it does. Those that it is known to fill are left out: primary key, state and status, owner, yes/no
    /// columns, managed properties, choices with a default, the type that goes with a lookup.
    pub fn warnings(&self, checks: &Checks) -> Vec<Failure> {
        self.set.missing(checks)
    }

    /// Whether nothing is set or cleared.
    pub fn is_empty(&self) -> bool {
        self.set.is_empty()
    }

    /// The body of the request.
    ///
    /// # Errors
    /// The changes that can't be written: see [`validate`](Self::validate).
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
