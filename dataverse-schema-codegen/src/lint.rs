use std::collections::BTreeSet;

use dataverse_schema_pages::check::check;
use dataverse_schema_pages::model::Table;
use dataverse_schema_pages::{Diagnostic, Diagnostics};

use crate::names::{Renames, name_table};

/// Warns about names that collide in generated code, sorted by page and span; the option `rename`
/// resolves them.
pub fn lint_names(table: &Table) -> Vec<Diagnostic> {
    let mut warnings = Diagnostics::default();
    if let Some(checked) = check(table, &BTreeSet::new(), &mut Diagnostics::default()) {
        name_table(&checked, &Renames::default(), &mut warnings);
    }
    warnings
        .sorted()
        .into_iter()
        .map(Diagnostic::into_warning)
        .collect()
}

/// Returns the path of a table's row type in the module of the include, such as
/// `contoso_depot::ContosoDepot`, or `None` for an extension.
pub fn row_path(table: &Table) -> Option<String> {
    let mut ignored = Diagnostics::default();
    let checked = check(table, &BTreeSet::new(), &mut ignored)?;
    let names = name_table(&checked, &Renames::default(), &mut ignored);
    Some(format!("{}::{}", names.module, names.row))
}
