//! Types for tables as one would write them by hand: structs and enums with serde's derives.

use std::fmt::Write as _;

use dataverse_schema_pages::model::{ChoiceOption, Column, ColumnType};

use crate::name::{Names, pascal, snake};
use crate::page::Page;

/// What the types do with the annotations of rows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Annotations {
    /// Ignores them.
    Dropped,
    /// Keeps them in a map, with `flatten`.
    Kept,
}

/// Names with another meaning in a table's module.
const TAKEN: &[&str] = &[
    "Deserialize",
    "From",
    "HashMap",
    "Managed",
    "Option",
    "Serialize",
    "String",
    "Value",
];

/// Returns the names of the tables' modules, in the order of the pages.
pub fn modules(pages: &[&Page]) -> Vec<String> {
    let mut names = Names::default();
    pages
        .iter()
        .map(|page| names.unique(snake(schema_name(page))))
        .collect()
}

/// Returns the source of the crate's root.
pub fn root(modules: &[String]) -> String {
    let mut source = String::from("//! The tables.\n\nuse serde::{Deserialize, Serialize};\n\n");
    for module in modules {
        let _ = writeln!(source, "pub mod {module};");
    }
    source.push_str(
        r#"
/// A managed property.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Managed {
    /// The value.
    #[serde(rename = "Value")]
    pub value: bool,
    /// True if it can be changed.
    #[serde(rename = "CanBeChanged")]
    pub can_be_changed: bool,
    /// The property.
    #[serde(rename = "ManagedPropertyLogicalName")]
    pub managed_property_logical_name: String,
}
"#,
    );
    source
}

/// Returns the name of a table's struct.
pub fn row(page: &Page) -> String {
    pascal(schema_name(page))
}

/// Returns the source of a table's module.
pub fn module(page: &Page, annotations: Annotations) -> String {
    module_of(page, page.columns(), annotations)
}

/// Returns the source of a module whose struct has only these columns of a table.
pub fn module_of<'p>(
    page: &Page,
    columns: impl IntoIterator<Item = (&'p Column, ColumnType)>,
    annotations: Annotations,
) -> String {
    let row = row(page);
    let mut types = Names::taken(TAKEN);
    types.unique(row.clone());
    let mut names = Names::default();
    let (mut fields, mut choices) = (String::new(), String::new());
    for (column, of) in columns {
        let mut value = value(of).to_owned();
        if let (true, Some(options)) = (of.is_choice(), &column.options) {
            let name = types.unique(pascal(&column.schema_name.value));
            choices.push_str(&choice(&name, column, options));
            if of != ColumnType::MultiSelectPicklist {
                value = name;
            }
        }
        let name = names.unique(snake(&column.schema_name.value));
        fields.push_str(&field(&name, column, of, &value));
    }
    let managed = if fields.contains("Option<Managed>") {
        "use super::Managed;\n"
    } else {
        ""
    };
    let description = page
        .table
        .description
        .as_ref()
        .map(|fact| fact.value.as_str());
    let doc = sentence(description.unwrap_or(&row));
    if annotations == Annotations::Kept {
        fields.push_str(
            "    /// All other properties.\n    #[serde(flatten)]\n    pub rest: HashMap<String, Value>,\n",
        );
    }
    let imports = match annotations {
        Annotations::Dropped => "use serde::{Deserialize, Serialize};\n",
        Annotations::Kept => {
            "use serde::{Deserialize, Serialize};\nuse serde_json::Value;\nuse std::collections::HashMap;\n"
        }
    };
    format!(
        "//! The table `{row}`.\n\n{managed}{imports}\n/// {doc}\n\
         #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]\n\
         pub struct {row} {{\n{fields}}}\n{choices}"
    )
}

fn schema_name(page: &Page) -> &str {
    let facts = &page.table.facts;
    let name = facts.schema_name.as_ref().or(facts.logical_name.as_ref());
    name.map_or(&page.file, |fact| &fact.value)
}

fn field(name: &str, column: &Column, of: ColumnType, value: &str) -> String {
    let facts = &column.facts;
    let description = facts.description.as_ref().or(facts.display_name.as_ref());
    let logical_name = column.logical_name();
    let doc = sentence(description.map_or(&logical_name, |fact| &fact.value));
    let key = if of.is_lookup() {
        format!("_{logical_name}_value")
    } else {
        logical_name
    };
    let rename = if key == name {
        String::new()
    } else {
        format!("    #[serde(rename = {key:?})]\n")
    };
    format!("    /// {doc}\n{rename}    pub {name}: Option<{value}>,\n")
}

/// Returns the type of a column's values; for a choice, its enum replaces it.
fn value(of: ColumnType) -> &'static str {
    match of {
        ColumnType::Integer => "i32",
        ColumnType::BigInt => "i64",
        ColumnType::Decimal | ColumnType::Double | ColumnType::Money => "f64",
        ColumnType::Boolean => "bool",
        ColumnType::ManagedProperty => "Managed",
        _ => "String",
    }
}

fn choice(name: &str, column: &Column, options: &[ChoiceOption]) -> String {
    let mut names = Names::taken(&["Unknown"]);
    let (mut variants, mut read, mut written) = (String::new(), String::new(), String::new());
    for option in options {
        let value = option.value.value;
        let label = option.label();
        let variant = names.unique(variant(label, value));
        let doc = sentence(label);
        let _ = writeln!(variants, "    /// {doc} ({value})\n    {variant},");
        let _ = writeln!(read, "            {value} => Self::{variant},");
        let _ = writeln!(written, "            {name}::{variant} => {value},");
    }
    format!(
        r#"
/// The choice of the column `{column}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "i32", into = "i32")]
pub enum {name} {{
{variants}    /// Another value.
    Unknown(i32),
}}

impl From<i32> for {name} {{
    fn from(value: i32) -> Self {{
        match value {{
{read}            _ => Self::Unknown(value),
        }}
    }}
}}

impl From<{name}> for i32 {{
    fn from(choice: {name}) -> i32 {{
        match choice {{
{written}            {name}::Unknown(value) => value,
        }}
    }}
}}
"#,
        column = column.logical_name()
    )
}

fn variant(label: &str, value: i32) -> String {
    if label.contains(|c: char| c.is_ascii_alphanumeric()) {
        pascal(label)
    } else {
        format!("Value{}", value.unsigned_abs())
    }
}

/// Returns the first sentence, on one line.
fn sentence(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.split_once(". ") {
        Some((sentence, _)) => format!("{sentence}."),
        None => line,
    }
}
