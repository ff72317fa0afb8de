use dataverse_schema_pages::check::{CheckedRelationship, RelationshipKind};

use crate::choose::Docs;
use crate::expand::docs::doc::Doc;
use crate::expand::docs::document;
use crate::plan::TablePlan;

/// Documents the typed relationship.
pub(in crate::expand) fn relationship(
    table: &TablePlan<'_>,
    relationship: &CheckedRelationship<'_>,
) -> Doc {
    document(table, |level| {
        let attribute = relationship.attribute;
        let lookup = if level == Docs::Full && !attribute.is_empty() {
            format!(", by the lookup `{attribute}`")
        } else {
            String::new()
        };
        Doc::line(format!(
            "The relationship `{}` with the table `{}`{lookup}.",
            relationship.schema_name.value, relationship.table
        ))
    })
}

/// Documents a struct of typed relationships. It may dereference to a struct with the next ones,
/// and an option may leave out others.
pub(in crate::expand) fn relationships_struct(
    kind: RelationshipKind,
    next: Option<&str>,
    is_chosen: bool,
) -> Doc {
    let mut doc = Doc::line(format!("Typed {} relationships of the table.", words(kind)));
    doc.add_paragraph(next.map_or_else(String::new, |next| {
        format!("The next ones are fields of [`{next}`], to which it dereferences.")
    }));
    if is_chosen {
        doc.add_paragraph("The option `relationships` leaves out others. To have one, choose it there, or include its table if the option says `included`.");
    }
    doc
}

/// Documents the function that returns the typed relationships.
pub(in crate::expand) fn relationships_function(kind: RelationshipKind) -> Doc {
    Doc::line(format!(
        "Returns the typed {} relationships, to navigate and to read related rows.",
        words(kind)
    ))
}

/// Returns the kind in words: `many-to-one`.
fn words(kind: RelationshipKind) -> String {
    kind.as_str().replace('_', "-")
}
