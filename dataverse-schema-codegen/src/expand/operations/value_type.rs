use dataverse_schema_pages::model::{Primitive, ValueType};

use crate::expand::tables;
use crate::plan::{OperationPlan, Plan};

/// Returns the type of a single value within a complex type, a collection, or a result.
pub(super) fn value(plan: &Plan<'_>, r#type: &ValueType) -> String {
    let operations = plan.operations();
    match r#type {
        ValueType::Primitive(primitive) => primitive_type(*primitive).to_owned(),
        ValueType::Row(_) => "__rt::RowValue".to_owned(),
        ValueType::Complex(name) => match operations.complex_types.get(&**name) {
            Some(complex) => complex.name.clone(),
            None => "__rt::Json".to_owned(),
        },
        ValueType::Enum(name) => match operations.enum_types.get(&**name) {
            Some(enum_type) => enum_type.name.clone(),
            None => "__rt::Json".to_owned(),
        },
        ValueType::Choice { .. } => "i32".to_owned(),
        ValueType::Collection(item) => format!("__rt::Vec<{}>", value(plan, item)),
    }
}

fn primitive_type(primitive: Primitive) -> &'static str {
    match primitive {
        Primitive::Boolean => "bool",
        Primitive::Byte => "u8",
        Primitive::Date => "__rt::Date",
        Primitive::DateTimeOffset => "__rt::DateTime",
        Primitive::Decimal => "__rt::Decimal",
        Primitive::Double | Primitive::Single => "f64",
        Primitive::Guid => "__rt::Uuid",
        Primitive::Int16 => "i16",
        Primitive::Int32 => "i32",
        Primitive::Int64 => "i64",
        Primitive::SByte => "i8",
        Primitive::Untyped => "__rt::Json",
        Primitive::Binary | Primitive::Duration | Primitive::String | Primitive::TimeOfDay => {
            "__rt::String"
        }
    }
}

/// The type of a parameter, and the method that sets it.
pub(super) struct Parameter {
    pub(super) r#type: String,
    setter: &'static str,
    /// What comes before and after the value.
    conversion: [&'static str; 2],
}

impl Parameter {
    pub(super) fn new(plan: &Plan<'_>, r#type: &ValueType) -> Self {
        let (r#type, setter, conversion) = match r#type {
            ValueType::Primitive(Primitive::String) => (
                "impl __rt::Into<__rt::String>".to_owned(),
                "with_text",
                ["", ""],
            ),
            ValueType::Primitive(
                primitive @ (Primitive::Binary | Primitive::Duration | Primitive::TimeOfDay),
            ) => (
                primitive_type(*primitive).to_owned(),
                "with",
                literal(*primitive),
            ),
            ValueType::Row(table) => (row(plan, table.as_deref()), "with_row", ["", ""]),
            ValueType::Choice { table, column } => match choice(plan, table, column) {
                Some(path) => (path, "with", ["&__rt::Choice::value(", ")"]),
                None => ("i32".to_owned(), "with", ["&", ""]),
            },
            ValueType::Collection(item) => match &**item {
                ValueType::Primitive(Primitive::String) => (
                    items("impl __rt::Into<__rt::String>"),
                    "with_texts",
                    ["", ""],
                ),
                ValueType::Row(table) => {
                    (items(&row(plan, table.as_deref())), "with_rows", ["", ""])
                }
                item => (items(&value(plan, item)), "with_values", ["", ""]),
            },
            single => (value(plan, single), "with", ["&", ""]),
        };
        Self {
            r#type,
            setter,
            conversion,
        }
    }

    /// Returns the call that sets the parameter.
    pub(super) fn set(&self, name: &str, value: &str) -> String {
        let Self {
            setter,
            conversion: [before, after],
            ..
        } = self;
        format!(".{setter}({name:?}, {before}{value}{after})")
    }
}

/// Returns what comes before and after text that has a literal of its own in URLs.
fn literal(primitive: Primitive) -> [&'static str; 2] {
    match primitive {
        Primitive::Binary => [
            "&__rt::Argument::Prefixed { prefix: \"binary\", text: ",
            " }",
        ],
        Primitive::Duration => [
            "&__rt::Argument::Prefixed { prefix: \"duration\", text: ",
            " }",
        ],
        _ => ["&__rt::Argument::Unquoted(", ")"],
    }
}

fn items(item: &str) -> String {
    format!("impl __rt::IntoIterator<Item = {item}>")
}

fn row(plan: &Plan<'_>, table: Option<&str>) -> String {
    match table {
        Some(table) => {
            let path = tables::path(plan, table);
            format!("impl __rt::IntoRow<__rt::RowOf<{path}>>")
        }
        None => "impl __rt::IntoRow<__rt::AnyRow>".to_owned(),
    }
}

/// Returns the path of the enum of a column, if the page of its table is included.
fn choice(plan: &Plan<'_>, table: &str, column: &str) -> Option<String> {
    let table = plan.included(table)?;
    let column = table
        .columns()
        .find(|found| found.column.logical_name == column)?;
    column.choice_options()?;
    let name = column.type_name()?;
    Some(format!("super::{}::{name}", table.names.module))
}

/// Returns the type of the rows of a table, if its page is included.
fn row_type(plan: &Plan<'_>, table: &Option<String>) -> Option<String> {
    let table = table.as_deref().filter(|table| plan.has_rows(table))?;
    Some(tables::path(plan, table))
}

/// Returns the type that says which rows query options can follow.
pub(super) fn composition(plan: &Plan<'_>, operation: &OperationPlan<'_>) -> String {
    let facts = &operation.model.facts;
    if !operation.is_function() {
        return "Action".to_owned();
    }
    if facts.is_composable.as_ref().is_some_and(|fact| !fact.value) {
        return "NotComposable".to_owned();
    }
    let result = facts.return_type.as_ref().map(|fact| &fact.value);
    let (composition, table) = match result {
        Some(ValueType::Row(table)) => ("OneRow", table),
        Some(ValueType::Collection(item)) => match &**item {
            ValueType::Row(table) => ("ManyRows", table),
            _ => return "OtherResult".to_owned(),
        },
        _ => return "OtherResult".to_owned(),
    };
    match row_type(plan, table) {
        None => "OtherResult".to_owned(),
        Some(path) => format!("{composition}<{path}>"),
    }
}

/// Returns the type of a result, and the function that reads it.
pub(super) fn result(plan: &Plan<'_>, r#type: Option<&ValueType>) -> (String, &'static str) {
    match r#type {
        None => ("()".to_owned(), "read_nothing"),
        Some(ValueType::Row(table)) => match row_type(plan, table) {
            Some(path) => (path, "read_row"),
            None => ("__rt::Json".to_owned(), "read_json"),
        },
        Some(ValueType::Complex(name)) => {
            let is_known = plan.operations().complex_types.contains_key(&**name);
            let read = if is_known {
                "read_complex"
            } else {
                "read_json"
            };
            (value(plan, &ValueType::Complex(name.clone())), read)
        }
        Some(ValueType::Collection(item)) => match &**item {
            ValueType::Row(table) => match row_type(plan, table) {
                Some(path) => (format!("__rt::Rows<{path}>"), "read_rows"),
                None => ("__rt::Vec<__rt::Json>".to_owned(), "read_value"),
            },
            item => (format!("__rt::Vec<{}>", value(plan, item)), "read_value"),
        },
        Some(single) => (value(plan, single), "read_value"),
    }
}
