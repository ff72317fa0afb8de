use core::fmt::{self, Debug};
use std::borrow::Cow;

use crate::info::{ColumnInfo, RelationshipInfo, TableInfo};
use crate::party::NewParty;
use crate::table::row_address::RowAddress;
use crate::value::Value;

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
