use std::collections::{BTreeMap, BTreeSet};

use dataverse_schema_pages::check::{
    CheckedColumn, CheckedRelationship, CheckedTable, ColumnExposure, Limits,
};
use dataverse_schema_pages::diagnostic::{Diagnostic, Diagnostics};
use dataverse_schema_pages::model::{ColumnType, Fact};

use crate::names::option::option_names;
use crate::names::{Renames, identifier, pascal, snake};

/// The names of what is generated for one table.
#[derive(Debug)]
pub(crate) struct Names {
    /// The module.
    pub(crate) module: String,
    /// The row type.
    pub(crate) row: String,
    /// For each column the field, or `None` for a column that is only described.
    pub(crate) fields: Vec<Option<String>>,
    /// For each column the type that it brings along: the enum of a choice, or the set of its targets.
    pub(crate) types: Vec<Option<String>>,
    /// For each column the variants of its options, in the order of the page.
    pub(crate) variants: Vec<Vec<String>>,
}

/// The field of a row that isn't a column.
pub(crate) const EXTRAS: &str = "extras";

/// The name of the runtime in generated modules.
const RUNTIME: &str = "__rt";

/// Names that a module can't have beside the include's own.
const MODULES: &[&str] = &["tables"];

/// The modules of generated code, of whose name no row type can be.
pub(crate) const OURS: &[&str] = &["table", "tables", RUNTIME, "__tables"];

pub(crate) fn names(
    table: &CheckedTable<'_>,
    renames: &Renames,
    problems: &mut Diagnostics,
) -> Names {
    let logical_name = &table.logical_name.value;
    let (row, module) = match renames.table(logical_name) {
        Some(name) => (name.to_owned(), snake(name)),
        None => {
            let name = &table.schema_name.value;
            (pascal(name), snake(name))
        }
    };
    let module = apart(module, &[MODULES, &[&row]].concat());
    let mut fields = Taken::default();
    let mut types = Taken::default();
    // The sets of targets stand in a module of their own.
    let mut sets = Taken::default();
    types.0.insert(row.clone(), table.schema_name);
    let mut names = Names {
        module: identifier(&module),
        row: identifier(&row),
        fields: Vec::new(),
        types: Vec::new(),
        variants: Vec::new(),
    };
    for column in &table.columns {
        let renamed = renames.column(logical_name, column.logical_name);
        let mut field = None;
        let mut r#type = None;
        if column.exposure != ColumnExposure::Described {
            let name = match renamed {
                Some(name) => name.to_owned(),
                None => apart(snake(&column.model.schema_name.value), &[EXTRAS]),
            };
            field = fields.take(name, column, table, problems);
        }
        if let (Some(_), Some(name)) = (&field, type_name(column, renamed, &row)) {
            let taken = if column.r#type.has_targets() {
                &mut sets
            } else {
                &mut types
            };
            r#type = taken.take(name, column, table, problems);
            // Without its type there can be no field.
            field = field.filter(|_| r#type.is_some());
        }
        names
            .variants
            .push(variants(table, column, renames, problems));
        names.fields.push(field);
        names.types.push(r#type);
    }
    names
}

/// The names taken so far, each with the name on the page that took it.
#[derive(Default)]
struct Taken<'a>(BTreeMap<String, &'a Fact<String>>);

impl<'a> Taken<'a> {
    fn take(
        &mut self,
        name: String,
        column: &CheckedColumn<'a>,
        table: &CheckedTable<'a>,
        problems: &mut Diagnostics,
    ) -> Option<String> {
        let heading = &column.model.schema_name;
        let Some(first) = self.0.get(&name) else {
            let taken = identifier(&name);
            self.0.insert(name, heading);
            return Some(taken);
        };
        let message = format!(
            "`{}` and `{}` both get the name `{name}`",
            first.value, heading.value
        );
        let logical_name = &table.logical_name.value;
        // The enums of state and status can't be given other names, but the table can.
        let other = if std::ptr::eq(*first, table.schema_name) {
            format!("{logical_name} = OtherName")
        } else {
            format!("{logical_name}.{} = other_name", column.logical_name)
        };
        let problem = Diagnostic::new(table.model.page_of(heading.span), heading.span, message)
            .also(
                table.model.page_of(first.span),
                first.span,
                "the other one is here",
            )
            .help(format!("give one of them another name: `rename({other})`"));
        problems.push(problem);
        None
    }
}

