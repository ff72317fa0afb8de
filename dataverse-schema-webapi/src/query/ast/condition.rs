use dataverse_schema_runtime::value::{Value, ValueType};

use super::column_path::{ColumnPath, Step};

/// A condition on rows.
#[derive(Clone, Debug)]
pub(crate) enum Condition {
    Compare {
        path: ColumnPath,
        operator: &'static str,
        operand: Operand,
    },
    /// One of OData's string functions. Wildcards in the string are escaped.
    Text {
        function: &'static str,
        path: ColumnPath,
        text: String,
    },
    /// One of Dataverse's query functions.
    Function {
        name: &'static str,
        path: ColumnPath,
        /// Returns true for the values that have this function.
        fits: fn(ValueType) -> bool,
        arguments: Arguments,
    },
    /// Text of a filter, as the caller wrote it.
    Unchecked(String),
    And(Vec<Condition>),
    Or(Vec<Condition>),
    Not(Box<Condition>),
    Lambda {
        quantifier: &'static str,
        step: Step,
        condition: Option<Box<Condition>>,
    },
}

#[derive(Clone, Debug)]
pub(crate) enum Operand {
    Null,
    Value(Value<'static>),
    Column(ColumnPath),
}

/// The arguments of a query function after the name of the property.
#[derive(Clone, Debug)]
pub(crate) enum Arguments {
    None,
    Number(i64),
    /// A value of the column's type.
    Value(Value<'static>),
    /// `PropertyValue1`, `PropertyValue2`
    Numbers(i64, i64),
    /// Values of the column's type.
    List(Vec<Value<'static>>),
    /// Options of the sets that the column holds.
    Options(Vec<i32>),
}

impl Condition {
    pub(crate) fn and(self, other: Self) -> Self {
        match self {
            Self::And(mut all) => {
                all.push(other);
                Self::And(all)
            }
            first => Self::And(vec![first, other]),
        }
    }

    pub(crate) fn or(self, other: Self) -> Self {
        match self {
            Self::Or(mut any) => {
                any.push(other);
                Self::Or(any)
            }
            first => Self::Or(vec![first, other]),
        }
    }
}
