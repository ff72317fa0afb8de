//! `#[derive(Projection)]`: what a struct takes from a row, from its fields.

use std::collections::HashSet;

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{quote, quote_spanned};
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned as _;
use syn::{Attribute, Data, DeriveInput, Field, Fields, Ident, Token, ext::IdentExt as _};

use dataverse_schema_pages::suggest::did_you_mean;

const ATTRIBUTE: &str = "projection";

/// The impls that make a struct a projection of a table's rows.
pub fn derive_projection(input: TokenStream) -> TokenStream {
    let derived = syn::parse2::<DeriveInput>(input).and_then(|input| derive(&input));
    derived.unwrap_or_else(|error| error.to_compile_error())
}

/// A key of an attribute and what is given for it, if anything.
struct Entry {
    key: Ident,
    value: Option<TokenStream>,
}

impl Parse for Entry {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let key = Ident::parse_any(input)?;
        if input.parse::<Option<Token![=]>>()?.is_none() {
            return Ok(Self { key, value: None });
        }
        let mut value = TokenStream::new();
        while !input.is_empty() && !input.peek(Token![,]) {
            value.extend([input.parse::<TokenTree>()?]);
        }
        if value.is_empty() {
            return Err(syn::Error::new(
                key.span(),
                format!("`{key} =` without a value"),
            ));
        }
        Ok(Self {
            key,
            value: Some(value),
        })
    }
}

/// The entries of a struct's or a field's attribute.
struct Entries(Vec<Entry>);

impl Entries {
    fn of(attributes: &[Attribute], known: &[&str]) -> syn::Result<Self> {
        let mut entries: Vec<Entry> = Vec::new();
        for attribute in attributes {
            if !attribute.path().is_ident(ATTRIBUTE) {
                continue;
            }
            let list = attribute.parse_args_with(|input: ParseStream<'_>| {
                input.parse_terminated(Entry::parse, Token![,])
            })?;
            for entry in list {
                let key = entry.key.unraw().to_string();
                if !known.contains(&&*key) {
                    let hint = match did_you_mean(&key, known) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!("there are `{}`", known.join("`, `")),
                    };
                    let message = format!("unknown key `{key}`: {hint}");
                    return Err(syn::Error::new(entry.key.span(), message));
                }
                if entries.iter().any(|other| other.key == entry.key) {
                    return Err(syn::Error::new(entry.key.span(), format!("`{key}` twice")));
                }
                entries.push(entry);
            }
        }
        Ok(Self(entries))
    }

    fn has(&self, key: &str) -> bool {
        self.0.iter().any(|entry| entry.key == key)
    }

    fn take(&mut self, key: &str) -> syn::Result<Option<TokenStream>> {
        let Some(place) = self.0.iter().position(|entry| entry.key == key) else {
            return Ok(None);
        };
        let Entry { key, value } = self.0.remove(place);
        match value {
            Some(value) => Ok(Some(value)),
            None => Err(syn::Error::new(
                key.span(),
                format!("`{key}` needs a value: `{key} = …`"),
            )),
        }
    }

    /// What is left after all that makes sense was taken.
    fn finish(self, why: &str) -> syn::Result<()> {
        match self.0.first() {
            None => Ok(()),
            Some(Entry { key, .. }) => Err(syn::Error::new(
                key.span(),
                format!("`{key}` has no meaning here: {why}"),
            )),
        }
    }
}

fn derive(input: &DeriveInput) -> syn::Result<TokenStream> {
    let name = &input.ident;
    let mut entries = Entries::of(&input.attrs, &["table", "crate"])?;
    let table = entries.take("table")?.ok_or_else(|| {
        let message = "which table? add `#[projection(table = path::of::TheTable)]`, the row type that `include_schema!` gives";
        syn::Error::new(name.span(), message)
    })?;
    let path = entries
        .take("crate")?
        .unwrap_or_else(|| quote!(::dataverse_schema));
    if let Some(parameter) = input.generics.params.first() {
        let message = "a projection has no parameters: its fields own what they hold";
        return Err(syn::Error::new(parameter.span(), message));
    }
    let Data::Struct(data) = &input.data else {
        return Err(syn::Error::new(name.span(), "a projection is a struct"));
    };
    let Fields::Named(fields) = &data.fields else {
        let message =
            "a projection is a struct with named fields, one for each column or relationship";
        return Err(syn::Error::new(name.span(), message));
    };
    let mut parts = Vec::new();
    let mut selects = TokenStream::new();
    let mut errors: Option<syn::Error> = None;
    for field in &fields.named {
        match part(field, &table) {
            Ok(part) => {
                selects.extend(part.select.clone());
                parts.push(part);
            }
            Err(error) => match &mut errors {
                Some(errors) => errors.combine(error),
                None => errors = Some(error),
            },
        }
    }
    if let Some(errors) = errors {
        return Err(errors);
    }
    let takes = takes(parts);
    Ok(quote! {
        #[allow(unused_qualifications)]
        const _: () = {
            use #path::{self as __dataverse_schema, __rt};

            #[automatically_derived]
            impl __dataverse_schema::FromRow for #name {
                type Row = #table;

                fn from_row(row: #table) -> __rt::Result<Self, __dataverse_schema::ProjectionError> {
                    __rt::take_from(row, |row| __rt::Result::Ok(Self { #takes }))
                }
            }

            #[automatically_derived]
            impl __dataverse_schema::Projection for #name {
                fn selection() -> __dataverse_schema::Selection<#table> {
                    __dataverse_schema::Selection::new() #selects
                }
            }

            #[automatically_derived]
            impl<'de> __rt::Deserialize<'de> for #name {
                fn deserialize<D: __rt::Deserializer<'de>>(deserializer: D) -> __rt::Result<Self, D::Error> {
                    __rt::deserialize_projection(deserializer)
                }
            }
        };
    })
}

