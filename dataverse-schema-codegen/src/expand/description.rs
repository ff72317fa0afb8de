use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use crate::check::{Access, Column, Decimal, Key, Kind, Place, Relationship};
use crate::expand::Named;
use crate::expand::choice::described;
use crate::model::Fact;

/// The `static` that describes the table.
pub(super) fn description(named: &Named<'_>) -> TokenStream {
    let table = &named.table;
    let text =
        |fact: &Option<Fact<String>>| fact.as_ref().map_or(String::new(), |f| f.value.clone());
    let facts = &table.model.facts;
    let (logical_name, schema_name) = (&table.logical_name.value, &table.schema_name.value);
    let (entity_set, primary_id) = (&table.entity_set.value, &table.primary_id.value);
    let display_name = text(&facts.display_name);
    let primary_name = text(&facts.primary_name_attribute);
    let ownership = text(&facts.ownership_type);
    let table_type = text(&facts.table_type);
    let messages = match &table.model.messages {
        None => quote!(__rt::None),
        Some(messages) => {
            let messages = messages.iter().map(|message| {
                let name = &message.name.value;
                let is_event = match &message.is_event {
                    None => quote!(__rt::None),
                    Some(fact) => {
                        let is_event = fact.value;
                        quote!(__rt::Some(#is_event))
                    }
                };
                quote!(__rt::MessageInfo { name: #name, is_event: #is_event })
            });
            quote!(__rt::Some(&[#(#messages),*]))
        }
    };
    let row_columns = Literal::usize_unsuffixed(named.row().len());
    let columns = named.order.iter().map(|index| column(named, *index));
    let keys = table.keys.iter().map(|Key { name, columns }| {
        quote!(__rt::KeyInfo { logical_name: #name, columns: &[#(#columns),*] })
    });
    let many_to_one = table.many_to_one.iter().map(relationship);
    let one_to_many = table.one_to_many.iter().map(relationship);
    let many_to_many = table.many_to_many.iter().map(relationship);
    quote! {
        static TABLE: __rt::TableInfo = __rt::TableInfo {
            logical_name: #logical_name,
            schema_name: #schema_name,
            display_name: #display_name,
            entity_set: #entity_set,
            primary_id: #primary_id,
            primary_name: #primary_name,
            ownership: #ownership,
            table_type: #table_type,
            messages: #messages,
            columns: &[#(#columns),*],
            row_columns: #row_columns,
            keys: &[#(#keys),*],
            many_to_one: &[#(#many_to_one),*],
            one_to_many: &[#(#one_to_many),*],
            many_to_many: &[#(#many_to_many),*],
        };
    }
}

fn relationship(relationship: &Relationship<'_>) -> TokenStream {
    let Relationship {
        schema_name,
        navigation_property,
        table,
        attribute,
    } = relationship;
    let schema_name = &schema_name.value;
    quote! {
        __rt::RelationshipInfo {
            schema_name: #schema_name,
            navigation_property: #navigation_property,
            table: #table,
            attribute: #attribute,
        }
    }
}

fn column(named: &Named<'_>, index: usize) -> TokenStream {
    let column = &named.table.columns[index];
    let facts = &column.model.facts;
    let logical_name = column.logical_name;
    let schema_name = &column.model.schema_name.value;
    let display_name = facts.display_name.as_ref().map_or("", |fact| &fact.value);
    let property = column.property();
    let kind = kind(named, index);
    let required = format_ident!("{}", column.required().as_str());
    let writable = column.access != Access::ReadOnly && column.place != Place::Described;
    let has_default = column.has_default(&named.table.primary_id.value);
    quote! {
        __rt::ColumnInfo {
            logical_name: #logical_name,
            schema_name: #schema_name,
            display_name: #display_name,
            property: #property,
            kind: __rt::ColumnKind::#kind,
            required: __rt::RequiredLevel::#required,
            writable: #writable,
            has_default: #has_default,
        }
    }
}

fn kind(named: &Named<'_>, index: usize) -> TokenStream {
    let column: &Column<'_> = &named.table.columns[index];
    let name = format_ident!("{}", column.r#type.as_str());
    let fields = match &column.kind {
        Kind::String { max_length } | Kind::Memo { max_length } => {
            let max_length = Literal::u32_unsuffixed(*max_length);
            quote!({ max_length: #max_length })
        }
        Kind::Integer { min, max } => {
            let (min, max) = (Literal::i32_unsuffixed(*min), Literal::i32_unsuffixed(*max));
            quote!({ min: #min, max: #max })
        }
        Kind::BigInt { min, max } => {
            let (min, max) = (Literal::i64_unsuffixed(*min), Literal::i64_unsuffixed(*max));
            quote!({ min: #min, max: #max })
        }
        Kind::Double { min, max } => {
            let min = Literal::f64_unsuffixed(min.unwrap_or(f64::MIN));
            let max = Literal::f64_unsuffixed(max.unwrap_or(f64::MAX));
            quote!({ min: #min, max: #max })
        }
        Kind::Decimal {
            min,
            max,
            precision,
        } => {
            let (min, max) = decimals(*min, *max);
            let precision = Literal::u32_unsuffixed(*precision);
            quote!({ min: #min, max: #max, precision: #precision })
        }
        Kind::Money {
            min,
            max,
            precision,
        } => {
            let (min, max) = decimals(*min, *max);
            let precision = match precision {
                None => quote!(__rt::None),
                Some(precision) => {
                    let precision = Literal::u32_unsuffixed(*precision);
                    quote!(__rt::Some(#precision))
                }
            };
            quote!({ min: #min, max: #max, precision: #precision })
        }
        Kind::DateTime { behavior } => {
            let behavior = format_ident!("{}", behavior.as_str());
            quote!({ behavior: __rt::DateTimeBehavior::#behavior })
        }
        Kind::Choice { options } => match &named.names.types[index] {
            Some(choice) => quote!({ choice: <#choice as __rt::Choice>::CHOICE }),
            None => {
                let described = described(column, options, &named.names.variants[index]);
                quote!({ choice: &#described })
            }
        },
        Kind::Targets { .. } => {
            let targets = column.targets();
            quote!({ targets: &[#(#targets),*] })
        }
        Kind::Size { max_size } => {
            let max_size = Literal::u32_unsuffixed(*max_size);
            quote!({ max_size: #max_size })
        }
        Kind::Plain => quote!(),
    };
    quote!(#name #fields)
}

/// The limits of an exact number. Where the page gives none, they are those of the type.
fn decimals(min: Option<Decimal>, max: Option<Decimal>) -> (TokenStream, TokenStream) {
    let decimal = |limit: Option<Decimal>| {
        let (digits, scale) = limit?;
        let (digits, scale) = (
            Literal::i128_unsuffixed(digits),
            Literal::u32_unsuffixed(scale),
        );
        Some(quote!(__rt::decimal(#digits, #scale)))
    };
    (
        decimal(min).unwrap_or_else(|| quote!(__rt::Decimal::MIN)),
        decimal(max).unwrap_or_else(|| quote!(__rt::Decimal::MAX)),
    )
}
