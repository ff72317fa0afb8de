//! Reads the model from table definitions of the Web API.

mod attribute;
mod body;
mod column;
mod definition;
mod label;
mod maker;
mod node;
mod relationship;
mod side;
mod table;

use serde_json::Value;

use self::body::definitions;
use self::node::Node;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::Table;
use crate::source::Source;

/// Only the derived types of attributes have the parts of choices.
const CHOICES: [(&str, &str); 5] = [
    ("PicklistAttributeMetadata", "OptionSet,GlobalOptionSet"),
    (
        "MultiSelectPicklistAttributeMetadata",
        "OptionSet,GlobalOptionSet",
    ),
    ("StateAttributeMetadata", "OptionSet"),
    ("StatusAttributeMetadata", "OptionSet"),
    ("BooleanAttributeMetadata", "OptionSet,GlobalOptionSet"),
];

/// Returns the requests for the bodies that [`read_metadata`] needs for the table with this logical
/// name.
///
/// Each is a GET, relative to the base URL of the Web API.
pub fn metadata_requests(table: &str) -> Vec<String> {
    let definition = format!("EntityDefinitions(LogicalName='{table}')");
    let whole = format!(
        "{definition}?$expand=Attributes,ManyToOneRelationships,OneToManyRelationships,ManyToManyRelationships,Keys"
    );
    let choices = CHOICES.iter().map(|(kind, expand)| {
        format!(
            "{definition}/Attributes/Microsoft.Dynamics.CRM.{kind}?$select=LogicalName,SchemaName,EntityLogicalName&$expand={expand}"
        )
    });
    std::iter::once(whole).chain(choices).collect()
}

/// Reads tables from bodies of the Web API.
///
/// A body is a definition (`EntityDefinitions(…)`), a list of definitions, or a list of attributes,
/// relationships, or keys, which are added to the definitions.
///
/// # Errors
/// Returns all files that aren't JSON, or all errors in the others, each with the file and the path
/// of the value in its JSON.
pub fn read_metadata(files: &[Source]) -> Result<Vec<Table>, Vec<Diagnostic>> {
    let mut diagnostics = Vec::new();
    let mut bodies: Vec<(&Source, Value)> = Vec::new();
    for file in files {
        // Files that PowerShell writes begin with a byte order mark.
        match serde_json::from_str(file.text().trim_start_matches('\u{feff}')) {
            Ok(body) => bodies.push((file, body)),
            Err(error) => {
                let message = format!("{}: invalid JSON: {error}", file.name());
                diagnostics.push(Diagnostic::general(Code::InvalidJson, message));
            }
        }
    }
    // Every other error may be a consequence.
    if !diagnostics.is_empty() {
        return Err(diagnostics);
    }
    let bodies = bodies
        .iter()
        .map(|(file, body)| (*file, Node::root(file.name(), body)));
    let definitions = definitions(bodies.collect(), &mut diagnostics);
    let mut tables = Vec::new();
    for definition in &definitions {
        match table::table(definition, &mut diagnostics) {
            Ok(table) => tables.push(table),
            Err(error) => diagnostics.push(error),
        }
    }
    if tables.is_empty() && diagnostics.is_empty() {
        let error = Diagnostic::general(Code::MissingDefinition, "missing definition of a table");
        diagnostics.push(error.help(
            "add the body of the first request that `dataverse-schema page --how-to` prints",
        ));
    }
    if diagnostics.is_empty() {
        Ok(tables)
    } else {
        Err(diagnostics)
    }
}
