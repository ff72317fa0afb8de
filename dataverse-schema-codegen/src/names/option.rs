use crate::model::ChoiceOption;
use crate::names::{pascal, repeated};

/// The variant that keeps a value which the page doesn't list.
pub(super) const UNKNOWN: &str = "Unknown";

/// The names of a choice's variants, in the order of its options.
///
/// A name is the label in upper camel case. Where a label has no letter or digit, it is the value: `Value3`,
/// `ValueMinus1`. Where several options get one name, every one of them takes its value as suffix, so that an option added
/// later renames only those whose label it repeats.
pub(super) fn option_names(options: &[ChoiceOption]) -> Vec<String> {
    let labels = options
        .iter()
        .map(|option| (option.label(), option.value.value));
    let has_word = |label: &str| {
        label
            .chars()
            .any(|c| c != '_' && unicode_ident::is_xid_continue(c))
    };
    let mut names: Vec<String> = labels
        .map(|(label, value)| {
            if has_word(label) {
                pascal(label)
            } else {
                from_value(value)
            }
        })
        .collect();
    let mut suffix: fn(&str, i32) -> String = with_suffix;
    loop {
        let mut repeated = repeated(&names);
        repeated.insert(UNKNOWN.to_owned());
        let mut changed = false;
        for (name, option) in names.iter_mut().zip(options) {
            if repeated.contains(name) {
                let other = suffix(name, option.value.value);
                changed |= other != *name;
                *name = other;
            }
        }
        if !changed {
            return names;
        }
        // A suffix can meet a label that ends in digits; values never meet.
        suffix = |_, value| from_value(value);
    }
}

/// A `_` keeps the digits of a name apart from those of the value.
fn with_suffix(name: &str, value: i32) -> String {
    let gap = if name.ends_with(|c: char| c.is_ascii_digit()) && value >= 0 {
        "_"
    } else {
        ""
    };
    format!("{}{gap}{}", name.trim_end_matches('_'), digits(value))
}

fn from_value(value: i32) -> String {
    format!("Value{}", digits(value))
}

fn digits(value: i32) -> String {
    if value < 0 {
        format!("Minus{}", value.unsigned_abs())
    } else {
        value.to_string()
    }
}
