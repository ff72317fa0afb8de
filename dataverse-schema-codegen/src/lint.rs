use std::collections::BTreeSet;

use dataverse_schema_pages::check::check;
use dataverse_schema_pages::model::Table;
use dataverse_schema_pages::{Diagnostic, Diagnostics};

use crate::names::{Renames, names};

/// Warns about names that collide in generated code, sorted by page and span; the option `rename` resolves them.
pub fn lint_names(table: &Table) -> Vec<Diagnostic> {
    let mut problems = Diagnostics::default();
    if let Some(checked) = check(table, &BTreeSet::new(), &mut Diagnostics::default()) {
        names(&checked, &Renames::default(), &mut problems);
    }
    let problems = problems.sorted().into_iter();
    problems.map(Diagnostic::into_warning).collect()
}
