use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use crate::check::{Column, Kind};
use crate::expand::{Code, Named, docs};
use crate::model::ChoiceOption;

/// The enums of a table's choices.
pub(super) fn choices(named: &Named<'_>) -> TokenStream {
    let Named { table, names, .. } = named;
    let places = named.places();
    let choices = table.columns.iter().enumerate();
    let choices = choices.filter_map(|(index, column)| {
        let Kind::Choice { options } = &column.kind else {
            return None;
        };
        let (name, variants) = (names.types[index].as_ref()?, &names.variants[index]);
        Some(choice(column, places[index], name, options, variants))
    });
    let states = named.state_and_status().map(|(state, status)| {
        let (state, status) = (&names.types[state], &names.types[status]);
        quote! {
            impl __rt::StateChoice for #state {
                type Status = #status;
            }
            impl __rt::StatusChoice for #status {
                type State = #state;
            }
        }
    });
    quote! { #(#choices)* #states }
}

fn choice(
    column: &Column<'_>,
    place: usize,
    name: &Ident,
    options: &[ChoiceOption],
    variants: &[Ident],
) -> TokenStream {
    let doc = docs::choice(column);
    let mut declarations = Code::default();
    let mut from_value = Code::default();
    let mut to_value = Code::default();
    for (option, variant) in options.iter().zip(variants) {
        let value = option.value.value;
        let doc = docs::option(option);
        declarations.add(format_args!("{doc} {variant},"));
        from_value.add(format_args!("{value} => Self::{variant},"));
        to_value.add(format_args!("{name}::{variant} => {value},"));
    }
    let place = Literal::usize_unsuffixed(place);
    quote! {
        #doc
        pub enum #name {
            #declarations
            /// A value that the page doesn't list.
            Unknown(i32),
        }
        impl __rt::From<i32> for #name {
            fn from(value: i32) -> Self {
                match value {
                    #from_value
                    _ => Self::Unknown(value),
                }
            }
        }
        impl __rt::From<#name> for i32 {
            fn from(choice: #name) -> i32 {
                match choice {
                    #to_value
                    #name::Unknown(value) => value,
                }
            }
        }
        impl __rt::Choice for #name {
            fn choice() -> &'static __rt::ChoiceInfo {
                TABLE.choice(#place)
            }
        }
        impl __rt::Copy for #name {}
        impl __rt::Clone for #name {
            fn clone(&self) -> Self {
                *self
            }
        }
        impl __rt::PartialEq for #name {
            fn eq(&self, other: &Self) -> bool {
                __rt::Choice::value(*self) == __rt::Choice::value(*other)
            }
        }
        impl __rt::Eq for #name {}
        impl __rt::Hash for #name {
            fn hash<H: __rt::Hasher>(&self, state: &mut H) {
                state.write_i32(__rt::Choice::value(*self));
            }
        }
        impl __rt::Debug for #name {
            fn fmt(&self, f: &mut __rt::Formatter<'_>) -> __rt::FmtResult {
                __rt::debug_choice(*self, f)
            }
        }
    }
}
