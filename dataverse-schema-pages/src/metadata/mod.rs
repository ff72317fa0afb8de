//! Reads the model from table definitions of the Web API.

mod column;
mod column_type;
mod definition;
mod definitions;
mod encoding;
mod entry;
mod file;
mod finder;
mod json;
mod label;
mod language;
mod maker;
mod merged;
mod node;
mod relationship;
mod side;
mod summary;
mod table;

pub use self::definitions::Definitions;
pub use self::file::MetadataFile;
pub use self::finder::has_definitions;
use crate::diagnostic::Diagnostic;
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

/// Reads tables from bodies of the Web API, as [`Definitions`] does, all at once.
///
/// # Errors
/// Returns all errors, each with the file, the path of the value in its JSON, and the item that it
/// belongs to.
pub fn read_metadata(files: &[Source]) -> Result<Vec<Table>, Vec<Diagnostic>> {
    let definitions = Definitions::find(files.iter().map(MetadataFile::from).collect())?;
    let mut tables = Vec::new();
    let mut diagnostics = Vec::new();
    for table in definitions.tables() {
        match table {
            Ok(table) => tables.push(table),
            Err(errors) => diagnostics.extend(errors),
        }
    }
    if diagnostics.is_empty() {
        Ok(tables)
    } else {
        Err(diagnostics)
    }
}
