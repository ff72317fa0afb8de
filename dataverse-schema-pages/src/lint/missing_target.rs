use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{ColumnType, Relationship, Table};

/// Warns about tables that a lookup's relationship points to, but its row `Targets` doesn't list.
pub(super) fn check(table: &Table, warnings: &mut Diagnostics) {
    for relationship in &table.many_to_one {
        if let Some(warning) = missing_target(table, relationship) {
            warnings.push(warning);
        }
    }
}

fn missing_target(table: &Table, relationship: &Relationship) -> Option<Diagnostic> {
    let lookup = relationship.facts.referencing_attribute.as_ref()?;
    let target = relationship.facts.referenced_entity.as_ref()?;
    let mut columns = table.columns.iter();
    let column = columns.find(|column| column.logical_name() == lookup.value)?;
    let r#type = column.facts.r#type.as_ref()?.value;
    // An Owner column's relationship leads to the table of all owners, which has no rows of its
    // own.
    if !r#type.is_lookup()
        || r#type == ColumnType::Owner
        || column.targets().contains(&target.value)
    {
        return None;
    }
    let name = &column.schema_name;
    let message = format!(
        "target `{}` of a relationship is missing from `Targets` of column `{}`",
        target.value, name.value
    );
    let warning = Diagnostic::warning(
        Code::MissingTarget,
        table.page_containing(target.span),
        target.span,
        message,
    )
    .with_related(
        table.page_containing(name.span),
        name.span,
        "column defined here",
    )
    .help("add it to the row `Targets`");
    Some(warning)
}
