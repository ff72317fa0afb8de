use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::layout::PART_FORM;
use crate::model::{AssociatedMenu, Cascade, ExtraPart, Fact, Table};

/// Warns about parts of cells that aren't `Key: value`.
pub(super) fn check(table: &Table, warnings: &mut Diagnostics) {
    for relationship in table.all_relationships() {
        for part in &relationship.extra.parts {
            warnings.push(invalid_part(table, &relationship.schema_name, part));
        }
    }
}

fn invalid_part(table: &Table, name: &Fact<String>, part: &ExtraPart) -> Diagnostic {
    let ExtraPart { part_of, text } = part;
    let keys = match part_of.as_str() {
        "CascadeConfiguration" => Cascade::KEYS,
        _ => AssociatedMenu::KEYS,
    };
    let word = text.value.split([' ', ':']).next().unwrap_or_default();
    let message = format!("invalid part of `{part_of}`");
    Diagnostic::warning(
        Code::InvalidPart,
        table.page_containing(text.span),
        text.span,
        message,
    )
    .with_related(
        table.page_containing(name.span),
        name.span,
        format!("in relationship `{}`", name.value),
    )
    .suggest(word, keys)
    .help(PART_FORM)
}
