use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::Table;

/// Warns about an extension without its base page: its changes can't be checked.
pub(super) fn check(table: &Table, warnings: &mut Diagnostics) {
    if table.is_extension() {
        let message = format!(
            "missing base page of table `{}`, which this page extends",
            table.schema_name()
        );
        let warning =
            Diagnostic::warning(Code::MissingBase, table.source(), table.title.span, message);
        warnings.push(warning.help("check both pages together to find conflicts between them"));
    }
}
