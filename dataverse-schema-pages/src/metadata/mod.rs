//! Reads the model from table definitions of the Web API.

mod column;
mod definition;
mod label;
mod node;
mod relationship;

use serde_json::Value;

use self::definition::{Definition, definitions};
use self::node::Node;
use crate::diagnostic::Diagnostic;
use crate::model::{AlternateKey, Expected, Extra, Fact, KeyFacts, Stored, Table, TableFacts};
use crate::source::{Source, Span};

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

/// Returns the requests for the bodies that [`read_metadata`] needs for the table with this logical name.
///
/// Each is a GET, relative to the base URL of the Web API.
pub fn metadata_requests(table: &str) -> Vec<String> {
    let definition = format!("EntityDefinitions(LogicalName='{table}')");
    let whole = format!(
        "{definition}?$expand=Attributes,ManyToOneRelationships,OneToManyRelationships,ManyToManyRelationships,Keys"
    );
    let choices = CHOICES.iter().map(|(of, expand)| {
        format!(
            "{definition}/Attributes/Microsoft.Dynamics.CRM.{of}?$select=LogicalName,SchemaName,EntityLogicalName&$expand={expand}"
        )
    });
    std::iter::once(whole).chain(choices).collect()
}

/// Reads tables from bodies of the Web API.
///
/// A body is a definition (`EntityDefinitions(…)`), a list of definitions, or a list of attributes, relationships or keys, which
/// are added to the definitions.
///
/// # Errors
/// Returns all errors, each with the file and the path of the value in its JSON.
pub fn read_metadata(files: &[Source]) -> Result<Vec<Table>, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let mut bodies: Vec<(&Source, Value)> = Vec::new();
    for file in files {
        // Files that PowerShell writes begin with a byte order mark.
        match serde_json::from_str(file.text().trim_start_matches('\u{feff}')) {
            Ok(body) => bodies.push((file, body)),
            Err(error) => {
                let message = format!("{}: invalid JSON: {error}", file.name());
                problems.push(Diagnostic::general(message));
            }
        }
    }
    let bodies = bodies
        .iter()
        .map(|(file, body)| (*file, Node::root(file.name(), body)));
    let definitions = definitions(bodies.collect(), &mut problems);
    let mut tables = Vec::new();
    for definition in &definitions {
        match table(definition, &mut problems) {
            Ok(table) => tables.push(table),
            Err(problem) => problems.push(problem),
        }
    }
    if tables.is_empty() && problems.is_empty() {
        let problem = Diagnostic::general("missing definition of a table");
        problems.push(problem.help(
            "add the body of the first request that `dataverse-schema page --how-to` prints",
        ));
    }
    match problems.is_empty() {
        true => Ok(tables),
        false => Err(problems),
    }
}

fn table(definition: &Definition<'_>, problems: &mut Vec<Diagnostic>) -> Result<Table, Diagnostic> {
    let node = &definition.node;
    let maker = Maker::new(definition.source);
    let schema_name = node.need("SchemaName")?.text()?;
    let display_name = match node.get("DisplayName") {
        Some(name) => name.label()?,
        None => String::new(),
    };
    let title = match display_name.is_empty() {
        true => schema_name.clone(),
        false => format!("{display_name} ({schema_name})"),
    };
    let mut facts = TableFacts::default();
    for key in TableFacts::KEYS {
        if let Some(value) = node.get(key) {
            maker.store(&value, |text| facts.store(key, text, maker.span))?;
        }
    }
    for key in ["LogicalName", "EntitySetName", "PrimaryIdAttribute"] {
        node.need(key)?;
    }
    let name = definition.logical_name.as_str();
    let mut columns =
        definition.attributes(|attribute| column::column(&maker, attribute), problems);
    // As pages have them: the writable ones first, each part by schema name.
    columns.sort_by_key(|column| {
        (
            !column.is_writable(),
            column.schema_name.value.to_lowercase(),
        )
    });
    let mut table = Table {
        pages: vec![definition.source.clone()],
        front_matter: None,
        title: maker.fact(title),
        product: None,
        facts,
        description: match node.get("Description") {
            Some(text) => Some(maker.fact(description(&text.lines()?))),
            None => None,
        },
        notes: Vec::new(),
        extends: Vec::new(),
        added_by: None,
        messages: None,
        events: None,
        columns,
        customized_columns: Vec::new(),
        alternate_keys: definition.keys(|key| alternate_key(&maker, key), problems),
        localized_labels: label::labels(&maker, definition, problems),
        many_to_one: Vec::new(),
        one_to_many: Vec::new(),
        many_to_many: Vec::new(),
        customized_many_to_one: Vec::new(),
        customized_one_to_many: Vec::new(),
        customized_many_to_many: Vec::new(),
        see_also: None,
        extra: Extra::default(),
        sections: Vec::new(),
    };
    definition.relationships(
        |side, found| relationship::add(&maker, name, side, found, &mut table),
        problems,
    );
    for list in [
        &mut table.many_to_one,
        &mut table.one_to_many,
        &mut table.many_to_many,
    ] {
        list.sort_by_key(|relationship| relationship.schema_name.value.to_lowercase());
    }
    Ok(table)
}

/// The text below the title, with its lines, unless one of them would be taken for something else there.
fn description(text: &str) -> String {
    let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
    let is_text = |line: &&str| {
        let first = line.chars().next();
        first.is_none_or(|first| first.is_alphanumeric() && !first.is_ascii_digit())
    };
    match lines.iter().all(is_text) {
        true => lines.join("\n"),
        false => lines.join(" "),
    }
}

fn alternate_key(maker: &Maker, node: &Node<'_>) -> Result<AlternateKey, Diagnostic> {
    let mut facts = KeyFacts::default();
    for key in KeyFacts::KEYS {
        if let Some(value) = node.get(key) {
            maker.store(&value, |text| facts.store(key, text, maker.span))?;
        }
    }
    node.need("KeyAttributes")?;
    Ok(AlternateKey {
        schema_name: maker.fact(node.need("SchemaName")?.text()?),
        facts,
        extra: Extra::default(),
    })
}

/// Makes facts, whose place is the file.
struct Maker {
    span: Span,
}

impl Maker {
    fn new(source: &Source) -> Self {
        Self {
            span: source.span(0, 0),
        }
    }

    fn fact<T>(&self, value: T) -> Fact<T> {
        Fact::new(value, self.span)
    }

    /// Stores a value as the text that a page has for it.
    fn store(
        &self,
        node: &Node<'_>,
        store: impl FnOnce(Option<&str>) -> Stored,
    ) -> Result<(), Diagnostic> {
        self.store_text(node, node.cell()?, store)
    }

    fn store_text(
        &self,
        node: &Node<'_>,
        text: String,
        store: impl FnOnce(Option<&str>) -> Stored,
    ) -> Result<(), Diagnostic> {
        match store(Some(&*text).filter(|text| !text.is_empty())) {
            Stored::Wrong(expected) => {
                let expected = match expected {
                    Expected::Form(form) => form.to_owned(),
                    Expected::OneOf(words) => format!("one of `{}`", words.join("`, `")),
                };
                Err(node.problem(&format!("expected {expected}, found `{text}`")))
            }
            _ => Ok(()),
        }
    }
}
