//! `#[derive(Projection)]`: a struct whose fields are taken from a row.

mod attribute;
mod expansion;
mod field;

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::iter;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::punctuated::Punctuated;
use syn::spanned::Spanned as _;
use syn::{Data, DeriveInput, Field, Fields, Token};

use crate::derive::attribute::Entries;
use crate::derive::field::{FieldCode, Source, field_code};

/// Returns the impls that make a struct a projection of a table's rows.
pub fn derive_projection(input: TokenStream) -> TokenStream {
    let derived = syn::parse2::<DeriveInput>(input).and_then(|input| derive(&input));
    derived.unwrap_or_else(|error| error.to_compile_error())
}

fn derive(input: &DeriveInput) -> syn::Result<TokenStream> {
    let name = &input.ident;
    let mut entries = Entries::parse(&input.attrs, &["table", "crate"])?;
    let table = entries.take("table")?.ok_or_else(|| {
        let message = "missing key `table`\n  = help: add `#[projection(table = path::to::Table)]` \
                       with the row type that `include_schema!` generates";
        syn::Error::new(name.span(), message)
    })?;
    let krate = entries
        .take("crate")?
        .unwrap_or_else(|| quote!(::dataverse_schema));
    let fields = named_fields(input).and_then(|fields| generate_fields(fields, name, &table));
    match fields {
        Ok(fields) => {
            let selects = fields.iter().map(|field| field.select.clone()).collect();
            let take = take(name, &table, &fields);
            let related = fields.iter().filter_map(|field| field.related.as_ref());
            let nested = nested(name, related);
            Ok(impls(name, &table, &krate, &take, &selects, &nested))
        }
        // With the impls, uses of the struct aren't told to derive what it derives.
        Err(error) if input.generics.params.is_empty() => {
            let errors = error.to_compile_error();
            let take = quote! { let _ = row; loop {} };
            let nested = nested(name, iter::empty());
            let impls = impls(name, &table, &krate, &take, &TokenStream::new(), &nested);
            Ok(quote!(#errors #impls))
        }
        Err(error) => Err(error),
    }
}

/// Returns the fields of a struct that can be a projection.
fn named_fields(input: &DeriveInput) -> syn::Result<&Punctuated<Field, Token![,]>> {
    if let Some(parameter) = input.generics.params.first() {
        let message = "unexpected generic parameter: the fields of a projection own their values\n  = help: use owned types, such as `String`";
        return Err(syn::Error::new(parameter.span(), message));
    }
    let message = match &input.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => return Ok(&fields.named),
            _ => "expected named fields, one for each column or relationship",
        },
        Data::Enum(_) => "expected a struct, found an enum",
        Data::Union(_) => "expected a struct, found a union",
    };
    Err(syn::Error::new(input.ident.span(), message))
}

/// Generates the code of all fields, or returns the errors of all fields.
fn generate_fields(
    fields: &Punctuated<Field, Token![,]>,
    projection: &Ident,
    table: &TokenStream,
) -> syn::Result<Vec<FieldCode>> {
    let mut generated: Vec<FieldCode> = Vec::new();
    let mut errors: Option<syn::Error> = None;
    for field in fields {
        let code = field_code(field, projection, table).and_then(|code| {
            check_expansion(&code, &generated)?;
            Ok(code)
        });
        match code {
            Ok(code) => generated.push(code),
            Err(error) => match &mut errors {
                Some(errors) => errors.combine(error),
                None => errors = Some(error),
            },
        }
    }
    errors.map_or(Ok(generated), Err)
}

fn check_expansion(field: &FieldCode, earlier: &[FieldCode]) -> syn::Result<()> {
    let Some(expansion) = &field.expansion else {
        return Ok(());
    };
    let mut earlier = earlier.iter().filter_map(|field| field.expansion.as_ref());
    earlier.try_for_each(|earlier| expansion.check_with(earlier))
}

