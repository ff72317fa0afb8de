use crate::check::Relationship;
use crate::expand::code::template;
use crate::expand::docs::Doc;
use crate::expand::{Code, Include, Named};
use crate::names::relationship_names;

/// The three structs of typed relationships, and the functions that give them.
pub(super) fn relationships(include: &Include<'_>, named: &Named<'_>) -> Code {
    let table = &named.table;
    let row = &named.names.row;
    let kinds = [
        (
            "ManyToOne",
            "many_to_one",
            "many-to-one",
            &table.many_to_one,
        ),
        (
            "OneToMany",
            "one_to_many",
            "one-to-many",
            &table.one_to_many,
        ),
        (
            "ManyToMany",
            "many_to_many",
            "many-to-many",
            &table.many_to_many,
        ),
    ];
    let mut code = Code::default();
    for (kind, function, words, relationships) in kinds {
        let names = relationship_names(relationships);
        let exact = names.iter().any(|name| name.contains(char::is_uppercase));
        let allowed = if exact {
            "#[allow(non_snake_case)]"
        } else {
            ""
        };
        let mut fields = Code::default();
        let mut values = Code::default();
        for (place, (relationship, name)) in relationships.iter().zip(&names).enumerate() {
            let Relationship {
                schema_name,
                navigation_property,
                table,
                ..
            } = relationship;
            let schema_name = &schema_name.value;
            let doc = Doc::line(format!("`{schema_name}`, with the table `{table}`."));
            let table = include.table(table);
            let navigable = match navigation_property.is_empty() {
                true => ", __rt::Unnavigable",
                false => "",
            };
            fields.add(format_args!(
                "{doc} pub {name}: __rt::{kind}<super::{row}, {table}{navigable}>,"
            ));
            values.add(format_args!("{name}: __rt::{function}({place}),"));
        }
        let doc = Doc::line(format!("The {words} relationships."));
        let function_doc = Doc::line(format!(
            "The {words} relationships as values: to navigate and to read what was expanded."
        ));
        let one = template! {
            [doc, allowed, kind, fields, row, function_doc, function, values]
            #doc
            #allowed
            pub struct #kind {
                #fields
            }
            impl super::#row {
                #function_doc
                #[inline]
                pub fn #function() -> #kind {
                    #kind {
                        #values
                    }
                }
            }
        };
        code.add(format_args!("{one}"));
    }
    code
}
