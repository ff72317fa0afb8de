use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use crate::check::{Column, Kind};
use crate::expand::{Named, docs};
use crate::model::{ChoiceOption, ColumnType, Fact, OptionFacts};

/// The enums of a table's choices.
pub(super) fn choices(named: &Named<'_>) -> TokenStream {
    let Named { table, names, .. } = named;
    let choices = table
        .columns
        .iter()
        .zip(&names.types)
        .zip(&names.variants)
        .filter_map(|((column, name), variants)| {
            let Kind::Choice { options } = &column.kind else {
                return None;
            };
            Some(choice(column, name.as_ref()?, options, variants))
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
    name: &Ident,
    options: &[ChoiceOption],
    variants: &[Ident],
) -> TokenStream {
    let doc = docs::choice(column);
    let values = options
        .iter()
        .map(|option| Literal::i32_unsuffixed(option.value.value));
    let values: Vec<_> = values.collect();
    let docs = options.iter().map(docs::option);
    let described = described(column, options, variants);
    quote! {
        #doc
        pub enum #name {
            #(#docs #variants,)*
            /// A value that the page doesn't list.
            Unknown(i32),
        }
        impl __rt::From<i32> for #name {
            fn from(value: i32) -> Self {
                match value {
                    #(#values => Self::#variants,)*
                    _ => Self::Unknown(value),
                }
            }
        }
        impl __rt::From<#name> for i32 {
            fn from(choice: #name) -> i32 {
                match choice {
                    #(#name::#variants => #values,)*
                    #name::Unknown(value) => value,
                }
            }
        }
        impl __rt::Choice for #name {
            const CHOICE: &'static __rt::ChoiceInfo = &#described;
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

/// What the page says of a choice.
pub(super) fn described(
    column: &Column<'_>,
    options: &[ChoiceOption],
    names: &[Ident],
) -> TokenStream {
    let name = column.model.facts.global_choice_name.as_ref();
    let name = name.map_or("", |fact| &fact.value);
    let all = options;
    let options = options.iter().zip(names);
    let options = options.map(|(option, variant)| described_option(column.r#type, option, variant));
    let details = all.iter().filter_map(option_details);
    quote!(__rt::ChoiceInfo { name: #name, options: &[#(#options),*], details: &[#(#details),*] })
}

/// What few pages say of an option.
fn option_details(option: &ChoiceOption) -> Option<TokenStream> {
    let value = Literal::i32_unsuffixed(option.value.value);
    let OptionFacts {
        color,
        external_value,
        description,
        ..
    } = &option.facts;
    if [color, external_value, description]
        .iter()
        .all(|fact| fact.is_none())
    {
        return None;
    }
    let text =
        |fact: &Option<Fact<String>>| fact.as_ref().map_or(String::new(), |f| f.value.clone());
    let (color, external_value, description) =
        (text(color), text(external_value), text(description));
    Some(quote! {
        __rt::OptionDetails {
            value: #value,
            color: #color,
            external_value: #external_value,
            description: #description,
        }
    })
}

fn described_option(of: ColumnType, option: &ChoiceOption, name: &Ident) -> TokenStream {
    let name = name.to_string();
    let value = Literal::i32_unsuffixed(option.value.value);
    let label = option.label();
    let facts = &option.facts;
    let role = match of {
        ColumnType::State => {
            let default_status = optional(facts.default_status.as_ref().map(|fact| fact.value));
            let invariant_name = facts.invariant_name.as_ref();
            let invariant_name = invariant_name.map_or("", |fact| &fact.value);
            quote!(State { default_status: #default_status, invariant_name: #invariant_name })
        }
        ColumnType::Status => {
            let state = optional(facts.state.as_ref().map(|fact| fact.value));
            let transitions = match &facts.transitions {
                None => quote!(__rt::None),
                Some(fact) => {
                    let statuses = fact.value.to.iter();
                    let statuses = statuses.map(|status| Literal::i32_unsuffixed(*status));
                    quote!(__rt::Some(&[#(#statuses),*]))
                }
            };
            quote!(Status { state: #state, transitions: #transitions })
        }
        _ => quote!(Plain),
    };
    quote! {
        __rt::OptionInfo { value: #value, label: #label, name: #name, role: __rt::OptionRole::#role }
    }
}

fn optional(value: Option<i32>) -> TokenStream {
    match value {
        None => quote!(__rt::None),
        Some(value) => {
            let value = Literal::i32_unsuffixed(value);
            quote!(__rt::Some(#value))
        }
    }
}