/// The names of a choice's variants.
fn variants(
    table: &CheckedTable<'_>,
    column: &CheckedColumn<'_>,
    renames: &Renames,
    problems: &mut Diagnostics,
) -> Vec<String> {
    let Limits::Choice { options } = &column.limits else {
        return Vec::new();
    };
    let mut taken: BTreeMap<String, &Fact<i32>> = BTreeMap::new();
    let mut variants = Vec::with_capacity(options.len());
    for (option, name) in options.iter().zip(option_names(options)) {
        let Fact { value, span } = &option.value;
        let own = renames.option(&table.logical_name.value, column.logical_name, *value);
        let name = own.map_or(name, str::to_owned);
        if let Some(first) = taken.insert(name.clone(), &option.value) {
            let message = format!(
                "the options {} and {value} both get the name `{name}`",
                first.value
            );
            let page = table.model.page_of(*span);
            let path = format!("{}.{}", table.logical_name.value, column.logical_name);
            let problem = Diagnostic::new(page, *span, message)
                .also(
                    table.model.page_of(first.span),
                    first.span,
                    "the other one is here",
                )
                .help(format!(
                    "give one of them another name: `rename({path}.{value} = OtherName)`"
                ));
            problems.push(problem);
        }
        variants.push(identifier(&name));
    }
    variants
}

/// The type that a column brings along: the enum of a choice, or the set of its targets.
fn type_name(column: &CheckedColumn<'_>, renamed: Option<&str>, row: &str) -> Option<String> {
    let name = renamed.unwrap_or(&column.model.schema_name.value);
    match column.r#type {
        ColumnType::State => Some("StateCode".to_owned()),
        ColumnType::Status => Some("StatusCode".to_owned()),
        of if of.is_choice() => Some(choice_name(name, row)),
        of if of.has_targets() && column.limits.targets().len() != 1 => {
            Some(pascal(name) + "Targets")
        }
        _ => None,
    }
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
/// Where several get the same name, none keeps it, so that it never comes to stand for another relationship: each takes the
/// page's own spelling, or, where that doesn't tell them apart, its schema name.
pub(crate) fn relationship_names(relationships: &[CheckedRelationship<'_>]) -> Vec<String> {
    let own = |r: &CheckedRelationship<'_>| match r.navigation_property {
        "" => r.schema_name.value.clone(),
        navigation => navigation.to_owned(),
    };
    let schema_name = |r: &CheckedRelationship<'_>| r.schema_name.value.clone();
    let behind = |r: &CheckedRelationship<'_>| own(r) + "_";
    let both = |r: &CheckedRelationship<'_>| format!("{}__{}", own(r), schema_name(r));
    let spellings: [&dyn Fn(&CheckedRelationship<'_>) -> String; 4] =
        [&own, &schema_name, &behind, &both];
    let mut names: Vec<String> = relationships.iter().map(|r| snake(&own(r))).collect();
    let mut given_up = BTreeSet::new();
    for spelling in spellings {
        given_up.extend(repeated(&names));
        for (name, relationship) in names.iter_mut().zip(relationships) {
            if given_up.contains(name) {
                *name = identifier(&spelling(relationship));
            }
        }
    }
    names.iter().map(|name| identifier(name)).collect()
}

/// The names that stand in a list several times.
pub(crate) fn repeated(names: &[String]) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    names
        .iter()
        .filter(|name| !seen.insert(name.as_str()))
        .cloned()
        .collect()
}

/// The types in the module `tables`, by logical name: the logical name in upper camel case, or, where two of those are the
/// same, as it is.
pub(crate) fn table_types<'a>(logical_names: &BTreeSet<&'a str>) -> BTreeMap<&'a str, String> {
    let spellings: [&dyn Fn(&str) -> String; 2] = [
        &identifier,
        // Two logical names that are one identifier only differ in a `_` that keeps a keyword apart.
        &|name| identifier(&format!("table_{name}")),
    ];
    let mut names: Vec<String> = logical_names.iter().map(|name| pascal(name)).collect();
    for spelling in spellings {
        let mut taken = repeated(&names);
        taken.insert(RUNTIME.to_owned());
        for (name, logical) in names.iter_mut().zip(logical_names) {
            if taken.contains(name) {
                *name = spelling(logical);
            }
        }
    }
    logical_names
        .iter()
        .zip(&names)
        .map(|(logical, name)| (*logical, identifier(name)))
        .collect()
}
