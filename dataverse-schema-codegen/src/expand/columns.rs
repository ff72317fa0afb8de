use dataverse_schema_pages::check::Access;

use crate::expand::code::template;
use crate::expand::row::{Scope, value_type};
use crate::expand::{Code, Include, Named, docs, targets};

/// The struct of typed columns and the sets of targets, and the function that gives the columns.
pub(super) fn columns(include: &Include<'_>, named: &Named<'_>) -> (Code, Code) {
    let Named { table, names, .. } = named;
    let row = &names.row;
    let mut fields = Code::default();
    let mut values = Code::default();
    let mut sets = Code::default();
    for (index, column) in table.columns.iter().enumerate() {
        let Some(name) = &names.fields[index] else {
            continue;
        };
        let doc = named.doc(|_| docs::column_value(column));
        let value = value_type(include, named, index, Scope::Parts);
        let access = match column.access {
            Access::ReadWrite => "ReadWrite",
            Access::ReadOnly => "ReadOnly",
            Access::WriteOnly => "WriteOnly",
            Access::ByBind => "ByBind",
            Access::ByState => "ByState",
            Access::ByParty => "ByParty",
        };
        fields.add(format_args!(
            "{doc} pub {name}: __rt::Column<super::{row}, {value}, __rt::{access}>,"
        ));
        let place = named.places[index];
        values.add(format_args!("{name}: __rt::column({place}),"));
        sets.add(format_args!("{}", targets::set(include, named, index)));
    }
    let items = template! {
        /// The columns.
        pub struct Columns {
            #fields
        }
        #sets
    };
    let function = template! {
        /// The columns as values: to set, check, and look up their limits.
        #[inline]
        pub const fn columns() -> Columns {
            Columns {
                #values
            }
        }
    };
    (items, function)
}
