use dataverse_schema_pages::check::{Access, CheckedRelationship, RelationshipKind, WrittenBy};
use dataverse_schema_pages::model::RequiredLevel;

use crate::expand::code::{Code, template};
use crate::expand::{docs, tables};
use crate::names::pascal;
use crate::plan::{Plan, RelationshipPlan, TablePlan};

/// Writes the structs of typed relationships, one for each kind that the table has.
pub(super) fn structs(plan: &Plan<'_>, table: &TablePlan<'_>) -> Code {
    let mut structs = Code::default();
    for (kind, relationships) in table.relationships() {
        structs.add(format_args!(
            "{}",
            kind_struct(plan, table, kind, &relationships)
        ));
    }
    structs
}

fn kind_struct(
    plan: &Plan<'_>,
    table: &TablePlan<'_>,
    kind: RelationshipKind,
    relationships: &[RelationshipPlan<'_>],
) -> Code {
    let (row, name) = (&table.names.row, pascal(kind.as_str()));
    let mut fields = Code::default();
    for RelationshipPlan {
        relationship,
        name: field,
        ..
    } in relationships
    {
        let doc = docs::relationship(table, relationship);
        let related = tables::path(plan, relationship.table);
        let navigation = navigation(plan, table, kind, relationship);
        fields.add(format_args!(
            "{doc} pub {field}: __rt::{name}<super::{row}, {related}{navigation}>,"
        ));
    }
    // Names that several relationships have are spelled as on the page.
    let is_exact =
        |relationship: &RelationshipPlan<'_>| relationship.name.contains(char::is_uppercase);
    let allowed = if relationships.iter().any(is_exact) {
        "#[allow(non_snake_case)]"
    } else {
        ""
    };
    let doc = docs::relationships_struct(kind);
    template! {
        #doc
        #allowed
        pub struct #name {
            #fields
        }
    }
}

/// Returns the type that marks what can be done over the relationship, unless it is everything.
fn navigation(
    plan: &Plan<'_>,
    table: &TablePlan<'_>,
    kind: RelationshipKind,
    relationship: &CheckedRelationship<'_>,
) -> &'static str {
    if relationship.navigation_property.is_empty() {
        return ", __rt::Unnavigable";
    }
    let columns = match kind {
        RelationshipKind::ManyToOne => &table.table.columns[..],
        RelationshipKind::OneToMany => plan
            .included(relationship.table)
            .map_or(&[][..], |other| &other.table.columns),
        RelationshipKind::ManyToMany => &[],
    };
    let mut lookups = columns
        .iter()
        .filter(|column| column.logical_name == relationship.attribute);
    let Some(lookup) = lookups.next() else {
        return "";
    };
    match (lookup.access, lookup.written_by()) {
        (Access::ReadOnly, _) => ", __rt::ReadOnly",
        (_, WrittenBy::Create) => ", __rt::CreateOnly<__rt::ByBind>",
        (_, WrittenBy::Update) => ", __rt::UpdateOnly<__rt::ByBind>",
        // Requests that clear a lookup of the table itself are checked when they are made.
        _ if kind == RelationshipKind::OneToMany
            && lookup.required() == RequiredLevel::SystemRequired =>
        {
            ", __rt::Required<__rt::ByBind>"
        }
        _ => "",
    }
}

/// Writes the functions that return the typed relationships.
pub(super) fn functions(table: &TablePlan<'_>) -> Code {
    let mut functions = Code::default();
    for (kind, relationships) in table.relationships() {
        let (function, name) = (kind.as_str(), pascal(kind.as_str()));
        let mut values = Code::default();
        for RelationshipPlan { name, index, .. } in relationships {
            values.add(format_args!("{name}: __rt::{function}({index}),"));
        }
        let doc = docs::relationships_function(kind);
        let code = template! {
            #doc
            #[inline]
            pub fn #function() -> #name {
                #name {
                    #values
                }
            }
        };
        functions.add(format_args!("{code}"));
    }
    functions
}
