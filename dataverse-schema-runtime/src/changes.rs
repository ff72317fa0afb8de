use core::fmt::{self, Debug};
use core::marker::PhantomData;

use serde::ser::{Error as _, SerializeMap};
use serde::{Serialize, Serializer};
use uuid::Uuid;

use crate::{
    Accepts, Bindable, Checks, Choice, Clearable, Column, ColumnInfo, ColumnKind, ColumnValue,
    EntitySet, Failure, HasState, Id, IntoValue, Invalid, Json, Lookup, OptionRole, Rule, Settable,
    StatusChoice, Table, TableInfo, Value, read, rule,
};

/// Which row changes are for.
#[derive(Clone, Debug)]
pub enum Target<T> {
    /// A new row.
    New,
    /// The row with this id.
    Existing(Id<T>),
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
    set: ChangeSet,
    table: PhantomData<fn() -> T>,
}

impl<T: Table> Changes<T> {
    /// The values of a new row.
    pub fn create() -> Self {
        Self::of(None)
    }

    /// Changes to the row with this id.
    pub fn update(id: Id<T>) -> Self {
        Self::of(Some(id.uuid()))
    }

    fn of(id: Option<Uuid>) -> Self {
        Self {
            set: ChangeSet {
                table: T::info(),
                id,
                changes: Vec::new(),
            },
            table: PhantomData,
        }
    }

    /// Which row the changes are for.
    pub fn target(&self) -> Target<T> {
        self.set
            .id
            .map_or(Target::New, |id| Target::Existing(Id::new(id)))
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

    /// Makes a lookup point to the row with this id, through the navigation property that the page names.
    pub fn bind<S: Accepts<R>, R: EntitySet, A: Bindable>(
        mut self,
        column: Column<T, Lookup<S>, A>,
        id: Id<R>,
    ) -> Self {
        let change = Change::Bind {
            table: R::logical_name(),
            path: format!("/{}({id})", R::entity_set()),
        };
        self.set.put(column.index(), change);
        self
    }

    /// Sets a column to null, or makes a lookup point nowhere.
    pub fn clear<V, A: Clearable>(mut self, column: Column<T, V, A>) -> Self {
        self.set.put(column.index(), Change::Clear);
        self
    }

    /// Checks all rules: limits of what is set, and the required level of what is cleared and, for a new row, of what is
    /// missing. Columns that the service fills by itself may be missing: the primary key, state and status, the owner,
    /// yes/no columns, managed properties, choices with a default, the type that goes with a lookup.
    ///
    /// # Errors
    /// All rules that are broken.
    pub fn validate(&self) -> Result<(), Invalid> {
        self.validate_with(Checks::default())
    }

    /// Like [`validate`](Self::validate), with a choice of what to check.
    ///
    /// # Errors
    /// All rules that are broken. Changes that can't be written at all are always among them.
    pub fn validate_with(&self, checks: Checks) -> Result<(), Invalid> {
        self.set.validate(checks)
    }

    /// Whether nothing is set or cleared.
    pub fn is_empty(&self) -> bool {
        self.set.changes.is_empty()
    }

    /// The body of the request.
    ///
    /// # Errors
    /// The changes that can't be written: see [`validate`](Self::validate).
    pub fn body(&self) -> Result<Json, Invalid> {
        self.set.body()
    }
}

impl<T: HasState> Changes<T> {
    /// Sets the status and the state that it belongs to. For a status that the page doesn't know, validation fails: its state
    /// isn't known either, and [`set_state_as`](Self::set_state_as) takes both.
    pub fn set_state(self, status: T::Status) -> Self {
        match status.state() {
            Some(state) => self.set_state_as(state, status),
            None => self.put_status(Change::UnknownStatus(status.value())),
        }
    }

    /// Sets state and status as they are given.
    pub fn set_state_as(mut self, state: T::State, status: T::Status) -> Self {
        let (place, _) = state_and_status::<T>();
        let state = Change::Set(Value::Choice(state.value()));
        self.set.put(place, state);
        self.put_status(Change::Set(Value::Choice(status.value())))
    }

