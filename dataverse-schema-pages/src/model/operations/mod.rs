//! The actions and functions of the Web API, with the types that they need.

mod primitive;
mod value_type;

pub use primitive::Primitive;
pub(crate) use value_type::is_name;
pub use value_type::{Binding, ValueType};

use crate::model::facts::facts;
use crate::model::words::words;
use crate::model::{Extra, Fact};
use crate::source::{Source, Span};

/// A page of operations.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Operations {
    /// The page.
    #[cfg_attr(feature = "json", serde(skip))]
    pub page: Source,
    /// The text between the `---` lines at the top of the page.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub front_matter: Option<Fact<String>>,
    /// What the operations belong to: the title of the page without `operations reference`.
    pub title: Fact<String>,
    /// The text below the title.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub description: Option<Fact<String>>,
    /// The notes below the title, in Markdown.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Vec::is_empty"))]
    pub notes: Vec<Fact<String>>,
    /// The actions and functions.
    pub operations: Vec<Operation>,
    /// The complex types that parameters and results have.
    pub complex_types: Vec<ComplexType>,
    /// The enum types that parameters and results have.
    pub enum_types: Vec<EnumType>,
    /// The tables of which rows are parameters, results, or what an operation is bound to.
    pub tables: Vec<OperationTable>,
    /// Unrecognized content.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Extra::is_empty"))]
    pub extra: Extra,
}

/// Two pages are equal if their contents are equal.
impl PartialEq for Operations {
    fn eq(&self, other: &Self) -> bool {
        self.front_matter == other.front_matter
            && self.title == other.title
            && self.description == other.description
            && self.notes == other.notes
            && self.operations == other.operations
            && self.complex_types == other.complex_types
            && self.enum_types == other.enum_types
            && self.tables == other.tables
            && self.extra == other.extra
    }
}

impl Operations {
    /// Creates a page that has only a title.
    pub(crate) fn new(page: &Source, title: Fact<String>) -> Self {
        Self {
            page: page.clone(),
            front_matter: None,
            title,
            description: None,
            notes: Vec::new(),
            operations: Vec::new(),
            complex_types: Vec::new(),
            enum_types: Vec::new(),
            tables: Vec::new(),
            extra: Extra::default(),
        }
    }

    /// Creates a page that isn't read from Markdown, with the title that it gets.
    ///
    /// Its facts have [this span](Self::origin).
    pub fn with_title(title: &str) -> Self {
        let page = Source::new(format!("{title}.md"), "");
        let span = page.span(0, 0);
        Self::new(&page, Fact::new(title.to_owned(), span))
    }

    /// Returns the span of the page's title.
    pub fn origin(&self) -> Span {
        self.title.span
    }

    /// Returns the complex type with this name.
    pub fn complex_type(&self, name: &str) -> Option<&ComplexType> {
        let mut types = self.complex_types.iter();
        types.find(|complex| complex.name.value == name)
    }

    /// Returns the enum type with this name.
    pub fn enum_type(&self, name: &str) -> Option<&EnumType> {
        let mut types = self.enum_types.iter();
        types.find(|found| found.name.value == name)
    }

    /// Returns the table with this logical name.
    pub fn table(&self, logical_name: &str) -> Option<&OperationTable> {
        let mut tables = self.tables.iter();
        tables.find(|table| table.logical_name.value == logical_name)
    }
}

/// An action or a function.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Operation {
    /// The name: the heading.
    pub name: Fact<String>,
    /// The rows of the property table.
    #[cfg_attr(feature = "json", serde(flatten))]
    pub facts: OperationFacts,
    /// The parameters, without the row or the collection that the operation is bound to.
    pub parameters: Vec<Field>,
    /// Unrecognized content.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Extra::is_empty"))]
    pub extra: Extra,
}

words! {
    /// Whether an operation changes data.
    OperationType {
        Action,
        Function,
    }
}

facts! {
    /// The rows of an operation's property table.
    OperationFacts {
        "OperationType" operation_type: OperationType,
        "BoundTo" bound_to: Binding,
        "ReturnType" return_type: ValueType,
        "IsComposable" is_composable: bool,
        "Description" description: String,
    }
}

facts! {
    /// The rows of the property table of a complex type.
    ComplexFacts {
        "Description" description: String,
    }
}

facts! {
    /// The rows of the property table of an enum type.
    EnumFacts {
        "IsFlags" is_flags: bool,
        "Description" description: String,
    }
}

/// A structure of named values.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct ComplexType {
    /// The name: the heading.
    pub name: Fact<String>,
    /// The rows of the property table.
    #[cfg_attr(feature = "json", serde(flatten))]
    pub facts: ComplexFacts,
    /// The properties.
    pub properties: Vec<Field>,
    /// Unrecognized content.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Extra::is_empty"))]
    pub extra: Extra,
}

/// A parameter of an operation, or a property of a complex type.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Field {
    /// The name.
    pub name: Fact<String>,
    /// The type.
    pub r#type: Fact<ValueType>,
    /// True if the value can't be null.
    pub is_required: Fact<bool>,
    /// The description.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub description: Option<Fact<String>>,
}

/// A set of named numbers. A value combines several of them if it has flags.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct EnumType {
    /// The name: the heading.
    pub name: Fact<String>,
    /// The rows of the property table.
    #[cfg_attr(feature = "json", serde(flatten))]
    pub facts: EnumFacts,
    /// The members.
    pub members: Vec<Member>,
    /// Unrecognized content.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Extra::is_empty"))]
    pub extra: Extra,
}

/// A member of an enum type.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct Member {
    /// The name.
    pub name: Fact<String>,
    /// The number.
    pub value: Fact<i64>,
    /// The description.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub description: Option<Fact<String>>,
}

/// How rows of a table are addressed.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "json", derive(serde::Serialize))]
pub struct OperationTable {
    /// The logical name.
    pub logical_name: Fact<String>,
    /// The name of the entity set, or `None` for a table without one.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub entity_set: Option<Fact<String>>,
    /// The property that identifies a row in a body. For users and teams, that is `ownerid`.
    #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
    pub key: Option<Fact<String>>,
}
