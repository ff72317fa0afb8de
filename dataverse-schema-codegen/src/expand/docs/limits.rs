use dataverse_schema_pages::check::{Access, CheckedColumn, Limits, WrittenBy};
use dataverse_schema_pages::model::{ColumnType, RequiredLevel};

use crate::expand::docs::markdown::escape;

/// Returns sentences with the type of a column, its limits, and other properties that matter to
/// callers.
pub(super) fn summary(column: &CheckedColumn<'_>) -> String {
    let mut sentences = vec![format!("{}{}", column.r#type.as_str(), limits(column))];
    if column.required() != RequiredLevel::None {
        sentences.push(column.required().as_str().to_owned());
    }
    match column.access {
        Access::ReadOnly => sentences.push("Read-only".to_owned()),
        Access::ByUnknownBind => {
            sentences.push("Writable, but the page doesn't list its relationship".to_owned());
        }
        _ => {}
    }
    match column.written_by() {
        WrittenBy::CreateAndUpdate => {}
        WrittenBy::Create => sentences.push("Only new rows can set it".to_owned()),
        WrittenBy::Update => sentences.push("Only existing rows can set it".to_owned()),
    }
    let facts = &column.model.facts;
    if let Some(format) = &facts.auto_number_format {
        sentences.push(format!("Numbered as {}", escape(&format.value)));
    }
    if facts.formula_definition.is_some() {
        sentences.push("Computed by a formula".to_owned());
    }
    if column.logical_name != column.model.schema_name.value.to_lowercase() {
        sentences.push(format!("Logical name: `{}`", column.logical_name));
    }
    sentences.join(". ") + "."
}

fn limits(column: &CheckedColumn<'_>) -> String {
    match &column.limits {
        Limits::String { max_length } | Limits::Memo { max_length } => {
            format!(" of at most {max_length} UTF-16 code units")
        }
        Limits::Integer { min, max } if (*min, *max) != (i32::MIN, i32::MAX) => {
            format!(" from {min} to {max}")
        }
        Limits::BigInt { min, max } if (*min, *max) != (i64::MIN, i64::MAX) => {
            format!(" from {min} to {max}")
        }
        Limits::Money { .. } => range(column),
        Limits::Double { precision, .. } => range(column) + &decimal_places(*precision),
        Limits::Decimal { precision, .. } => range(column) + &decimal_places(Some(*precision)),
        Limits::DateTime { behavior } => format!(" ({})", behavior.as_str()),
        Limits::Lookup { targets } | Limits::PartyList { targets, .. } => target_list(targets),
        Limits::Unlimited if column.r#type == ColumnType::Boolean => labels(column),
        Limits::File { max_size } if *max_size != u32::MAX => format!(" of at most {max_size} KB"),
        _ => String::new(),
    }
}

fn target_list(targets: &[&str]) -> String {
    match targets {
        [] => " to tables that the page doesn't list".to_owned(),
        [target] => format!(" to `{target}`"),
        [first, second] => format!(" to `{first}` or `{second}`"),
        [first, second, third] => format!(" to `{first}`, `{second}`, or `{third}`"),
        targets => format!(" to {} tables", targets.len()),
    }
}

/// Returns the labels of a Boolean column's values.
fn labels(column: &CheckedColumn<'_>) -> String {
    let facts = &column.model.facts;
    let labels = [("true", &facts.true_label), ("false", &facts.false_label)];
    let labels: Vec<String> = labels
        .into_iter()
        .filter_map(|(value, label)| {
            let label = escape(label.as_ref()?.value.trim());
            Some(format!("{value}: {label}"))
        })
        .collect();
    if labels.is_empty() {
        String::new()
    } else {
        format!(" ({})", labels.join(", "))
    }
}

fn decimal_places(precision: Option<u32>) -> String {
    match precision {
        None => String::new(),
        Some(1) => " with at most 1 decimal place".to_owned(),
        Some(precision) => format!(" with at most {precision} decimal places"),
    }
}

/// Returns the minimum and maximum as the page has them.
fn range(column: &CheckedColumn<'_>) -> String {
    let facts = &column.model.facts;
    match (&facts.min_value, &facts.max_value) {
        (Some(min), Some(max)) => {
            format!(" from {} to {}", min.value.as_str(), max.value.as_str())
        }
        (Some(min), None) => format!(" of at least {}", min.value.as_str()),
        (None, Some(max)) => format!(" of at most {}", max.value.as_str()),
        (None, None) => String::new(),
    }
}
