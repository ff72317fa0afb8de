use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::Ident;

use crate::check::{Checked, Place, Relationship};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::ColumnType;
use crate::names::{ident, pascal, snake};

/// The names of what is generated for one table.
#[derive(Debug)]
pub(crate) struct Names {
    /// The module.
    pub(crate) module: Ident,
    /// The row type.
    pub(crate) row: Ident,
    /// For each column the field, or `None` for a column that is only described.
    pub(crate) fields: Vec<Option<Ident>>,
    /// For each column the enum of a choice.
    pub(crate) enums: Vec<Option<Ident>>,
}

/// The field of a row that isn't a column.
const EXTRAS: &str = "extras";

/// Names that a module can't have beside the include's own.
const MODULES: &[&str] = &["tables"];

pub(crate) fn names(table: &Checked<'_>, problems: &mut Diagnostics) -> Names {
    let row = pascal(&table.schema_name.value);
    let module = apart(snake(&table.schema_name.value), MODULES);
    let mut fields: BTreeMap<String, usize> = BTreeMap::new();
    let mut names = Names {
        module: ident(&module),
        row: ident(&row),
        fields: Vec::new(),
        enums: Vec::new(),
    };
    for (index, column) in table.columns.iter().enumerate() {
        let schema_name = &column.model.schema_name;
        if column.place == Place::Described {
            names.fields.push(None);
            names.enums.push(None);
            continue;
        }
        let field = apart(snake(&schema_name.value), &[EXTRAS]);
        let meets = *fields.entry(field.clone()).or_insert(index);
        if meets != index {
            let source = &table.model.source;
            let first = &table.columns[meets].model.schema_name;
            let message = format!(
                "the columns `{}` and `{}` both get the name `{field}`",
                first.value, schema_name.value
            );
            let problem = Diagnostic::new(source, schema_name.span, message)
                .also(source, first.span, "the other one is here")
                .help("rename one of the two headings");
            problems.push(problem);
            names.fields.push(None);
            names.enums.push(None);
            continue;
        }
        names.fields.push(Some(ident(&field)));
        let choice = match column.r#type {
            ColumnType::State => Some("StateCode".to_owned()),
            ColumnType::Status => Some("StatusCode".to_owned()),
            of if of.is_choice() => Some(choice_name(&schema_name.value, &row)),
            _ => None,
        };
        names.enums.push(choice.map(|name| ident(&name)));
    }
    names
}

/// The enum of an ordinary choice. Names that stand for something else take the suffix `Choice`.
fn choice_name(schema_name: &str, row: &str) -> String {
    let name = pascal(schema_name);
    if [row, "StateCode", "StatusCode"].contains(&name.as_str()) {
        format!("{name}Choice")
    } else {
        name
    }
}

fn apart(name: String, taken: &[&str]) -> String {
    if taken.contains(&name.as_str()) {
        name + "_"
    } else {
        name
    }
}

/// The names of a list of relationships: the navigation property, or the schema name where there is none, in snake case.
/// Where two get the same name, both keep the page's own spelling, which tells them apart.
pub(crate) fn relationship_names(relationships: &[Relationship<'_>]) -> Vec<Ident> {
    let own = |r: &Relationship<'_>| match r.navigation_property {
        "" => r.schema_name.value.clone(),
        navigation => navigation.to_owned(),
    };
    let schema_name = |r: &Relationship<'_>| r.schema_name.value.clone();
    let mut names: Vec<String> = relationships.iter().map(|r| snake(&own(r))).collect();
    let spellings: [&dyn Fn(&Relationship<'_>) -> String; 2] = [&own, &schema_name];
    for spelling in spellings {
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        for name in &names {
            *times.entry(name.clone()).or_insert(0) += 1;
        }
        for (name, relationship) in names.iter_mut().zip(relationships) {
            if times[name] > 1 {
                *name = spelling(relationship);
            }
        }
    }
    names.iter().map(|name| ident(name)).collect()
}

/// The types in the module `tables`, by logical name: the logical name in upper camel case, or, where two of those are the
/// same, as it is.
pub(crate) fn table_types<'a>(logical_names: &BTreeSet<&'a str>) -> BTreeMap<&'a str, Ident> {
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for name in logical_names {
        *times.entry(pascal(name)).or_insert(0) += 1;
    }
    let name = |logical_name: &str| {
        let name = pascal(logical_name);
        ident(if times[&name] > 1 {
            logical_name
        } else {
            &name
        })
    };
    logical_names
        .iter()
        .map(|logical| (*logical, name(logical)))
        .collect()
}
