use std::collections::{BTreeMap, BTreeSet};

use crate::names::ident::{identifier, pascal};
use crate::names::repeated::repeated;
use crate::names::reserved::RUNTIME;

/// Returns the names of the types in the module `tables`, by logical name: the logical name in
/// upper camel case, or unchanged if two would be the same.
pub(crate) fn table_types<'a>(logical_names: &BTreeSet<&'a str>) -> BTreeMap<&'a str, String> {
    let spellings: [fn(&str) -> String; 2] = [
        identifier,
        // Two logical names with the same identifier differ only in the `_` after a keyword.
        |name| identifier(&format!("table_{name}")),
    ];
    let mut names: Vec<String> = logical_names.iter().map(|name| pascal(name)).collect();
    for spelling in spellings {
        let mut taken = repeated(&names);
        taken.insert(RUNTIME.to_owned());
        for (name, logical_name) in names.iter_mut().zip(logical_names) {
            if taken.contains(name) {
                *name = spelling(logical_name);
            }
        }
    }
    let types = logical_names.iter().zip(&names);
    types
        .map(|(logical_name, name)| (*logical_name, identifier(name)))
        .collect()
}
