use std::collections::{BTreeMap, BTreeSet};

use crate::xml::Element;

/// The type of rows of any table.
pub(super) const ANY_TABLE: &str = "crmbaseentity";

/// The definitions of `$metadata`. Names have no namespace.
#[derive(Default)]
pub(super) struct Definitions {
    pub(super) operations: Vec<Element>,
    pub(super) complex_types: BTreeMap<String, Element>,
    pub(super) enum_types: BTreeMap<String, Element>,
    pub(super) tables: BTreeMap<String, Table>,
    /// The entity set of each table.
    pub(super) entity_sets: BTreeMap<String, String>,
    /// The tables that others are based on, such as `activitypointer`.
    pub(super) bases: BTreeSet<String>,
}

/// An entity type.
#[derive(Default)]
pub(super) struct Table {
    base: Option<String>,
    key: Option<String>,
}

impl Definitions {
    pub(super) fn add(&mut self, definition: Element) {
        let name = definition.attribute("Name").unwrap_or_default().to_owned();
        match definition.name {
            "Action" | "Function" => self.operations.push(definition),
            "ComplexType" => drop(self.complex_types.insert(name, definition)),
            "EnumType" => drop(self.enum_types.insert(name, definition)),
            "EntityType" => {
                let base = definition.attribute("BaseType").map(local_name);
                self.bases.extend(base.map(str::to_owned));
                if definition.attribute("Abstract") == Some("true") {
                    self.bases.insert(name.clone());
                }
                let key = definition.list("Key").first();
                let key = key.and_then(|key| key.attribute("Name"));
                let table = Table {
                    base: base.map(str::to_owned),
                    key: key.map(str::to_owned),
                };
                self.tables.insert(name, table);
            }
            "EntitySet" => {
                let table = definition.attribute("EntityType").map(local_name);
                if let Some(table) = table {
                    self.entity_sets.insert(table.to_owned(), name);
                }
            }
            _ => {}
        }
    }

    /// Returns the property that identifies a row, which is that of a base.
    pub(super) fn key(&self, table: &str) -> Option<&str> {
        let mut table = self.tables.get(table)?;
        // Bases could be based on each other.
        for _ in 0..self.tables.len() {
            match (&table.key, &table.base) {
                (Some(key), _) => return Some(key),
                (None, Some(base)) => table = self.tables.get(base)?,
                (None, None) => break,
            }
        }
        None
    }

    /// Returns a complex type, followed by its bases.
    pub(super) fn complex_type_and_bases(&self, name: &str) -> Vec<&Element> {
        let mut types = Vec::new();
        let mut next = self.complex_types.get(name);
        while let Some(complex) = next
            && types.len() < self.complex_types.len()
        {
            types.push(complex);
            let base = complex.attribute("BaseType").map(local_name);
            next = base.and_then(|base| self.complex_types.get(base));
        }
        types
    }
}

/// Returns the name without its namespace.
pub(super) fn local_name(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}
