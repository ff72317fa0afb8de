use crate::expand::code::{Code, template};
use crate::expand::deref::{SEARCHED, deref};
use crate::expand::docs;
use crate::plan::{ColumnPlan, TablePlan};

/// Writes the struct of typed columns.
pub(super) fn columns_struct(table: &TablePlan<'_>, fields: &Code) -> Code {
    let name = name(table);
    let similar = similar_names(table);
    let is_chosen = table.options.has_chosen_columns;
    let alias = if is_chosen {
        let doc = docs::usual_name(name);
        template!(#doc pub type Columns = #name;)
    } else {
        Code::default()
    };
    let doc = docs::columns_struct(is_chosen);
    template! {
        #doc
        pub struct #name {
            #fields
        }
        #alias
        #similar
    }
}

/// Returns the name of the struct. The compiler prints it for a column that isn't among its fields,
/// so it names the option if that is the reason.
fn name(table: &TablePlan<'_>) -> &'static str {
    if table.options.has_chosen_columns {
        "ColumnsChosenByOptionColumns"
    } else {
        "Columns"
    }
}

/// Writes types with the names of the columns after the first 100, to which `Columns` dereferences.
///
/// Only one field of a union needs a value. The columns themselves are all in `Columns`, as constants
/// can't dereference it.
fn similar_names(table: &TablePlan<'_>) -> Code {
    let mut code = Code::default();
    let names: Vec<&str> = table.columns().filter_map(ColumnPlan::field).collect();
    let mut from = name(table).to_owned();
    for (index, names) in names.chunks(SEARCHED).enumerate().skip(1) {
        let to = format!("__Columns{index}");
        let first = names[0];
        let mut fields = Code::default();
        for name in names {
            fields.add(format_args!("pub {name}: (),"));
        }
        let deref = deref(&from, &to, &template!(&#to { #first: () }));
        let next = template! {
            #[doc(hidden)]
            pub union #to {
                #fields
            }
            #deref
        };
        code.add(format_args!("{next}"));
        from = to;
    }
    code
}

/// Writes the function that returns the typed columns.
pub(super) fn columns_function(table: &TablePlan<'_>) -> Code {
    let mut values = Code::default();
    for column in table.columns() {
        if let Some(name) = column.field() {
            let index = column.description_index();
            values.add(format_args!("{name}: __rt::column({index}),"));
        }
    }
    let name = name(table);
    template! {
        /// Returns the typed columns, to set and check values and to look up limits.
        #[inline]
        pub const fn columns() -> #name {
            #name {
                #values
            }
        }
    }
}
