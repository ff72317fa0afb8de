use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{Field, Ident, Type};

use crate::derive::attribute::{Entries, LIST_OPTIONS};

/// The code of a field in the functions of the impls.
pub(super) struct FieldCode {
    /// The column whose value the field takes.
    pub(super) column: Option<String>,
    /// The field's initializer.
    pub(super) take: TokenStream,
    /// The initializer if a later field takes the same column.
    pub(super) copy: Option<TokenStream>,
    /// The call that selects what the field needs.
    pub(super) select: TokenStream,
}

/// The keys of which a field can have only one.
const SOURCES: [&str; 7] = [
    "column",
    "formatted",
    "etag",
    "lossy_properties",
    "many_to_one",
    "one_to_many",
    "many_to_many",
];

/// Generates the code for a field.
pub(super) fn field_code(field: &Field, table: &TokenStream) -> syn::Result<FieldCode> {
    let name = field.ident.as_ref().expect("the fields are named");
    let known = [&SOURCES[..], &LIST_OPTIONS[..]].concat();
    let entries = Entries::parse(&field.attrs, &known)?;
    let given: Vec<&str> = SOURCES.into_iter().filter(|key| entries.has(key)).collect();
    if let [first, second, ..] = given[..] {
        let message = format!("conflicting keys `{first}` and `{second}`: use only one of them");
        return Err(syn::Error::new(name.span(), message));
    }
    let generator = FieldGenerator {
        field,
        name,
        table,
        span: name.span(),
    };
    match given.first().copied() {
        Some("etag") => {
            generator.expect_option()?;
            generator.row_fact("etag", entries, "the field has the etag of the row")
        }
        Some("lossy_properties") => {
            let reason = "the field has the names of the properties whose text was changed";
            generator.row_fact("lossy_properties", entries, reason)
        }
        Some("formatted") => generator.formatted(entries),
        Some("many_to_one") => generator.related_row(entries),
        Some(list @ ("one_to_many" | "many_to_many")) => generator.related_rows(list, entries),
        _ => generator.column(entries),
    }
}

struct FieldGenerator<'a> {
    field: &'a Field,
    name: &'a Ident,
    table: &'a TokenStream,
    span: Span,
}

impl FieldGenerator<'_> {
    fn column(&self, mut entries: Entries) -> syn::Result<FieldCode> {
        let Self { name, table, .. } = self;
        let column = entries.take("column")?.unwrap_or_else(|| quote!(#name));
        entries.finish("the field has the value of a column")?;
        Ok(FieldCode {
            take: quote_spanned! {self.span=> #name: __rt::take_column(row, <#table>::columns().#column)?, },
            copy: Some(
                quote_spanned! {self.span=> #name: __rt::copy_column(row, <#table>::columns().#column)?, },
            ),
            select: quote_spanned! {self.span=> .column(<#table>::columns().#column) },
            column: Some(column.to_string()),
        })
    }

    fn formatted(&self, mut entries: Entries) -> syn::Result<FieldCode> {
        let Self { name, table, .. } = self;
        let column = entries.take("formatted")?;
        entries.finish("the field has a formatted value")?;
        self.expect_option()?;
        Ok(FieldCode {
            take: quote_spanned! {self.span=> #name: __rt::take_formatted(row, <#table>::columns().#column), },
            copy: None,
            select: quote_spanned! {self.span=> .formatted(<#table>::columns().#column) },
            column: column.as_ref().map(TokenStream::to_string),
        })
    }

    /// Generates the code for a fact of the whole row.
    fn row_fact(&self, key: &str, mut entries: Entries, reason: &str) -> syn::Result<FieldCode> {
        let Self { name, .. } = self;
        entries.remove(key);
        entries.finish(reason)?;
        let take = format_ident!("take_{key}");
        Ok(FieldCode {
            column: None,
            take: quote_spanned! {self.span=> #name: __rt::#take(row), },
            copy: None,
            select: TokenStream::new(),
        })
    }

    /// Returns an error for a field of type `String`, whose value may be absent from a response.
    fn expect_option(&self) -> syn::Result<()> {
        match &self.field.ty {
            Type::Path(path) if path.path.is_ident("String") => {
                let message = "expected a field of type `Option<String>`";
                Err(syn::Error::new(path.path.span(), message))
            }
            _ => Ok(()),
        }
    }

    fn related_row(&self, mut entries: Entries) -> syn::Result<FieldCode> {
        let Self { name, table, .. } = self;
        let relationship = entries.take("many_to_one")?;
        entries.finish("a lookup leads to one row")?;
        let relationship = quote_spanned!(self.span=> <#table>::many_to_one().#relationship);
        let ty = &self.field.ty;
        Ok(FieldCode {
            column: None,
            take: quote_spanned! {self.span=> #name: __rt::take_related_row(row, #relationship)?, },
            copy: None,
            select: quote_spanned! {self.span=>
                .related::<#ty, _>(__dataverse_schema::WithOptions::expanded(#relationship))
            },
        })
    }

    fn related_rows(&self, kind: &str, mut entries: Entries) -> syn::Result<FieldCode> {
        let Self { name, table, .. } = self;
        let relationship = entries.take(kind)?;
        let function = Ident::new(kind, self.span);
        let relationship = quote_spanned!(self.span=> <#table>::#function().#relationship);
        let mut options = TokenStream::new();
        for option in LIST_OPTIONS {
            if let Some(value) = entries.take(option)? {
                let option = Ident::new(option, Span::call_site());
                options.extend(quote_spanned!(self.span=> .#option(#value)));
            }
        }
        let ty = &self.field.ty;
        Ok(FieldCode {
            column: None,
            take: quote_spanned! {self.span=> #name: __rt::take_related_rows(row, #relationship)?, },
            copy: None,
            select: quote_spanned! {self.span=>
                .related::<#ty, _>(__dataverse_schema::WithOptions::expanded(#relationship) #options)
            },
        })
    }
}
