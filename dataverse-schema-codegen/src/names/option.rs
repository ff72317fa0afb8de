use std::collections::BTreeSet;

use dataverse_schema_pages::model::ChoiceOption;

use crate::names::ident::is_continue;
use crate::names::{pascal, repeated};

/// The variant that keeps a value which the page doesn't list.
pub(crate) const UNKNOWN: &str = "Unknown";

/// The names of a choice's variants, in the order of its options.
///
/// A name is the label in upper camel case. Where a label has no letter or digit, it is the value: `Value3`,
/// `ValueMinus1`. Where several options get one name, every one of them takes its value as suffix: `Open_1`. A label gives
/// no name with a `_` inside, so an option added later renames only those whose label it repeats, and no name ever comes to
/// stand for another option.
pub(super) fn option_names(options: &[ChoiceOption]) -> Vec<String> {
    let names: Vec<String> = options.iter().map(own_name).collect();
    let repeated: BTreeSet<String> = repeated(&names);
    let suffixed = |name: &String, value: i32| {
        if is_from_value(name) {
            // `Value3` is kept for the option 3, whether that is on the page yet or not.
            *name != from_value(value)
        } else {
            repeated.contains(name) || name == UNKNOWN
        }
    };
    let named = names.iter().zip(options);
    let named = named.map(|(name, option)| match option.value.value {
        value if suffixed(name, value) => with_suffix(name, value),
        _ => name.clone(),
    });
    named.collect()
}

/// The name that an option has where no other one gets in its way.
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