/// Returns the body of the function that takes a row: it makes a slot for each column, has them
/// filled, and initializes the fields.
///
/// Only the last field with a column takes its value; others copy it.
fn take(name: &Ident, table: &TokenStream, fields: &[FieldCode]) -> TokenStream {
    let (mut declarations, mut slots) = (TokenStream::new(), TokenStream::new());
    let mut names = HashMap::new();
    for field in fields {
        if let Source::Column(column) = &field.source
            && let Some(name) = add_name(&mut names, column.key())
        {
            declarations.extend(quote!(let mut #name = __rt::None;));
            slots.extend(column.slot(table, &name));
        }
    }
    let mut initializers = Vec::new();
    let mut later = HashSet::new();
    for field in fields.iter().rev() {
        initializers.push(match &field.source {
            Source::Column(column) => {
                let is_last = later.insert(column.key());
                column.initializer(table, &names[&column.key()], is_last)
            }
            Source::Other(initializer) => initializer.clone(),
        });
    }
    let initializers: TokenStream = initializers.into_iter().rev().collect();
    quote! {
        #declarations
        if !__rt::fill_slots(row, &mut [#slots])? {
            return __rt::Result::Ok(__rt::None);
        }
        __rt::Result::Ok(__rt::Some(#name { #initializers }))
    }
}

/// Adds the name of a column's slot, and returns it if it is new.
fn add_name(names: &mut HashMap<String, Ident>, column: String) -> Option<Ident> {
    let name = format_ident!("__slot{}", names.len());
    match names.entry(column) {
        Entry::Vacant(entry) => Some(entry.insert(name).clone()),
        Entry::Occupied(_) => None,
    }
}

/// Returns the impl that says how many levels of related rows a projection has: one more than its
/// fields.
fn nested<'a>(name: &Ident, related: impl Iterator<Item = &'a TokenStream>) -> TokenStream {
    let below = quote!(<__D as __rt::Level<#name>>::Below);
    let fields: Vec<_> = related
        .map(|ty| quote!(#ty: __rt::NestedField<#below>))
        .collect();
    let level = (!fields.is_empty()).then(|| quote!(__D: __rt::Level<#name>,));
    quote! {
        #[automatically_derived]
        impl<__D> __rt::Nested<__D> for #name where #level #(#fields),* {}
    }
}

fn impls(
    name: &Ident,
    table: &TokenStream,
    krate: &TokenStream,
    take: &TokenStream,
    selects: &TokenStream,
    nested: &TokenStream,
) -> TokenStream {
    quote! {
        #[allow(unused_qualifications)]
        const _: () = {
            use #krate::{self as __dataverse_schema, __rt};

            fn __take(
                row: &mut __rt::Taking<'_, #table>,
            ) -> __rt::Result<__rt::Option<#name>, __dataverse_schema::ProjectionError> {
                #take
            }

            #[automatically_derived]
            impl __dataverse_schema::FromRow for #name {
                type Row = #table;

                fn from_row(row: #table) -> __rt::Result<Self, __dataverse_schema::ProjectionError> {
                    __rt::take_from(row, __take)
                }

                fn deserialize_list<'de, D: __rt::Deserializer<'de>>(
                    deserializer: D,
                ) -> __rt::Result<__rt::Vec<Self>, D::Error> {
                    __rt::deserialize_projections(deserializer, __take)
                }
            }

            #[automatically_derived]
            impl __dataverse_schema::Projection for #name {
                fn selection() -> __dataverse_schema::Selection<#table> {
                    __dataverse_schema::Selection::new() #selects
                }
            }

            #nested

            #[automatically_derived]
            impl<'de> __rt::Deserialize<'de> for #name {
                fn deserialize<D: __rt::Deserializer<'de>>(deserializer: D) -> __rt::Result<Self, D::Error> {
                    __rt::deserialize_projection(deserializer)
                }
            }
        };
    }
}