    fn put_status(mut self, change: Change) -> Self {
        let (_, place) = state_and_status::<T>();
        self.set.put(place, change);
        self
    }
}

fn state_and_status<T: HasState>() -> (u16, u16) {
    let places = T::info().state_and_status;
    places.expect("a table that has both says where they are")
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

#[derive(Clone)]
struct ChangeSet {
    table: &'static TableInfo,
    id: Option<Uuid>,
    changes: Vec<(u16, Change)>,
}

#[derive(Clone, Debug)]
enum Change {
    Set(Value<'static>),
    Clear,
    Bind { table: &'static str, path: String },
    UnknownStatus(i32),
}

impl ChangeSet {
    fn put(&mut self, column: u16, change: Change) {
        self.changes.retain(|(c, _)| *c != column);
        self.changes.push((column, change));
    }

    fn column(&self, index: u16) -> &'static ColumnInfo {
        &self.table.columns[usize::from(index)]
    }

    /// The navigation properties of a lookup, each once, with its target.
    fn navigation_properties(
        &self,
        lookup: &'static ColumnInfo,
    ) -> Vec<(&'static str, &'static str)> {
        let mut found: Vec<(&str, &str)> = Vec::new();
        for relationship in self.table.many_to_one {
            let property = relationship.navigation_property;
            let leads_on = relationship.attribute == lookup.logical_name && !property.is_empty();
            if leads_on && found.iter().all(|(_, known)| *known != property) {
                found.push((relationship.table, property));
            }
        }
        found
    }

    fn navigation_property(
        &self,
        lookup: &'static ColumnInfo,
        table: &str,
    ) -> Option<&'static str> {
        // One navigation property leads to the owner, whether that is a user or a team.
        let is_owner = matches!(lookup.kind, ColumnKind::Owner { .. });
        let properties = self.navigation_properties(lookup);
        let mut properties = properties.into_iter();
        properties.find_map(|(target, property)| (target == table || is_owner).then_some(property))
    }

    fn validate(&self, checks: Checks) -> Result<(), Invalid> {
        let mut failures = self.failures(|column, change| match change {
            Change::Set(value) => checks.broken(column, value),
            Change::Clear => checks
                .requires(column)
                .then_some(Rule::Required(column.required)),
            Change::Bind { .. } | Change::UnknownStatus(_) => None,
        });
        failures.extend(self.state_of_another_status());
        if self.id.is_none() {
            let columns = self.table.columns.iter().enumerate();
            failures.extend(columns.filter_map(|(index, column)| {
                let missing = column.writable
                    && !column.has_default
                    && checks.requires(column)
                    && self.changes.iter().all(|(i, _)| usize::from(*i) != index);
                missing.then(|| Failure::new(column, Rule::Required(column.required)))
            }));
        }
        Invalid::unless_empty(self.table, failures)
    }

    /// The changes that can't be written at all, and those that break another rule.
    fn failures(&self, other: impl Fn(&ColumnInfo, &Change) -> Option<Rule>) -> Vec<Failure> {
        let failure = |(index, change): &(u16, Change)| {
            let column = self.column(*index);
            let rule = self
                .unwritable(column, change)
                .or_else(|| other(column, change))?;
            Some(Failure::new(column, rule))
        };
        self.changes.iter().filter_map(failure).collect()
    }

    /// Why a change can't be written at all.
    fn unwritable(&self, column: &'static ColumnInfo, change: &Change) -> Option<Rule> {
        match change {
            Change::UnknownStatus(status) => Some(Rule::UnknownStatus(*status)),
            Change::Bind { table, .. } if self.navigation_property(column, table).is_none() => {
                Some(Rule::NoNavigationProperty {
                    table: (*table).to_owned(),
                })
            }
            Change::Set(Value::Guid(value)) => {
                let is_primary_key = column.logical_name == self.table.primary_id;
                let differs = self.id.is_some_and(|id| id != *value);
                (is_primary_key && differs).then_some(Rule::PrimaryKeyDiffers)
            }
            Change::Set(value) => rule::not_finite(value),
            Change::Clear | Change::Bind { .. } => None,
        }
    }

    /// A status together with a state that the page doesn't give it.
    fn state_of_another_status(&self) -> Option<Failure> {
        let mut state = None;
        let mut status = None;
        for (index, change) in &self.changes {
            let column = self.column(*index);
            match (column.kind, change) {
                (ColumnKind::State { .. }, Change::Set(Value::Choice(value))) => {
                    state = Some(*value);
                }
                (ColumnKind::Status { choice }, Change::Set(Value::Choice(value))) => {
                    let option = choice.options.iter().find(|option| option.value == *value);
                    status = option.map(|option| (column, option.role));
                }
                _ => {}
            }
        }
        let (
            column,
            OptionRole::Status {
                state: Some(expected),
                ..
            },
        ) = status?
        else {
            return None;
        };
        let actual = state?;
        (actual != expected)
            .then(|| Failure::new(column, Rule::StateOfAnotherStatus { expected, actual }))
    }

    fn body(&self) -> Result<Json, Invalid> {
        let failures = self.failures(|_, _| None);
        Invalid::unless_empty(self.table, failures)?;
        Ok(Json::new(self).expect("whatever can't be written was found above"))
    }
}

impl Debug for ChangeSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let changes = self.changes.iter();
        f.debug_map()
            .entries(changes.map(|(index, change)| (self.column(*index).logical_name, change)))
            .finish()
    }
}

impl Serialize for ChangeSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (index, change) in &self.changes {
            let column = self.column(*index);
            if let Some(rule) = self.unwritable(column, change) {
                return Err(S::Error::custom(Failure::new(column, rule)));
            }
            match change {
                Change::Set(value) => map.serialize_entry(column.logical_name, value)?,
                Change::Clear if read::is_lookup(column) => {
                    for (_, property) in self.navigation_properties(column) {
                        map.serialize_entry(property, &())?;
                    }
                }
                Change::Clear => map.serialize_entry(column.logical_name, &())?,
                Change::Bind { table, path } => {
                    if let Some(property) = self.navigation_property(column, table) {
                        map.serialize_entry(&format!("{property}@odata.bind"), path)?;
                    }
                }
                Change::UnknownStatus(_) => {}
            }
        }
        map.end()
    }
}
