use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Table;

/// Warns about changes to items that none of the pages of a table defines.
///
/// An app's page that isn't of the same version as the base page has them. They change nothing.
pub(super) fn check(table: &Table, warnings: &mut Diagnostics) {
    for change in &table.unmatched_changes {
        let name = &change.name;
        let message = format!(
            "cannot change {} `{}`, which none of the pages defines",
            change.what, name.value
        );
        let page = table.page_containing(name.span);
        warnings.push(
            Diagnostic::warning(Code::UnknownChange, page, name.span, message).help(
                "the pages may be of different versions: fetch them again, or remove the section",
            ),
        );
    }
}
