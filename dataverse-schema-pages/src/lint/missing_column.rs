use crate::diagnostic::{Applicability, Code, Diagnostic, Diagnostics};
use crate::model::{Fact, Relationship, Table};
use crate::suggest::did_you_mean;

/// Warns about relationships over columns that the table doesn't have.
pub(super) fn check(table: &Table, warnings: &mut Diagnostics) {
    if table.is_extension() {
        return;
    }
    let columns: Vec<String> = table
        .columns
        .iter()
        .map(|column| column.logical_name())
        .collect();
    // Those of the base page and of overlays are errors.
    let referencing = table.many_to_one.iter().filter_map(|relationship| {
        let attribute = relationship.facts.referencing_attribute.as_ref()?;
        let is_of_product =
            relationship.link.is_some() && !table.source().contains(relationship.schema_name.span);
        is_of_product.then_some(("ReferencingAttribute", relationship, Some(attribute)))
    });
    let referenced = table.one_to_many.iter().map(|relationship| {
        let attribute = relationship.facts.referenced_attribute.as_ref();
        ("ReferencedAttribute", relationship, attribute)
    });
    for (key, relationship, attribute) in referencing.chain(referenced) {
        if let Some(attribute) = attribute
            && !columns.contains(&attribute.value)
        {
            warnings.push(missing_column(
                table,
                key,
                relationship,
                attribute,
                &columns,
            ));
        }
    }
}

fn missing_column(
    table: &Table,
    key: &str,
    relationship: &Relationship,
    attribute: &Fact<String>,
    columns: &[String],
) -> Diagnostic {
    let message = format!(
        "`{key}` `{}` of relationship `{}` is not a column of this table",
        attribute.value, relationship.schema_name.value
    );
    let warning = Diagnostic::warning(
        Code::UnknownColumn,
        table.page_containing(attribute.span),
        attribute.span,
        message,
    );
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    match did_you_mean(&attribute.value, &columns) {
        Some(near) => warning.suggest_word(&attribute.value, near, Applicability::MaybeIncorrect),
        None => warning.help("check that the page is complete"),
    }
}
