use serde::ser::{Error as _, SerializeMap};
use serde::{Serialize, Serializer};

use super::set::{Change, ChangeSet, Insert};
use crate::{Failure, Invalid, Json, read};

impl ChangeSet {
    pub(super) fn body(&self) -> Result<Json, Invalid> {
        Invalid::unless_empty(self.table, self.unwritable())?;
        Ok(Json::new(self).expect("whatever can't be written was found above"))
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
                Change::UnknownStatus(_) | Change::UnknownTable | Change::UnknownEntitySet(_) => {}
            }
        }
        for (place, insert) in self.inserts.iter().enumerate() {
            let property = insert.relationship.navigation_property;
            if !insert.is_list {
                map.serialize_entry(property, &insert.row)?;
                continue;
            }
            let of_property =
                |insert: &&Insert| insert.relationship.navigation_property == property;
            if self.inserts[..place]
                .iter()
                .any(|known| of_property(&known))
            {
                continue;
            }
            let rows = self.inserts[place..].iter().filter(of_property);
            let rows: Vec<&ChangeSet> = rows.map(|insert| &insert.row).collect();
            map.serialize_entry(property, &rows)?;
        }
        map.end()
    }
}
