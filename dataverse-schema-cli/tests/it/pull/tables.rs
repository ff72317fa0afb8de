//! The tables of an environment, and what its service answers about them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use test_support::server::{Answer, error};
use test_support::workspace;

/// What the service knows of its tables.
pub(crate) struct Tables {
    /// The definitions, by logical name.
    pub(crate) definitions: BTreeMap<String, Value>,
    /// The lists of choice columns, by logical name and kind, such as `picklist`.
    pub(crate) choices: BTreeMap<(String, String), Value>,
    /// The metadata ids of the tables of solutions, by the solution's unique name.
    pub(crate) solutions: Vec<(String, Vec<String>)>,
}

impl Tables {
    /// Returns the made-up tables.
    pub(crate) fn made_up() -> Self {
        let mut tables = Self {
            definitions: BTreeMap::new(),
            choices: BTreeMap::new(),
            solutions: Vec::new(),
        };
        for table in ["contoso_gadget", "contoso_gauge"] {
            for file in definition_files(table) {
                let text = fs::read_to_string(&file).expect("a definition");
                let body: Value = serde_json::from_str(&text).expect("JSON");
                let name = file.file_stem().expect("a name").to_string_lossy();
                if name == "definition" {
                    tables.definitions.insert(table.to_owned(), body);
                } else {
                    let key = (table.to_owned(), name.into_owned());
                    tables.choices.insert(key, body);
                }
            }
        }
        tables
    }

    /// Returns the answer of the service to the request for this path, below the base URL.
    pub(super) fn answer(&self, path: &str) -> Answer {
        let ok = |body: Value| Answer::new(200, body.to_string());
        let (resource, query) = path.split_once('?').unwrap_or((path, ""));
        match resource {
            "EntityDefinitions" => {
                let tables = self.definitions.iter();
                let list: Vec<Value> = tables
                    .map(|(name, table)| json!({"LogicalName": name, "MetadataId": table["MetadataId"]}))
                    .collect();
                return ok(json!({"value": list}));
            }
            "solutions" => {
                let solutions = self.solutions.iter().enumerate();
                let list: Vec<Value> = solutions
                    .map(|(index, (name, _))| json!({"solutionid": format!("5-{index}"), "uniquename": name}))
                    .collect();
                return ok(json!({"value": list}));
            }
            "solutioncomponents" => {
                let mut solutions = self.solutions.iter().enumerate();
                let asked = solutions.find(|(index, _)| {
                    query == format!(
                        "$select=objectid&$filter=_solutionid_value%20eq%205-{index}%20and%20componenttype%20eq%201"
                    )
                });
                let (_, (_, ids)) = asked.unwrap_or_else(|| panic!("{query}"));
                let list: Vec<Value> = ids.iter().map(|id| json!({"objectid": id})).collect();
                return ok(json!({"value": list}));
            }
            _ => {}
        }
        let missing = || error(404, "0x80060888", "There is no such table.");
        let Some((table, rest)) = resource
            .strip_prefix("EntityDefinitions(LogicalName='")
            .and_then(|rest| rest.split_once("')"))
        else {
            return missing();
        };
        if rest.is_empty() {
            assert!(query.starts_with("$expand=Attributes,"), "{query}");
            return self
                .definitions
                .get(table)
                .cloned()
                .map_or_else(missing, ok);
        }
        let kind = rest
            .strip_prefix("/Attributes/Microsoft.Dynamics.CRM.")
            .and_then(|rest| rest.strip_suffix("AttributeMetadata"))
            .unwrap_or_else(|| panic!("{rest}"));
        let key = (table.to_owned(), kind.to_ascii_lowercase());
        let none = json!({"value": []});
        ok(self.choices.get(&key).cloned().unwrap_or(none))
    }
}

/// Returns the files of a table's definition.
pub(crate) fn definition_files(table: &str) -> Vec<PathBuf> {
    let folder = workspace().join("tests/definitions").join(table);
    files(&folder)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    files
}
