use dataverse_schema_pages::check::{Access, CheckedRelationship, RelationshipKind, WrittenBy};
use dataverse_schema_pages::model::RequiredLevel;

use crate::expand::code::{Code, template};
use crate::expand::deref::{SEARCHED, deref};
use crate::expand::{docs, tables};
use crate::names::{MORE, pascal};
use crate::plan::{Plan, RelationshipPlan, RelationshipsPlan, TablePlan};

/// The number of structs in a chain. The compiler dereferences a value at most 128 times.
const LONGEST_CHAIN: usize = 100;

/// Writes the structs of typed relationships, for each kind that the table has.
pub(super) fn structs(plan: &Plan<'_>, table: &TablePlan<'_>) -> Code {
    let mut structs = Code::default();
    for relationships in table.relationships() {
        for part in parts(&relationships) {
            let part = part_struct(plan, table, &relationships, &part);
            structs.add(format_args!("{part}"));
        }
        if relationships.is_chosen {
            let (name, usual) = (name(&relationships), pascal(relationships.kind.as_str()));
            let doc = docs::usual_name(&name);
            structs.add(format_args!("{doc} pub type {usual} = {name};"));
        }
    }
    structs
}

/// The relationships of one struct. It dereferences to the struct with the next ones, so that no
/// page of documentation has too many, and the compiler finds similar names among all.
struct Part<'a> {
    name: String,
    relationships: &'a [RelationshipPlan<'a>],
    /// The name of the next struct.
    next: Option<String>,
}

/// Returns the name of the first struct. The compiler prints it for a relationship that isn't among
/// its fields, so it names the option if that is the reason.
fn name(relationships: &RelationshipsPlan<'_>) -> String {
    let name = pascal(relationships.kind.as_str());
    if relationships.is_chosen {
        name + "ChosenByOptionRelationships"
    } else {
        name
    }
}

fn parts<'a>(plan: &'a RelationshipsPlan<'a>) -> Vec<Part<'a>> {
    let name = |index| match index {
        0 => name(plan),
        _ => format!("{}{}", pascal(plan.kind.as_str()), index + 1),
    };
    let all = plan.relationships.len();
    let size = all.div_ceil(LONGEST_CHAIN).max(SEARCHED);
    let chunks = plan.relationships.chunks(size);
    let last = chunks.len() - 1;
    let parts = chunks.enumerate().map(|(index, relationships)| Part {
        name: name(index),
        relationships,
        next: (index < last).then(|| name(index + 1)),
    });
    parts.collect()
}

fn part_struct(
    plan: &Plan<'_>,
    table: &TablePlan<'_>,
    relationships: &RelationshipsPlan<'_>,
    part: &Part<'_>,
) -> Code {
    let kind = relationships.kind;
    let (row, relationship_type) = (&table.names.row, pascal(kind.as_str()));
    let mut fields = Code::default();
    for RelationshipPlan {
        relationship,
        name: field,
        ..
    } in part.relationships
    {
        let doc = docs::relationship(table, relationship);
        let related = tables::path(plan, relationship.table);
        let navigation = navigation(plan, table, kind, relationship);
        fields.add(format_args!(
            "{doc} pub {field}: __rt::{relationship_type}<super::{row}, {related}{navigation}>,"
        ));
    }
    // Names that several relationships have are spelled as on the page.
    let is_exact =
        |relationship: &RelationshipPlan<'_>| relationship.name.contains(char::is_uppercase);
    let allowed = if part.relationships.iter().any(is_exact) {
        "#[allow(non_snake_case)]"
    } else {
        ""
    };
    let (name, next) = (&part.name, part.next.as_deref());
    let doc = docs::relationships_struct(kind, next, relationships.is_chosen);
    let mut deref_next = Code::default();
    if let Some(next) = next {
        fields.add(format_args!("{MORE}: {next},"));
        deref_next = deref(name, next, &template!(&self.#MORE));
    }
    template! {
        #doc
        #allowed
        pub struct #name {
            #fields
        }
        #deref_next
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
    for relationships in table.relationships() {
        let (function, name) = (relationships.kind.as_str(), name(&relationships));
        let next = Code::default();
        let value = parts(&relationships).iter().rev().fold(next, |next, part| {
            let mut values = Code::default();
            for RelationshipPlan { name, index, .. } in part.relationships {
                values.add(format_args!("{name}: __rt::{function}({index}),"));
            }
            if part.next.is_some() {
                values.add(format_args!("{MORE}: {next},"));
            }
            let name = &part.name;
            template!(#name { #values })
        });
        let doc = docs::relationships_function(relationships.kind);
        let code = template! {
            #doc
            #[inline]
            pub fn #function() -> #name {
                #value
            }
        };
        functions.add(format_args!("{code}"));
    }
    functions
}
