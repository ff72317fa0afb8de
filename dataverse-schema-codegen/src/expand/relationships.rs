use dataverse_schema_pages::check::RelationshipExposure;

use crate::expand::code::template;
use crate::expand::docs::Doc;
use crate::expand::{Code, Include, Named, docs};
use crate::names::{pascal, relationship_names};

/// The structs of typed relationships, one for each kind that the table has, and the functions that give them.
pub(super) fn relationships(include: &Include<'_>, named: &Named<'_>) -> (Code, Code) {
    let row = &named.names.row;
    let mut items = Code::default();
    let mut functions = Code::default();
    for (of_kind, relationships) in named.table.relationships() {
        let function = of_kind.as_str();
        let (kind, words) = (pascal(function), function.replace('_', "-"));
        let names = relationship_names(relationships);
        let described = relationships.iter().zip(&names);
        let described = described
            .filter(|(relationship, _)| relationship.exposure != RelationshipExposure::Hidden);
        let values_of = described.enumerate();
        let values_of = values_of.filter(|(_, (relationship, _))| {
            relationship.exposure == RelationshipExposure::Navigable
        });
        let mut exact = false;
        let mut fields = Code::default();
        let mut values = Code::default();
        for (place, (relationship, name)) in values_of {
            let doc = named.doc(|level| docs::relationship(relationship, level));
            let table = include.table(relationship.table);
            let navigable = match relationship.navigation_property.is_empty() {
                true => ", __rt::Unnavigable",
                false => "",
            };
            exact |= name.contains(char::is_uppercase);
            fields.add(format_args!(
                "{doc} pub {name}: __rt::{kind}<super::{row}, {table}{navigable}>,"
            ));
            values.add(format_args!("{name}: __rt::{function}({place}),"));
        }
        if fields.is_empty() {
            continue;
        }
        let allowed = match exact {
            true => "#[allow(non_snake_case)]",
            false => "",
        };
        let doc = Doc::line(format!("The {words} relationships."));
        let function_doc = Doc::line(format!(
            "The {words} relationships as values: to navigate and to read what was expanded."
        ));
        let r#struct = template! {
            #doc
            #allowed
            pub struct #kind {
                #fields
            }
        };
        items.add(format_args!("{struct}"));
        let function = template! {
            #function_doc
            #[inline]
            pub fn #function() -> #kind {
                #kind {
                    #values
                }
            }
        };
        functions.add(format_args!("{function}"));
    }
    (items, functions)
}
