use core::fmt::{self, Debug};
use std::borrow::Cow;

use crate::info::{ColumnInfo, ColumnKind, RelationshipInfo, TableInfo};
use crate::party::NewParty;
use crate::table::row_address::RowAddress;
use crate::value::Value;

/// The column with the owner of a row.
const OWNER: &str = "ownerid";

/// Changes to a row of any table.
#[derive(Clone)]
pub(super) struct ChangeSet {
    pub(super) table: &'static TableInfo,
    pub(super) written: Written,
    pub(super) status_now: Option<i32>,
    /// The column that was set because of another: a state or a status.
    pub(super) implied: Option<u16>,
    pub(super) changes: Vec<(u16, Change)>,
    pub(super) inserts: Vec<Insert>,
}

/// The row that the changes apply to.
#[derive(Clone, PartialEq)]
pub(super) enum Written {
    New,
    Existing(RowAddress),
    Upsert {
        row: RowAddress,
        /// True if an existing row may lose its other values, as on elastic tables.
        may_replace: bool,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Change {
    Set(Value<'static>),
    /// Null. A lookup is cleared over the relationship to `table`, or over the most likely one.
    Clear {
        table: Option<String>,
    },
    Bind {
        table: Cow<'static, str>,
        row: RowAddress,
    },
    UnknownStatus(i32),
    /// A lookup to a row of an unknown table.
    UnknownTable,
    /// A lookup to a row of a table whose entity set isn't known.
    UnknownEntitySet(String),
}

/// The rows that are inserted over one relationship.
#[derive(Clone)]
pub(super) struct Insert {
    pub(super) relationship: &'static RelationshipInfo,
    pub(super) rows: Rows,
}

#[derive(Clone, PartialEq)]
pub(super) enum Rows {
    /// No row: the lookup is cleared.
    None,
    One(Box<ChangeSet>),
    List(Vec<Inserted>),
}

#[derive(Clone, PartialEq)]
pub(super) enum Inserted {
    Row(ChangeSet),
    Party(NewParty),
}

impl ChangeSet {
    pub(super) fn new(table: &'static TableInfo, written: Written) -> Self {
        Self {
            table,
            written,
            status_now: None,
            implied: None,
            changes: Vec::new(),
            inserts: Vec::new(),
        }
    }

    pub(super) fn put(&mut self, column: u16, change: Change) {
        self.forget(self.column(column).logical_name);
        if self.implied == Some(column) {
            self.implied = None;
        }
        self.changes.push((column, change));
    }

    /// Removes what was set in a column before, be it over one of its relationships.
    fn forget(&mut self, column: &str) {
        let columns = &self.table.columns;
        self.changes
            .retain(|(index, _)| columns[usize::from(*index)].logical_name != column);
        // Older pages don't name the lookup of a relationship.
        self.inserts.retain(|insert| {
            let is_list = matches!(insert.rows, Rows::List(_));
            is_list || column.is_empty() || insert.relationship.attribute != column
        });
    }

    /// Sets the lookup of a many-to-one relationship to null.
    pub(super) fn clear_over(&mut self, relationship: &'static RelationshipInfo) {
        let mut columns = self.table.columns.iter();
        match columns.position(|column| column.logical_name == relationship.attribute) {
            Some(index) => {
                let table = Some(relationship.table.to_owned());
                self.put(index as u16, Change::Clear { table });
            }
            None => self.insert(relationship, Rows::None),
        }
    }

    /// Adds rows that are inserted over a relationship.
    ///
    /// Over the relationships of a lookup, the last row counts, or what is set after it.
    pub(super) fn insert(&mut self, relationship: &'static RelationshipInfo, rows: Rows) {
        let property = relationship.navigation_property;
        let Rows::List(rows) = rows else {
            self.forget(relationship.attribute);
            let is_other = |insert: &Insert| insert.relationship.navigation_property != property;
            self.inserts.retain(is_other);
            return self.inserts.push(Insert { relationship, rows });
        };
        let known = self.inserts.iter_mut().find_map(|insert| {
            let is_same = insert.relationship.navigation_property == property;
            match &mut insert.rows {
                Rows::List(known) if is_same => Some(known),
                _ => None,
            }
        });
        match known {
            Some(known) => known.extend(rows),
            None => self.inserts.push(Insert {
                relationship,
                rows: Rows::List(rows),
            }),
        }
    }

    pub(super) fn parties(&self) -> impl Iterator<Item = &NewParty> {
        let lists = self.inserts.iter().filter_map(|insert| match &insert.rows {
            Rows::List(list) => Some(list),
            Rows::None | Rows::One(_) => None,
        });
        lists.flatten().filter_map(|inserted| match inserted {
            Inserted::Party(party) => Some(party),
            Inserted::Row(_) => None,
        })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.inserts.is_empty()
    }

    /// Returns the address of the row, unless it is new.
    pub(super) fn address(&self) -> Option<&RowAddress> {
        match &self.written {
            Written::New => None,
            Written::Existing(row) | Written::Upsert { row, .. } => Some(row),
        }
    }

    /// Returns the value of a column that the address of the row contains.
    pub(super) fn addressed_value(&self, column: &'static ColumnInfo) -> Option<Value<'static>> {
        let row = self.address()?;
        if column.logical_name == self.table.primary_id
            && let Some(id) = row.id()
        {
            return Some(Value::Guid(id));
        }
        row.value(column).cloned()
    }

    pub(super) fn column(&self, index: u16) -> &'static ColumnInfo {
        &self.table.columns[usize::from(index)]
    }

    /// Returns true for the state and the status of a table on which requests can set both.
    pub(super) fn is_state_or_status(&self, column: &'static ColumnInfo) -> bool {
        let indices = self.table.state_and_status;
        indices.is_some_and(|(state, status)| {
            let names = [state, status].map(|index| self.column(index).logical_name);
            names.contains(&column.logical_name)
        })
    }

    /// Returns the navigation properties of a lookup, each with its target.
    fn navigation_properties(
        &self,
        lookup: &'static ColumnInfo,
    ) -> impl Iterator<Item = (&'static str, &'static str)> {
        let relationships = self.table.many_to_one.iter();
        relationships
            .filter(|relationship| {
                relationship.attribute == lookup.logical_name
                    && !relationship.navigation_property.is_empty()
            })
            .map(|relationship| (relationship.table, relationship.navigation_property))
    }

    /// Returns the navigation property that clears a lookup to a row of an unknown table.
    ///
    /// Any of them clears the lookup, but the environment may lack the table of an app that isn't
    /// installed. So a table with a known entity set comes first.
    pub(super) fn likely_navigation_property(
        &self,
        lookup: &'static ColumnInfo,
    ) -> Option<&'static str> {
        let is_known = |table: &str| {
            let mut entity_sets = self.table.entity_sets.iter();
            entity_sets.any(|(name, _)| *name == table)
        };
        let mut properties = self.navigation_properties(lookup);
        properties
            .find(|(table, _)| is_known(table))
            .or_else(|| self.navigation_properties(lookup).next())
            .map(|(_, property)| property)
            .or_else(|| owner_property(lookup))
    }

    pub(super) fn navigation_property(
        &self,
        lookup: &'static ColumnInfo,
        table: &str,
    ) -> Option<&'static str> {
        // One navigation property leads to the owner, which may be a user or a team.
        let is_owner = matches!(lookup.kind, ColumnKind::Owner { .. });
        self.navigation_properties(lookup)
            .find_map(|(target, property)| (target == table || is_owner).then_some(property))
            .or_else(|| owner_property(lookup))
    }
}

/// Returns the navigation property to the owner of a row, which pages may lack.
///
/// It has the name of its column in every table.
fn owner_property(lookup: &ColumnInfo) -> Option<&'static str> {
    let is_owner = matches!(lookup.kind, ColumnKind::Owner { .. }) && lookup.logical_name == OWNER;
    is_owner.then_some(OWNER)
}

impl Debug for Inserted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Row(row) => row.fmt(f),
            Self::Party(party) => party.fmt(f),
        }
    }
}

impl Debug for ChangeSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut map = f.debug_map();
        for (index, change) in &self.changes {
            map.entry(&self.column(*index).logical_name, change);
        }
        for insert in &self.inserts {
            let property = insert.relationship.navigation_property;
            match &insert.rows {
                Rows::None => map.entry(&property, &None::<()>),
                Rows::One(row) => map.entry(&property, row),
                Rows::List(rows) => map.entry(&property, rows),
            };
        }
        map.finish()
    }
}
