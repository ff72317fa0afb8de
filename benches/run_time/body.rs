//! Response bodies.

use dataverse_schema_pages::model::{Column, ColumnType, DateTimeBehavior, RequiredLevel};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use tables::Result;
use tables::page::Page;

const ID: &str = "4026be43-6b69-e111-8f65-78e7d1620f5e";

/// Returns a collection of valid rows with all annotations of some columns, evenly spread, or of
/// all.
///
/// Every column has a value, except that every fourth optional one is null.
pub(crate) fn body(page: &Page, rows: usize, columns: Option<usize>) -> Result<String> {
    let columns = columns.unwrap_or_else(|| page.columns().count());
    let columns = page.some_columns(columns);
    let rows: Vec<Box<RawValue>> = (0..rows)
        .map(|row| RawValue::from_string(self::row(&columns, row)))
        .collect::<std::result::Result<_, _>>()?;
    Ok(serde_json::to_string(&json!({ "value": rows }))?)
}

fn row(columns: &[(&Column, ColumnType)], row: usize) -> String {
    let mut members = vec![format!(r#""@odata.etag":"W/\"{}\"""#, 1_000_000 + row)];
    for (index, &(column, of)) in columns.iter().enumerate() {
        let name = column.logical_name();
        let property = if of.is_lookup() {
            format!("_{name}_value")
        } else {
            name
        };
        let level = column.facts.required_level.as_ref();
        let is_required = level.is_some_and(|level| level.value == RequiredLevel::SystemRequired);
        if (index + row) % 4 == 3 && !is_required {
            members.push(format!("{:?}:null", property));
            continue;
        }
        let formatted = "OData.Community.Display.V1.FormattedValue";
        if of.is_lookup() {
            let target = column.facts.targets.as_ref();
            let target = target.and_then(|targets| targets.value.first());
            let target = target.map_or("systemuser", |target| target.as_str());
            for (annotation, value) in [
                (formatted, "Someone with a name"),
                (
                    "Microsoft.Dynamics.CRM.associatednavigationproperty",
                    &column.schema_name.value,
                ),
                ("Microsoft.Dynamics.CRM.lookuplogicalname", target),
            ] {
                members.push(format!("\"{property}@{annotation}\":{:?}", value));
            }
        } else if let Some(text) = formatted_value(of) {
            members.push(format!("\"{property}@{formatted}\":{text:?}"));
        }
        members.push(format!("{property:?}:{}", value(column, of, row)));
    }
    format!("{{{}}}", members.join(","))
}

/// Returns the formatted value, if the type has one.
fn formatted_value(of: ColumnType) -> Option<&'static str> {
    match of {
        ColumnType::Integer | ColumnType::BigInt => Some("1,234"),
        ColumnType::Decimal | ColumnType::Double => Some("1,234.50"),
        ColumnType::Money => Some("$1,234.50"),
        ColumnType::Boolean => Some("No"),
        ColumnType::DateTime => Some("5/6/2024 7:08 AM"),
        _ if of.is_choice() => Some("The option's label"),
        _ => None,
    }
}

fn value(column: &Column, of: ColumnType, row: usize) -> String {
    let facts = &column.facts;
    let option = || {
        let options = column.options.as_ref();
        let option = options.and_then(|options| options.get(row % options.len().max(1)));
        option.map_or(0, |option| option.value.value)
    };
    match of {
        ColumnType::Integer => "12".to_owned(),
        ColumnType::BigInt => (9_007_199_254_740_993_u64 + row as u64).to_string(),
        // Within the limits of most columns: latitudes are at most 90.
        ColumnType::Decimal | ColumnType::Money => format!("{}.5000", row % 90),
        ColumnType::Double => format!("{}.25", row % 90),
        ColumnType::Boolean => row.is_multiple_of(2).to_string(),
        ColumnType::ManagedProperty => {
            json!({"Value": true, "CanBeChanged": true, "ManagedPropertyLogicalName": "canbedeleted"}).to_string()
        }
        ColumnType::DateTime => {
            let behavior = facts.date_time_behavior.as_ref().map(|behavior| &behavior.value);
            match behavior {
                Some(DateTimeBehavior::DateOnly) => r#""2024-05-06""#.to_owned(),
                _ => r#""2024-05-06T07:08:09Z""#.to_owned(),
            }
        }
        ColumnType::MultiSelectPicklist => format!("\"{}\"", option()),
        ColumnType::Picklist | ColumnType::State | ColumnType::Status => option().to_string(),
        ColumnType::Image => r#""aGVsbG8gd29ybGQ=""#.to_owned(),
        ColumnType::String | ColumnType::Memo | ColumnType::EntityName => {
            let text = format!("Text {row} of some length");
            let length = facts.max_length.as_ref();
            let length = length.and_then(|length| length.value.as_str().parse().ok());
            let length = length.unwrap_or(usize::MAX);
            Value::from(text.chars().take(length).collect::<String>()).to_string()
        }
        _ => format!("{ID:?}"),
    }
}
