use std::collections::BTreeMap;

use dataverse_schema_pages::diagnostic::{Diagnostic, Diagnostics};
use dataverse_schema_pages::model::{Fact, Table};

use crate::names::{Origin, collision, rename_help};
use crate::plan::table::TablePlan;

/// Removes tables whose logical name, row type, or module an earlier table has, and reports them.
pub(crate) fn reject_collisions(tables: &mut Vec<TablePlan<'_>>, errors: &mut Diagnostics) {
    let mut taken: BTreeMap<String, SchemaName<'_>> = BTreeMap::new();
    tables.retain(|plan| {
        let name = SchemaName {
            page: plan.table.model,
            name: plan.table.schema_name,
        };
        let logical_name = format!("table {}", plan.logical_name());
        // Modules and types share a namespace.
        let items = [&plan.names.row, &plan.names.module];
        let error = if let Some(first) = taken.get(&logical_name) {
            table_collision(plan.logical_name(), name, *first).help(TWO_MODULES)
        } else if let Some((item, first)) = items
            .into_iter()
            .find_map(|item| Some((item, taken.get(item)?)))
        {
            let rename = rename_help(&format!("{} = OtherName", plan.logical_name()));
            table_collision(item, name, *first)
                .help(rename)
                .help(format!("or {TWO_MODULES}"))
        } else {
            taken.extend(items.map(|item| (item.clone(), name)));
            taken.insert(logical_name, name);
            return true;
        };
        errors.push(error);
        false
    });
}

const TWO_MODULES: &str = "include them in separate modules, each with its own `include_schema!`";

/// The schema name of a table, with its page.
#[derive(Clone, Copy)]
struct SchemaName<'a> {
    page: &'a Table,
    name: &'a Fact<String>,
}

fn table_collision(name: &str, second: SchemaName<'_>, first: SchemaName<'_>) -> Diagnostic {
    let message = format!(
        "duplicate name `{name}` for tables `{}` and `{}`",
        first.name.value, second.name.value
    );
    let [first, second] = [first, second].map(|table| Origin::new(table.page, table.name));
    collision(message, first, second)
}
