use std::fmt::{self, Display};

use crate::model::operations::primitive::{FORMS, Primitive};
use crate::model::{CellValue, Expected};

/// The type of a parameter, a property, or a result.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ValueType {
    /// `Edm.String`: a primitive type.
    Primitive(Primitive),
    /// `Row(account)`: a row of a table; `Row`: a row of any table.
    Row(Option<String>),
    /// `Complex(WhoAmIResponse)`: a complex type of the page.
    Complex(String),
    /// `Enum(AccessRights)`: an enum type of the page.
    Enum(String),
    /// `Choice(opportunity.statuscode)`: the value of an option of a column.
    Choice {
        /// The logical name of the table.
        table: String,
        /// The logical name of the column.
        column: String,
    },
    /// `Collection(Edm.Guid)`: any number of values.
    Collection(Box<Self>),
}

impl ValueType {
    /// Returns the type of a single value: that of the items of a collection.
    pub fn item(&self) -> &Self {
        match self {
            Self::Collection(item) => item,
            single => single,
        }
    }
}

impl Display for ValueType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Primitive(primitive) => f.write_str(primitive.as_str()),
            Self::Row(None) => f.write_str("Row"),
            Self::Row(Some(table)) => write!(f, "Row({table})"),
            Self::Complex(name) => write!(f, "Complex({name})"),
            Self::Enum(name) => write!(f, "Enum({name})"),
            Self::Choice { table, column } => write!(f, "Choice({table}.{column})"),
            Self::Collection(item) => write!(f, "Collection({item})"),
        }
    }
}

impl CellValue for ValueType {
    fn parse(text: &str) -> Result<Self, Expected> {
        let parsed = match inner(text, "Collection") {
            Some(item) => single(item).map(|item| Self::Collection(Box::new(item))),
            None => single(text),
        };
        parsed.ok_or(Expected::OneOf(FORMS))
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

/// Returns the type of a single value.
fn single(text: &str) -> Option<ValueType> {
    if let Some(primitive) = Primitive::from_name(text) {
        return Some(ValueType::Primitive(primitive));
    }
    if text == "Row" {
        return Some(ValueType::Row(None));
    }
    let named = |kind| inner(text, kind).filter(|name| is_name(name));
    if let Some(table) = named("Row") {
        return Some(ValueType::Row(Some(table.to_owned())));
    }
    if let Some(name) = named("Complex") {
        return Some(ValueType::Complex(name.to_owned()));
    }
    if let Some(name) = named("Enum") {
        return Some(ValueType::Enum(name.to_owned()));
    }
    let (table, column) = inner(text, "Choice")?.split_once('.')?;
    (is_name(table) && is_name(column)).then(|| ValueType::Choice {
        table: table.to_owned(),
        column: column.to_owned(),
    })
}

/// Returns what is between the parentheses behind a word.
fn inner<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    text.strip_prefix(word)?
        .strip_prefix('(')?
        .strip_suffix(')')
}

/// Returns true if the text can be a name in metadata.
pub(crate) fn is_name(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && text.chars().all(is_part)
}

/// What an operation is bound to: `Row(queue)` or `Collection(Row(queue))`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Binding {
    /// The logical name of the table, or `None` for any table.
    pub table: Option<String>,
    /// True for the collection of the table's rows, false for a single row.
    pub is_collection: bool,
}

impl CellValue for Binding {
    fn parse(text: &str) -> Result<Self, Expected> {
        let (is_collection, item) = match ValueType::parse(text) {
            Ok(ValueType::Collection(item)) => (true, *item),
            Ok(item) => (false, item),
            Err(_) => (false, ValueType::Primitive(Primitive::Untyped)),
        };
        match item {
            ValueType::Row(table) => Ok(Self {
                table,
                is_collection,
            }),
            _ => Err(Expected::Form("`Row(table)` or `Collection(Row(table))`")),
        }
    }

    fn write(&self) -> String {
        let row = ValueType::Row(self.table.clone());
        if self.is_collection {
            format!("Collection({row})")
        } else {
            row.to_string()
        }
    }
}

#[cfg(feature = "json")]
impl serde::Serialize for ValueType {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "json")]
impl serde::Serialize for Binding {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.write())
    }
}
