use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Ident, LitStr, Token};

use crate::syntax_error::unknown_word;

const ATTRIBUTE: &str = "projection";

/// The options of lists of related rows, whose values are expressions.
pub(super) const LIST_OPTIONS: [&str; 3] = ["filter", "order_by", "top"];

/// A key of an attribute, with its value if it has one.
struct Entry {
    key: Ident,
    value: Option<TokenStream>,
}

impl Parse for Entry {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let key = Ident::parse_any(input)?;
        if !input.peek(Token![=]) && !input.peek(Token![,]) && !input.is_empty() {
            let message = "expected `key = value`\n  = help: write, for example, `table = path::to::TheTable`";
            return Err(input.error(message));
        }
        if input.parse::<Option<Token![=]>>()?.is_none() {
            return Ok(Self { key, value: None });
        }
        if !LIST_OPTIONS.contains(&key.to_string().as_str()) && input.peek(LitStr) {
            let form = example(&key.to_string());
            let message = format!(
                "expected a name or path without quotes after `{key} =`, found text\n  = help: write, for example, `{form}`"
            );
            return Err(input.error(message));
        }
        let mut value = TokenStream::new();
        while !input.is_empty() && !input.peek(Token![,]) {
            value.extend([input.parse::<TokenTree>()?]);
        }
        if value.is_empty() {
            let message = format!("expected a value after `{key} =`");
            return Err(syn::Error::new(key.span(), message));
        }
        let value = Some(value);
        Ok(Self { key, value })
    }
}

/// Returns an entry with this key.
fn example(key: &str) -> String {
    let value = match key {
        "table" => "path::to::TheTable",
        "column" | "formatted" => "name_of_a_column",
        "many_to_one" => "name_of_a_lookup",
        "one_to_many" | "many_to_many" => "name_of_a_relationship",
        "filter" => "TheTable::columns().name.is_not_null()",
        "order_by" => "TheTable::columns().name.asc()",
        "top" => "5",
        _ => "name",
    };
    format!("{key} = {value}")
}

/// The entries of the attributes `projection` of a struct or a field.
pub(super) struct Entries(Vec<Entry>);

impl Entries {
    pub(super) fn parse(attributes: &[Attribute], known: &[&str]) -> syn::Result<Self> {
        let mut entries = Self(Vec::new());
        for attribute in attributes {
            if !attribute.path().is_ident(ATTRIBUTE) {
                continue;
            }
            let list = attribute.parse_args_with(|input: ParseStream<'_>| {
                input.parse_terminated(Entry::parse, Token![,])
            })?;
            for entry in list {
                entries.add(entry, known)?;
            }
        }
        Ok(entries)
    }

    fn add(&mut self, entry: Entry, known: &[&str]) -> syn::Result<()> {
        let key = entry.key.unraw().to_string();
        if !known.contains(&key.as_str()) {
            let message = format!("unknown key `{key}`");
            return Err(unknown_word(entry.key.span(), &message, &key, known));
        }
        if self.0.iter().any(|other| other.key == entry.key) {
            let message = format!("duplicate key `{key}`");
            return Err(syn::Error::new(entry.key.span(), message));
        }
        self.0.push(entry);
        Ok(())
    }

    /// Returns true if there is an entry with this key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.0.iter().any(|entry| entry.key == key)
    }

    /// Removes an entry that needs no value.
    pub(super) fn remove(&mut self, key: &str) {
        self.0.retain(|entry| entry.key != key);
    }

    /// Removes an entry and returns its value.
    pub(super) fn take(&mut self, key: &str) -> syn::Result<Option<TokenStream>> {
        let Some(index) = self.0.iter().position(|entry| entry.key == key) else {
            return Ok(None);
        };
        let Entry { key, value } = self.0.remove(index);
        match value {
            Some(value) => Ok(Some(value)),
            None => {
                let form = example(&key.unraw().to_string());
                let message =
                    format!("missing value of `{key}`\n  = help: write, for example, `{form}`");
                Err(syn::Error::new(key.span(), message))
            }
        }
    }

    /// Returns an error for the first entry that wasn't taken.
    pub(super) fn finish(self, reason: &str) -> syn::Result<()> {
        match self.0.first() {
            None => Ok(()),
            Some(Entry { key, .. }) => {
                let mut message =
                    format!("unexpected key `{key}`: {reason}\n  = help: remove `{key}`");
                if LIST_OPTIONS.contains(&key.unraw().to_string().as_str()) {
                    message.push_str(
                        ", which belongs to a field with `one_to_many` or `many_to_many`, or to the query",
                    );
                }
                Err(syn::Error::new(key.span(), message))
            }
        }
    }
}
