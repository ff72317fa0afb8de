use crate::diagnostic::Diagnostic;
use crate::layout::PART_FORM;
use crate::model::{AssociatedMenu, Cascade, Table};

/// Warns about parts of cells that aren't `Key: value`.
pub(super) fn invalid_parts(table: &Table) -> impl Iterator<Item = Diagnostic> {
    table.all_relationships().flat_map(|relationship| {
        let name = &relationship.schema_name;
        relationship.extra.parts.iter().map(|part| {
            let (key, text) = (&part.part_of, &part.text);
            let keys = match key.as_str() {
                "CascadeConfiguration" => Cascade::KEYS,
                _ => AssociatedMenu::KEYS,
            };
            let word = text.value.split([' ', ':']).next().unwrap_or_default();
            Diagnostic::warning(
                table.page_of(text.span),
                text.span,
                format!("invalid part of `{key}`"),
            )
            .also(
                table.page_of(name.span),
                name.span,
                format!("in `{}`", name.value),
            )
            .near(word, keys)
            .help(PART_FORM)
        })
    })
}