/// What a field adds to the two functions.
struct Part {
    /// The column that it is made of, if it is of one.
    column: Option<String>,
    take: TokenStream,
    /// The same, where a later field is made of this column, too.
    copy: Option<TokenStream>,
    select: TokenStream,
}

/// How the fields are made.
fn takes(parts: Vec<Part>) -> TokenStream {
    let mut takes = Vec::new();
    let mut later = HashSet::new();
    for part in parts.into_iter().rev() {
        let is_last = part.column.is_none_or(|column| later.insert(column));
        let copy = part.copy.filter(|_| !is_last);
        takes.push(copy.unwrap_or(part.take));
    }
    takes.into_iter().rev().collect()
}

const KEYS: [&str; 9] = [
    "column",
    "formatted",
    "etag",
    "many_to_one",
    "one_to_many",
    "many_to_many",
    "filter",
    "order_by",
    "top",
];

fn part(field: &Field, table: &TokenStream) -> syn::Result<Part> {
    let name = field.ident.as_ref().expect("the fields are named");
    let ty = &field.ty;
    let span = name.span();
    let mut entries = Entries::of(&field.attrs, &KEYS)?;
    let kinds = [
        "column",
        "formatted",
        "etag",
        "many_to_one",
        "one_to_many",
        "many_to_many",
    ];
    let given: Vec<&str> = kinds.into_iter().filter(|key| entries.has(key)).collect();
    if let [first, second, ..] = given[..] {
        let message = format!("`{first}` and `{second}`: a field holds one thing");
        return Err(syn::Error::new(span, message));
    }
    Ok(match given.first().copied() {
        Some("etag") => {
            entries.0.retain(|entry| entry.key != "etag");
            entries.finish("the field holds the row's etag")?;
            Part {
                column: None,
                copy: None,
                take: quote_spanned! {span=> #name: __rt::take_etag(row), },
                select: TokenStream::new(),
            }
        }
        Some("formatted") => {
            let column = entries.take("formatted")?;
            entries.finish("the field holds a formatted value")?;
            Part {
                column: column.as_ref().map(TokenStream::to_string),
                copy: None,
                take: quote_spanned! {span=> #name: __rt::take_formatted(row, <#table>::columns().#column), },
                select: quote_spanned! {span=> .formatted(<#table>::columns().#column) },
            }
        }
        Some("many_to_one") => {
            let relationship = entries.take("many_to_one")?;
            entries.finish("a lookup leads to one row")?;
            let relationship = quote_spanned!(span=> <#table>::many_to_one().#relationship);
            Part {
                column: None,
                copy: None,
                take: quote_spanned! {span=> #name: __rt::take_related_row(row, #relationship)?, },
                select: quote_spanned! {span=>
                    .related::<#ty, _>(__dataverse_schema::WithOptions::expanded(#relationship))
                },
            }
        }
        Some(list @ ("one_to_many" | "many_to_many")) => {
            let relationship = entries.take(list)?;
            let list = Ident::new(list, span);
            let relationship = quote_spanned!(span=> <#table>::#list().#relationship);
            let mut options = TokenStream::new();
            for option in ["filter", "order_by", "top"] {
                if let Some(value) = entries.take(option)? {
                    let option = Ident::new(option, Span::call_site());
                    options.extend(quote_spanned!(span=> .#option(#value)));
                }
            }
            Part {
                column: None,
                copy: None,
                take: quote_spanned! {span=> #name: __rt::take_related_rows(row, #relationship)?, },
                select: quote_spanned! {span=>
                    .related::<#ty, _>(__dataverse_schema::WithOptions::expanded(#relationship) #options)
                },
            }
        }
        _ => {
            let column = entries.take("column")?.unwrap_or_else(|| quote!(#name));
            entries.finish("the field holds a column")?;
            Part {
                take: quote_spanned! {span=> #name: __rt::take_column(row, <#table>::columns().#column)?, },
                copy: Some(
                    quote_spanned! {span=> #name: __rt::copy_column(row, <#table>::columns().#column)?, },
                ),
                column: Some(column.to_string()),
                select: quote_spanned! {span=> .column(<#table>::columns().#column) },
            }
        }
    })
}
