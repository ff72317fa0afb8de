use crate::choose::Docs;
use crate::expand::code::template;
use crate::expand::{Code, Include, Named, choice, columns, description, docs, relationships, row};

/// The module of a table, and its row type beside it.
pub(super) fn module(include: &Include<'_>, named: &Named<'_>) -> Code {
    let Named { table, names, .. } = named;
    let (module, row) = (&names.module, &names.row);
    let doc = named.doc(|_| docs::module(table));
    let allowed = match named.parts.docs {
        Docs::None => "#[allow(missing_docs)]",
        _ => "",
    };
    let row_type = row::row(include, named);
    let choices = choice::choices(include, named);
    let description = description::description(include, named);
    let (columns, give_columns) = columns::columns(include, named);
    let (relationships, give_relationships) = relationships::relationships(include, named);
    template! {
        #doc
        #allowed
        #[allow(dead_code, unused_imports, missing_debug_implementations, non_camel_case_types, unreachable_pub)]
        #[allow(clippy::all, clippy::pedantic)]
        pub mod #module {
            use super::__rt;
            use super::tables as __tables;
            #row_type
            #choices
            #description
            /// The columns and relationships of the table as values.
            pub mod table {
                use super::__rt;
                use super::super::tables as __tables;
                #columns
                #relationships
                impl super::#row {
                    #give_columns
                    #give_relationships
                }
            }
        }
        #[allow(unused_imports)]
        #[doc(inline)]
        pub use self::#module::#row;
    }
}
