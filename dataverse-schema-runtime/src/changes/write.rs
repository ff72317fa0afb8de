use serde::ser::{Error as _, SerializeMap};
use serde::{Serialize, Serializer};

use super::set::{Change, ChangeSet, Inserted, Rows};
use crate::rule::{Failure, Invalid};
use crate::value::Json;

impl ChangeSet {
    pub(super) fn body(&self) -> Result<Json, Invalid> {
        Invalid::unless_empty(self.table, self.unwritable())?;
        Ok(Json::new(self).expect("whatever can't be written was found above"))
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
        let mut map = serializer.serialize_map(None)?;
        for (index, change) in &self.changes {
            let column = self.column(*index);
            if let Some(rule) = self.why_unwritable(column, change) {
                return Err(S::Error::custom(Failure::new(column, rule)));
            }
            match change {
                Change::Set(value) => map.serialize_entry(column.logical_name, value)?,
                Change::Clear if column.kind.is_lookup() => {
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
                Change::UnknownStatus(_) | Change::UnknownTable | Change::UnknownEntitySet(_) => {}
            }
        }
        for insert in &self.inserts {
            let parties = self
                .parties()
                .filter_map(|party| self.unwritable_party(party));
            if let Some(failure) = self.uninsertable(insert).chain(parties).next() {
                return Err(S::Error::custom(failure));
            }
            let property = insert.relationship.navigation_property;
            match &insert.rows {
                Rows::One(row) => map.serialize_entry(property, row)?,
                Rows::List(rows) => map.serialize_entry(property, rows)?,
            }
        }
        map.end()
    }
}
