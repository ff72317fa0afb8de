use dataverse_schema_pages::check::{CheckedColumn, CheckedTable, ColumnExposure};
use dataverse_schema_pages::diagnostic::Diagnostics;
use dataverse_schema_pages::model::ColumnType;

use crate::names::ident::{identifier, pascal, snake};
use crate::names::option::name_options;
use crate::names::relationship::relationship_names;
use crate::names::rename::Renames;
use crate::names::reserved::{EXTRAS, OPERATIONS, TABLES};
use crate::names::taken::Taken;

/// The names of what is generated for one table.
#[derive(Debug)]
pub(crate) struct Names {
    /// The module.
    pub(crate) module: String,
    /// The row type.
    pub(crate) row: String,
    /// The names of each column.
    pub(crate) columns: Vec<ColumnNames>,
    /// The names of each kind's relationships.
    pub(crate) relationships: [Vec<String>; 3],
}

/// The names of what is generated for one column.
#[derive(Debug)]
pub(crate) struct ColumnNames {
    /// The field, `None` for a column that is only described.
    pub(crate) field: Option<String>,
    /// The type that is generated for the column: the enum of a choice, or the type for its
    /// targets.
    pub(crate) r#type: Option<String>,
    /// The variants of a choice, in the order of its options.
    pub(crate) variants: Vec<String>,
}

/// Names what is generated for a table. Reports names that collide.
pub(crate) fn name_table(
    table: &CheckedTable<'_>,
    renames: &Renames,
    errors: &mut Diagnostics,
) -> Names {
    let (row, module) = match renames.table(&table.logical_name.value) {
        Some(name) => (name.to_owned(), snake(name)),
        None => {
            let name = &table.schema_name.value;
            (pascal(name), snake(name))
        }
    };
    let mut namer = ColumnNamer {
        table,
        renames,
        row: &row,
        fields: Taken::default(),
        types: Taken::with_row(&row, table.schema_name),
        target_sets: Taken::default(),
    };
    let columns = table
        .columns
        .iter()
        .map(|column| namer.name(column, errors))
        .collect();
    Names {
        module: identifier(&disambiguate(module, &[TABLES, OPERATIONS, &row])),
        row: identifier(&row),
        columns,
        relationships: table
            .relationships()
            .map(|(_, relationships)| relationship_names(relationships)),
    }
}

struct ColumnNamer<'t, 'a> {
    table: &'t CheckedTable<'a>,
    renames: &'t Renames,
    row: &'t str,
    fields: Taken<'a>,
    types: Taken<'a>,
    /// They are in a namespace of their own because they are declared in another module.
    target_sets: Taken<'a>,
}

impl<'a> ColumnNamer<'_, 'a> {
    fn name(&mut self, column: &CheckedColumn<'a>, errors: &mut Diagnostics) -> ColumnNames {
        let table = self.table;
        let renamed = self
            .renames
            .column(&table.logical_name.value, column.logical_name);
        let mut field = None;
        let mut r#type = None;
        if column.exposure != ColumnExposure::Described {
            let name = match renamed {
                Some(name) => name.to_owned(),
                None => disambiguate(snake(&column.model.schema_name.value), &[EXTRAS]),
            };
            field = self.fields.take(name, column, table, errors);
        }
        if field.is_some()
            && let Some(name) = type_name(column, renamed, self.row)
        {
            let namespace = if column.r#type.has_targets() {
                &mut self.target_sets
            } else {
                &mut self.types
            };
            r#type = namespace.take(name, column, table, errors);
            // A field needs its type.
            field = field.filter(|_| r#type.is_some());
        }
        ColumnNames {
            field,
            r#type,
            variants: name_options(table, column, self.renames, errors),
        }
    }
}

/// Returns the name of the type to generate for a column: the enum of a choice, or the type for its
/// targets.
fn type_name(column: &CheckedColumn<'_>, renamed: Option<&str>, row: &str) -> Option<String> {
    let name = renamed.unwrap_or(&column.model.schema_name.value);
    match column.r#type {
        ColumnType::State => Some("StateCode".to_owned()),
        ColumnType::Status => Some("StatusCode".to_owned()),
        r#type if r#type.is_choice() => Some(choice_name(name, row)),
        r#type if r#type.has_targets() && column.limits.targets().len() != 1 => {
            Some(pascal(name) + "Targets")
        }
        _ => None,
    }
}

/// Returns the name of an ordinary choice's enum. A name that has another meaning gets the suffix
/// `Choice`.
fn choice_name(schema_name: &str, row: &str) -> String {
    let name = pascal(schema_name);
    if [row, "StateCode", "StatusCode"].contains(&name.as_str()) {
        format!("{name}Choice")
    } else {
        name
    }
}

/// Appends `_` to a name that is taken.
fn disambiguate(name: String, taken: &[&str]) -> String {
    if taken.contains(&name.as_str()) {
        name + "_"
    } else {
        name
    }
}
