use std::collections::{BTreeMap, BTreeSet};

use dataverse_schema_pages::check::{CheckedColumn, CheckedTable, Limits};
use dataverse_schema_pages::diagnostic::{Diagnostic, Diagnostics};
use dataverse_schema_pages::model::{ChoiceOption, Fact};

use crate::names::collision::{Origin, collision, rename_help};
use crate::names::ident::{identifier, is_continue, pascal};
use crate::names::rename::Renames;
use crate::names::repeated::repeated;
use crate::names::reserved::UNKNOWN;

/// Names the variants of a choice, in the order of its options. Reports names that collide.
pub(super) fn name_options(
    table: &CheckedTable<'_>,
    column: &CheckedColumn<'_>,
    renames: &Renames,
    errors: &mut Diagnostics,
) -> Vec<String> {
    let Limits::Choice { options } = &column.limits else {
        return Vec::new();
    };
    let mut taken: BTreeMap<String, &Fact<i32>> = BTreeMap::new();
    let mut variants = Vec::with_capacity(options.len());
    for (option, name) in options.iter().zip(option_names(options)) {
        let value = &option.value;
        let renamed = renames.option(&table.logical_name.value, column.logical_name, value.value);
        let name = renamed.map_or(name, str::to_owned);
        if let Some(first) = taken.insert(name.clone(), value) {
            errors.push(option_collision(&name, first, value, table, column));
        }
        variants.push(identifier(&name));
    }
    variants
}

fn option_collision(
    name: &str,
    first: &Fact<i32>,
    second: &Fact<i32>,
    table: &CheckedTable<'_>,
    column: &CheckedColumn<'_>,
) -> Diagnostic {
    let message = format!(
        "duplicate name `{name}` for options {} and {}",
        first.value, second.value
    );
    let rename = format!(
        "{}.{}.{} = OtherName",
        table.logical_name.value, column.logical_name, second.value
    );
    let [first, second] = [first, second].map(|value| Origin::new(table.model, value));
    collision(message, first, second).help(rename_help(&rename))
}

/// Returns the names that a choice's options have without renames.
///
/// A name is the label in upper camel case. Where a label has no letter or digit, it is the value:
/// `Value3`, `ValueMinus1`. Where several options get one name, each of them takes its value as
/// suffix: `Open_1`. Names of labels have no `_` inside. So an option that is added later renames
/// only those with the same label, and no name is ever reused for another option.
fn option_names(options: &[ChoiceOption]) -> Vec<String> {
    let names: Vec<String> = options.iter().map(own_name).collect();
    let repeated: BTreeSet<String> = repeated(&names);
    let needs_suffix = |name: &String, value: i32| {
        if is_from_value(name) {
            // `Value3` is reserved for the option 3, even if the page doesn't list it yet.
            *name != from_value(value)
        } else {
            repeated.contains(name) || name == UNKNOWN
        }
    };
    let options = names.iter().zip(options);
    options
        .map(|(name, option)| {
            let value = option.value.value;
            if needs_suffix(name, value) {
                with_suffix(name, value)
            } else {
                name.clone()
            }
        })
        .collect()
}

/// Returns the name of an option before collisions are resolved.
fn own_name(option: &ChoiceOption) -> String {
    let words: String = option
        .label()
        .chars()
        .map(|c| if is_continue(c) { c } else { ' ' })
        .collect();
    let name = pascal(&words);
    if name.chars().all(|c| c == '_') {
        from_value(option.value.value)
    } else {
        name
    }
}

fn with_suffix(name: &str, value: i32) -> String {
    format!("{}_{}", name.trim_end_matches('_'), digits(value))
}

fn from_value(value: i32) -> String {
    format!("Value{}", digits(value))
}

fn is_from_value(name: &str) -> bool {
    let Some(value) = name.strip_prefix("Value") else {
        return false;
    };
    let digits = value.strip_prefix("Minus").unwrap_or(value);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn digits(value: i32) -> String {
    if value < 0 {
        format!("Minus{}", value.unsigned_abs())
    } else {
        value.to_string()
    }
}
