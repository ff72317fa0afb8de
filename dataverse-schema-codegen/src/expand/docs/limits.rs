use dataverse_schema_pages::check::{Access, CheckedColumn, Limits};
use dataverse_schema_pages::model::RequiredLevel;

use crate::expand::docs::markdown::escape;

/// Returns the type of a column, its limits, and what sets it apart from other columns.
pub(super) fn summary(column: &CheckedColumn<'_>) -> String {
    let mut parts = vec![column.r#type.as_str().to_owned()];
    parts.extend(limits(column));
    if column.required() != RequiredLevel::None {
        parts.push(column.required().as_str().to_owned());
    }
    if column.access == Access::ReadOnly {
        parts.push("read-only".to_owned());
    }
    let facts = &column.model.facts;
    if let Some(format) = &facts.auto_number_format {
        parts.push(format!("numbered {}", escape(&format.value)));
    }
    if facts.formula_definition.is_some() {
        parts.push("computed".to_owned());
    }
    parts.join(", ")
}

fn limits(column: &CheckedColumn<'_>) -> Vec<String> {
    match &column.limits {
        Limits::String { max_length } | Limits::Memo { max_length } => {
            vec![format!("at most {max_length} UTF-16 code units")]
        }
        Limits::Integer { min, max } if (*min, *max) != (i32::MIN, i32::MAX) => {
            vec![format!("{min} to {max}")]
        }
        Limits::BigInt { min, max } if (*min, *max) != (i64::MIN, i64::MAX) => {
            vec![format!("{min} to {max}")]
        }
        Limits::Money { .. } => Vec::from_iter(range(column)),
        Limits::Double { precision, .. } => {
            let precision = precision.map(|digits| format!("precision {digits}"));
            range(column).into_iter().chain(precision).collect()
        }
        Limits::Decimal { precision, .. } => {
            let precision = format!("precision {precision}");
            range(column).into_iter().chain([precision]).collect()
        }
        Limits::DateTime { behavior } => vec![behavior.as_str().to_owned()],
        Limits::Lookup { targets } | Limits::PartyList { targets, .. } => {
            vec![format!("to {}", target_list(targets))]
        }
        Limits::File { max_size } if *max_size != u32::MAX => {
            vec![format!("at most {max_size} KB")]
        }
        _ => Vec::new(),
    }
}

fn target_list(targets: &[&str]) -> String {
    const MAX_LISTED: usize = 3;
    if targets.len() > MAX_LISTED {
        return format!("{} tables", targets.len());
    }
    let targets: Vec<String> = targets.iter().map(|target| format!("`{target}`")).collect();
    targets.join(", ")
}

/// Returns the minimum and maximum as the page has them.
fn range(column: &CheckedColumn<'_>) -> Option<String> {
    let facts = &column.model.facts;
    match (&facts.min_value, &facts.max_value) {
        (Some(min), Some(max)) => Some(format!("{} to {}", min.value.as_str(), max.value.as_str())),
        (Some(min), None) => Some(format!("at least {}", min.value.as_str())),
        (None, Some(max)) => Some(format!("at most {}", max.value.as_str())),
        (None, None) => None,
    }
}
