use dataverse_schema_runtime::info::ColumnInfo;
use dataverse_schema_runtime::value::ValueType;

use super::error::QueryError;
use crate::query::ast::{Arguments, Condition, Operand};

/// Reports in a condition what the compiler checks unless a column was found by name.
pub(crate) fn check_types(condition: &Condition, errors: &mut Vec<QueryError>) {
    match condition {
        Condition::And(conditions) | Condition::Or(conditions) => {
            for condition in conditions {
                check_types(condition, errors);
            }
        }
        Condition::Not(condition) => check_types(condition, errors),
        Condition::Lambda { condition, .. } => {
            if let Some(condition) = condition {
                check_types(condition, errors);
            }
        }
        Condition::Text { function, path, .. } => check_text(path.column, function, errors),
        Condition::Compare {
            path,
            operator,
            operand,
        } => check_comparison(path.column, operator, operand, errors),
        Condition::Function {
            name,
            path,
            fits,
            arguments,
        } => {
            check_readable(path.column, errors);
            let fits = path.column.kind.value_type().is_some_and(fits);
            check_operator(fits, path.column, name, errors);
            check_arguments(path.column, arguments, errors);
        }
        Condition::Unchecked(_) => {}
    }
}

/// Reports a column that rows don't have.
pub(crate) fn check_readable(column: &ColumnInfo, errors: &mut Vec<QueryError>) {
    if !column.valid_for_read {
        let property = column.property;
        errors.push(QueryError::NotReadable { property });
    }
}

/// Reports a column without text in a condition on a part of it.
pub(crate) fn check_text(
    column: &ColumnInfo,
    operator: &'static str,
    errors: &mut Vec<QueryError>,
) {
    check_readable(column, errors);
    let is_text = column.kind.value_type() == Some(ValueType::Text);
    check_operator(is_text, column, operator, errors);
}

/// Reports a column whose values rows can't be grouped by.
pub(crate) fn check_groupable(column: &ColumnInfo, errors: &mut Vec<QueryError>) {
    check_readable(column, errors);
    let value_type = column.kind.value_type();
    let is_groupable = value_type.is_some_and(ValueType::is_groupable);
    check_operator(is_groupable, column, "groupby", errors);
}

/// Reports a part of a column that isn't a date.
pub(crate) fn check_date(
    column: &ColumnInfo,
    operator: &'static str,
    errors: &mut Vec<QueryError>,
) {
    check_readable(column, errors);
    let is_date = column.kind.value_type().is_some_and(is_date);
    check_operator(is_date, column, operator, errors);
}

/// Reports columns whose values can't link rows.
pub(crate) fn check_linkable(
    column: &ColumnInfo,
    other: &ColumnInfo,
    errors: &mut Vec<QueryError>,
) {
    check_readable(column, errors);
    check_readable(other, errors);
    let (expected, actual) = (column.kind.value_type(), other.kind.value_type());
    let links =
        |a: Option<ValueType>, b: Option<ValueType>| a.zip(b).is_some_and(|(a, b)| a.links_to(b));
    check_operator(links(expected, expected), column, "link-entity", errors);
    if expected != actual && !links(expected, actual) {
        let property = column.property;
        errors.push(QueryError::WrongType {
            property,
            expected,
            actual,
        });
    }
}

/// Reports a column over whose values there is no such total.
pub(crate) fn check_total(
    column: &ColumnInfo,
    function: &'static str,
    errors: &mut Vec<QueryError>,
) {
    check_readable(column, errors);
    let fits = match (function, column.kind.value_type()) {
        (_, None) => false,
        ("sum" | "average" | "avg", Some(value_type)) => is_number(value_type),
        ("min" | "max", Some(value_type)) => is_number(value_type) || is_date(value_type),
        _ => true,
    };
    check_operator(fits, column, function, errors);
}

fn is_number(value_type: ValueType) -> bool {
    matches!(
        value_type,
        ValueType::Integer | ValueType::BigInt | ValueType::Decimal | ValueType::Double
    )
}

fn is_date(value_type: ValueType) -> bool {
    matches!(
        value_type,
        ValueType::DateTime | ValueType::ZonelessDateTime | ValueType::Date
    )
}

fn check_comparison(
    column: &ColumnInfo,
    operator: &'static str,
    operand: &Operand,
    errors: &mut Vec<QueryError>,
) {
    check_readable(column, errors);
    let value_type = match operand {
        Operand::Null => return,
        Operand::Value(value) => Some(value.value_type()),
        Operand::Column(other) => {
            check_readable(other.column, errors);
            other.column.kind.value_type()
        }
    };
    let can_be_used: fn(ValueType) -> bool = match operator {
        "eq" | "ne" => ValueType::is_comparable,
        _ => ValueType::is_ordered,
    };
    let can_be_used = column.kind.value_type().is_some_and(can_be_used);
    check_operator(can_be_used, column, operator, errors);
    check_type(column, value_type, errors);
}

fn check_arguments(column: &ColumnInfo, arguments: &Arguments, errors: &mut Vec<QueryError>) {
    match arguments {
        Arguments::None | Arguments::Number(_) | Arguments::Numbers(..) | Arguments::Options(_) => {
        }
        Arguments::Value(value) => check_type(column, Some(value.value_type()), errors),
        Arguments::List(values) => {
            for value in values {
                check_type(column, Some(value.value_type()), errors);
            }
        }
    }
}

fn check_type(column: &ColumnInfo, actual: Option<ValueType>, errors: &mut Vec<QueryError>) {
    let expected = column.kind.value_type();
    if expected != actual {
        errors.push(QueryError::WrongType {
            property: column.property,
            expected,
            actual,
        });
    }
}

fn check_operator(
    can_be_used: bool,
    column: &ColumnInfo,
    operator: &'static str,
    errors: &mut Vec<QueryError>,
) {
    if !can_be_used {
        let property = column.property;
        errors.push(QueryError::Operator { property, operator });
    }
}
