use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{Field, Ident, Type};

use crate::derive::attribute::{Entries, LIST_OPTIONS};
use crate::derive::expansion::{Expansion, check_recursion};

/// The code of a field in the functions of the impls.
pub(super) struct FieldCode {
    /// The field's initializer.
    pub(super) source: Source,
    /// The call that selects what the field needs.
    pub(super) select: TokenStream,
    /// The field's type, if it holds related rows.
    pub(super) related: Option<TokenStream>,
    pub(super) expansion: Option<Expansion>,
}

/// Where the value of a field comes from.
pub(super) enum Source {
    Column(ColumnField),
    /// The initializer of a field without a column.
    Other(TokenStream),
}

/// A field with a value of a column, or with its formatted value.
pub(super) struct ColumnField {
    name: Ident,
    column: TokenStream,
    is_formatted: bool,
}

impl ColumnField {
    /// Returns the name that fields with the same column share.
    pub(super) fn key(&self) -> String {
        let column = self.column.to_string();
        column.trim_start_matches("r#").to_owned()
    }

    /// Returns the column with a variable that is its slot.
    pub(super) fn slot(&self, table: &TokenStream, slot: &Ident) -> TokenStream {
        let column = &self.column;
        quote_spanned! {self.name.span()=> __rt::slot_of(<#table>::columns().#column, &mut #slot), }
    }

    /// Returns the field's initializer, which leaves the value to other fields unless it is the last.
    pub(super) fn initializer(
        &self,
        table: &TokenStream,
        slot: &Ident,
        is_last: bool,
    ) -> TokenStream {
        let Self { name, column, .. } = self;
        let column = quote_spanned!(name.span()=> <#table>::columns().#column);
        if self.is_formatted {
            quote_spanned! {name.span()=> #name: __rt::take_formatted(row, #column, &#slot), }
        } else if is_last {
            quote_spanned! {name.span()=> #name: __rt::take_column(row, #column, #slot)?, }
        } else {
            quote_spanned! {name.span()=> #name: __rt::copy_column(row, #column, &#slot)?, }
        }
    }
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
pub(super) fn field_code(
    field: &Field,
    projection: &Ident,
    table: &TokenStream,
) -> syn::Result<FieldCode> {
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
        projection,
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
    projection: &'a Ident,
    table: &'a TokenStream,
    span: Span,
}

impl FieldGenerator<'_> {
    fn column(&self, mut entries: Entries) -> syn::Result<FieldCode> {
        let Self { name, table, .. } = self;
        let column = entries.take("column")?.unwrap_or_else(|| quote!(#name));
        entries.finish("the field has the value of a column")?;
        Ok(FieldCode {
            select: quote_spanned! {self.span=> .column(<#table>::columns().#column) },
            source: self.column_field(column, false),
            related: None,
            expansion: None,
        })
    }

    fn formatted(&self, mut entries: Entries) -> syn::Result<FieldCode> {
        let Self { table, .. } = self;
        let column = entries.take("formatted")?.unwrap_or_default();
        entries.finish("the field has a formatted value")?;
        self.expect_option()?;
        Ok(FieldCode {
            select: quote_spanned! {self.span=> .formatted(<#table>::columns().#column) },
            source: self.column_field(column, true),
            related: None,
            expansion: None,
        })
    }

    fn column_field(&self, column: TokenStream, is_formatted: bool) -> Source {
        Source::Column(ColumnField {
            name: self.name.clone(),
            column,
            is_formatted,
        })
    }

    /// Generates the code for a fact of the whole row.
    fn row_fact(&self, key: &str, mut entries: Entries, reason: &str) -> syn::Result<FieldCode> {
        let Self { name, .. } = self;
        entries.remove(key);
        entries.finish(reason)?;
        let take = format_ident!("take_{key}");
        Ok(FieldCode {
            source: Source::Other(quote_spanned! {self.span=> #name: __rt::#take(row), }),
            select: TokenStream::new(),
            related: None,
            expansion: None,
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
        check_recursion(&self.field.ty, self.projection)?;
        let relationship = entries.take("many_to_one")?;
        entries.finish("a lookup leads to one row")?;
        let relationship = quote_spanned!(self.span=> <#table>::many_to_one().#relationship);
        let ty = &self.field.ty;
        Ok(FieldCode {
            source: Source::Other(
                quote_spanned! {self.span=> #name: __rt::take_related_row(row, #relationship)?, },
            ),
            select: quote_spanned! {self.span=>
                .related::<#ty, _>(__dataverse_schema::WithOptions::expanded(#relationship))
            },
            related: Some(quote!(#ty)),
            expansion: None,
        })
    }

    fn related_rows(&self, kind: &str, mut entries: Entries) -> syn::Result<FieldCode> {
        let Self { name, table, .. } = self;
        check_recursion(&self.field.ty, self.projection)?;
        let relationship = entries.take(kind)?;
        let expansion = Expansion {
            relationship: Expansion::key(kind, relationship.as_ref()),
            options: LIST_OPTIONS.map(|option| entries.has(option)),
            span: self.span,
        };
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
            source: Source::Other(
                quote_spanned! {self.span=> #name: __rt::take_related_rows(row, #relationship)?, },
            ),
            select: quote_spanned! {self.span=>
                .related::<#ty, _>(__dataverse_schema::WithOptions::expanded(#relationship) #options)
            },
            related: Some(quote!(#ty)),
            expansion: Some(expansion),
        })
    }
}
