use std::collections::{BTreeMap, BTreeSet};

use dataverse_schema_pages::check::check;
use dataverse_schema_pages::diagnostic::{Diagnostic, Diagnostics};
use dataverse_schema_pages::model::Table;

use crate::choose::{Choosing, choose};
use crate::expand::Named;
use crate::names::{Renames, names};
use crate::parallel;

/// Checks the tables, takes out what isn't chosen, and names the rest. The numbers of the selectors that match go into `used`.
pub(super) fn named<'a>(
    tables: &'a [Table],
    choosing: &Choosing,
    renames: &Renames,
    used: &mut BTreeSet<usize>,
    problems: &mut Diagnostics,
) -> Vec<Named<'a>> {
    let mut named: Vec<Named<'a>> = Vec::new();
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let places = problems.places();
    let checked = parallel::map(tables, |table| {
        let mut problems = Diagnostics::default();
        let mut used = BTreeSet::new();
        let table = check(table, &places, &mut problems).map(|mut table| {
            let parts = choose(&mut table, choosing, &mut used);
            let names = names(&table, renames, &mut problems);
            (table, parts, names)
        });
        (table, used, problems)
    });
    for (table, of_table, problems_of_table) in checked {
        used.extend(of_table);
        problems.extend(problems_of_table);
        let Some((table, parts, names)) = table else {
            continue;
        };
        let logical_name = &table.logical_name.value;
        let keys = [
            format!("table {logical_name}"),
            // Modules and types are of one namespace.
            names.row.to_string(),
            names.module.to_string(),
        ];
        if let Some((met, first)) = keys.iter().find_map(|key| Some((key, taken.get(key)?))) {
            let first = &named[*first];
            let mut help =
                "include them in two modules, each with an `include_schema!` of its own".to_owned();
            if *met != keys[0] {
                help = format!(
                    "give one of them another name: `rename({logical_name} = OtherName)`; or {help}"
                );
            }
            let (name, other) = (&table.schema_name, &first.table.schema_name);
            let message = format!(
                "the tables `{}` and `{}` get the same name",
                other.value, name.value
            );
            problems.push(
                Diagnostic::new(table.model.page_of(name.span), name.span, message)
                    .also(
                        first.table.model.page_of(other.span),
                        other.span,
                        "the other one is here",
                    )
                    .help(help),
            );
            continue;
        }
        taken.extend(keys.map(|key| (key, named.len())));
        named.push(Named::new(table, parts, names));
    }
    named
}
