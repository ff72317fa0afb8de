use dataverse_schema_pages::model::ChoiceOption;

use crate::expand::code::{Code, template};
use crate::expand::copy_impls::copy_impls;
use crate::expand::imports::EXTERN_CHOICES;
use crate::expand::{deprecation, docs, serialization};
use crate::names::identifier;
use crate::plan::{ColumnPlan, Declaration, Plan, TablePlan};

/// Writes the enums of a table's choices.
pub(super) fn choices(plan: &Plan<'_>, table: &TablePlan<'_>) -> Code {
    let mut code = Code::default();
    for column in table.columns() {
        let (Some(options), Some(name)) = (column.choice_options(), column.type_name()) else {
            continue;
        };
        let choice = match plan.choice_declaration(column) {
            Declaration::Own => choice(plan, column, name, options),
            Declaration::Shared(first) => shared(first, name),
            Declaration::External(choice) => external(choice, name),
        };
        code.add(format_args!("{choice}"));
    }
    code
}

/// Writes a re-export of the enum of another column with the same global choice.
fn shared(first: ColumnPlan<'_>, name: &str) -> Code {
    let module = &first.table.names.module;
    let first = first.type_name().unwrap_or(name);
    template!(pub use super::#module::#first as #name;)
}

/// Writes a re-export of the enum that another include has for a global choice.
fn external(choice: &str, name: &str) -> Code {
    let choice = identifier(choice);
    template!(pub use super::#EXTERN_CHOICES::#choice as #name;)
}

/// Writes the enum of a choice with its impls.
fn choice(plan: &Plan<'_>, column: ColumnPlan<'_>, name: &str, options: &[ChoiceOption]) -> Code {
    let declaration = declaration(column, name, options);
    let conversions = conversions(column, name, options);
    let copy_impls = copy_impls(name, "eq_choices", "hash_choice");
    let debug_impl = debug_impl(name);
    let serialization = serialization::choice(plan, column, name);
    template!(#declaration #conversions #copy_impls #debug_impl #serialization)
}

fn declaration(column: ColumnPlan<'_>, name: &str, options: &[ChoiceOption]) -> Code {
    let doc = docs::choice(column);
    let mut variants = Code::default();
    for (option, variant) in options.iter().zip(&column.names.variants) {
        let doc = docs::option(column.table, option);
        let deprecated = deprecation::option(column.table, option);
        variants.add(format_args!("{doc} {deprecated} {variant},"));
    }
    template! {
        #doc
        pub enum #name {
            #variants
            /// An option that the page doesn't list.
            Unknown(__rt::UnknownOption),
        }
    }
}

fn conversions(column: ColumnPlan<'_>, name: &str, options: &[ChoiceOption]) -> Code {
    let index = column.description_index();
    let mut from_value = Code::default();
    let mut to_value = Code::default();
    for (option, variant) in options.iter().zip(&column.names.variants) {
        let value = option.value.value;
        from_value.add(format_args!("{value} => Self::{variant},"));
        to_value.add(format_args!("Self::{variant} => {value},"));
    }
    template! {
        impl __rt::Choice for #name {
            #[inline]
            fn from_value(value: i32) -> Self {
                match value {
                    #from_value
                    _ => Self::Unknown(__rt::unknown_option(value)),
                }
            }
            #[inline]
            fn value(self) -> i32 {
                match self {
                    #to_value
                    Self::Unknown(option) => option.value(),
                }
            }
            #[inline]
            fn choice() -> &'static __rt::ChoiceInfo {
                TABLE.choice(#index)
            }
        }
    }
}

fn debug_impl(name: &str) -> Code {
    template! {
        impl __rt::Debug for #name {
            #[inline]
            fn fmt(&self, f: &mut __rt::Formatter<'_>) -> __rt::FmtResult {
                __rt::debug_choice(*self, f)
            }
        }
    }
}
