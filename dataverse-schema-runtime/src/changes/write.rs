use serde::ser::{Error as _, SerializeMap};
use serde::{Serialize, Serializer};

use super::set::{Change, ChangeSet, Inserted, Rows};
use crate::info::ColumnInfo;
use crate::rule::Invalid;
use crate::value::Json;

impl ChangeSet {
    pub(super) fn body(&self) -> Result<Json, Invalid> {
        Invalid::unless_empty(self.table, self.unwritable())?;
        Ok(Json::new(self).expect("whatever can't be written was found above"))
    }

    /// Returns the navigation property of a lookup to set to null.
    pub(super) fn cleared_property(
        &self,
        lookup: &'static ColumnInfo,
        table: Option<&str>,
    ) -> Option<&'static str> {
        table
            .and_then(|table| self.navigation_property(lookup, table))
            .or_else(|| self.likely_navigation_property(lookup))
    }
}

impl Serialize for Inserted {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Row(row) => row.serialize(serializer),
            Self::Party(party) => party.serialize(serializer),
        }
    }
}

impl Serialize for ChangeSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Some(failure) = self.unwritable_here().into_iter().next() {
            return Err(S::Error::custom(failure));
        }
        let mut map = serializer.serialize_map(None)?;
        for (index, change) in &self.changes {
            let column = self.column(*index);
            if self.is_addressed(column, change) {
                continue;
            }
            match change {
                Change::Set(value) => map.serialize_entry(column.logical_name, value)?,
                Change::Clear { table } if column.kind.is_lookup() => {
                    if let Some(property) = self.cleared_property(column, table.as_deref()) {
                        map.serialize_entry(property, &())?;
                    }
                }
                Change::Clear { .. } => map.serialize_entry(column.logical_name, &())?,
                Change::Bind { table, row } => {
                    if let Some(property) = self.navigation_property(column, table) {
                        let name = format!("{property}@odata.bind");
                        map.serialize_entry(&name, &row.bind_path())?;
                    }
                }
                Change::UnknownStatus(_) | Change::UnknownTable | Change::UnknownEntitySet(_) => {}
            }
        }
        for insert in &self.inserts {
            let property = insert.relationship.navigation_property;
            match &insert.rows {
                Rows::None => map.serialize_entry(property, &())?,
                Rows::One(row) => map.serialize_entry(property, row)?,
                Rows::List(rows) => map.serialize_entry(property, rows)?,
            }
        }
        map.end()
    }
}
