use std::collections::{BTreeMap, BTreeSet};

use dataverse_schema_pages::diagnostic::Diagnostics;
use dataverse_schema_pages::model::{Fact, Operation, Operations};

use crate::names::collision::{Origin, collision};
use crate::names::ident::{pascal, shouty, snake};
use crate::names::repeated::repeated;

/// The types of a module `operations`, each with the fact that it is named after.
#[derive(Default)]
pub(crate) struct OperationTypes<'a>(BTreeMap<String, Origin<'a>>);

impl<'a> OperationTypes<'a> {
    /// Takes a name for a type. Reports the type that has it already.
    pub(crate) fn take(
        &mut self,
        name: String,
        page: &'a Operations,
        fact: &Fact<String>,
        errors: &mut Diagnostics,
    ) -> Option<String> {
        let origin = Origin::on(&page.page, fact.span);
        if let Some(first) = self.0.get(&name) {
            let message = format!("duplicate name `{name}` in the module `operations`");
            let help = "describe them on two pages, and include these in separate modules, each with its own `include_schema!`";
            errors.push(collision(message, *first, origin).help(help));
            return None;
        }
        self.0.insert(name.clone(), origin);
        Some(name)
    }
}

/// Returns the names of operations. Those of one name have that of the table that they are bound
/// to.
pub(crate) fn operation_names(operations: &[Operation]) -> Vec<String> {
    let mut names: Vec<String> = operations.iter().map(|o| pascal(&o.name.value)).collect();
    let repeated = repeated(&names);
    for (name, operation) in names.iter_mut().zip(operations) {
        let Some(binding) = operation.facts.bound_to.as_ref().map(|fact| &fact.value) else {
            continue;
        };
        if repeated.contains(name) {
            let table = binding.table.as_deref().unwrap_or("any");
            let suffix = if binding.is_collection {
                "_collection"
            } else {
                ""
            };
            *name = pascal(&format!("{}_{table}{suffix}", operation.name.value));
        }
    }
    names
}

/// Returns the names of types.
pub(crate) fn type_name(name: &str) -> String {
    pascal(name)
}

/// Returns the names of parameters or properties, in snake case.
pub(crate) fn field_names<'a>(
    names: impl Iterator<Item = &'a str>,
    reserved: &[&str],
) -> Vec<String> {
    distinct(names.map(snake), reserved)
}

/// Returns the names of the members of an enum type, in upper case.
pub(crate) fn member_names<'a>(names: impl Iterator<Item = &'a str>) -> Vec<String> {
    distinct(names.map(shouty), &[])
}

/// Appends `_` to names that are taken.
fn distinct(names: impl Iterator<Item = String>, reserved: &[&str]) -> Vec<String> {
    let mut taken: BTreeSet<String> = reserved.iter().map(|name| (*name).to_owned()).collect();
    names
        .map(|mut name| {
            while !taken.insert(name.clone()) {
                name.push('_');
            }
            name
        })
        .collect()
}
