//! The syntax that options share.

use std::collections::BTreeMap;

use dataverse_schema_pages::suggest::suggestion;
use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::{ParseBuffer, ParseStream, Result};
use syn::token::Paren;
use syn::{Ident, LitStr, Token};

/// Parses items between commas, with an optional comma after the last.
pub(super) fn comma_separated(
    input: ParseStream<'_>,
    mut item: impl FnMut(ParseStream<'_>) -> Result<()>,
) -> Result<()> {
    while !input.is_empty() {
        item(input)?;
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
    }
    Ok(())
}

/// Parses `(name = value, …)`. Appends the names to `names`; `what` is what they name, and
/// `example` an example of the whole option.
pub(super) fn map<T>(
    input: ParseStream<'_>,
    what: &str,
    example: &str,
    names: &mut Vec<Ident>,
    value: impl Fn(ParseStream<'_>) -> Result<T>,
) -> Result<BTreeMap<String, T>> {
    let content = parentheses(input, example)?;
    let mut entries = BTreeMap::new();
    comma_separated(&content, |content| {
        if !content.peek(Ident::peek_any) {
            let error = format!("expected the logical name of a {what}{}", written(example));
            return Err(content.error(error));
        }
        let name = Ident::parse_any(content)?;
        equals(content, example)?;
        let value = value(content)?;
        if entries.insert(name.unraw().to_string(), value).is_some() {
            return Err(syn::Error::new(
                name.span(),
                format!("duplicate {what} `{name}`"),
            ));
        }
        names.push(name);
        Ok(())
    })?;
    Ok(entries)
}

/// Returns the help to write what the example shows.
fn written(example: &str) -> String {
    format!("\n  = help: write, for example, `{example}`")
}

/// Parses parentheses and returns their content. The error has the example.
pub(super) fn parentheses<'a>(input: ParseStream<'a>, example: &str) -> Result<ParseBuffer<'a>> {
    if !input.peek(Paren) {
        return Err(input.error(format!("expected parentheses{}", written(example))));
    }
    let content;
    syn::parenthesized!(content in input);
    Ok(content)
}

/// Parses `=`. The error has the example.
pub(super) fn equals(input: ParseStream<'_>, example: &str) -> Result<()> {
    if !input.peek(Token![=]) {
        return Err(input.error(format!("expected `=`{}", written(example))));
    }
    input.parse::<Token![=]>()?;
    Ok(())
}

/// Parses a string in quotes. `what` is its meaning.
pub(super) fn quoted(input: ParseStream<'_>, what: &str, example: &str) -> Result<LitStr> {
    if !input.peek(LitStr) {
        let error = format!("expected {what} in quotes, such as `\"{example}\"`");
        return Err(input.error(error));
    }
    input.parse()
}

/// Parses one of the words and returns its value.
pub(super) fn keyword<T: Copy>(input: ParseStream<'_>, words: &[(&str, T)]) -> Result<T> {
    let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    let expected = match known.as_slice() {
        [word] => format!("expected `{word}`"),
        words => format!("expected one of `{}`", words.join("`, `")),
    };
    if input.peek(LitStr) {
        return Err(input.error(format!("{expected}, without quotes")));
    }
    if !input.peek(Ident::peek_any) {
        return Err(input.error(expected));
    }
    let word = Ident::parse_any(input)?;
    let text = word.to_string();
    if let Some((_, value)) = words.iter().find(|(known, _)| *known == text) {
        return Ok(*value);
    }
    let message = format!("{expected}, found `{text}`");
    let help = suggestion(&text, &known);
    let help = help.map_or_else(String::new, |help| format!("\n  = help: {help}"));
    Err(syn::Error::new(word.span(), message + &help))
}

/// Parses a path that means the same in every module: one from `crate`, `::`, or the name of a
/// crate.
pub(super) fn path(input: ParseStream<'_>) -> Result<TokenStream> {
    if input.peek(Token![self]) || input.peek(Token![super]) {
        return Err(input.error(
            "expected an absolute path, such as `crate::schema`: generated modules use it",
        ));
    }
    if input.peek(LitStr) {
        return Err(input.error("expected a path without quotes, such as `crate::schema`"));
    }
    let mut path = TokenStream::new();
    while !input.is_empty() && !input.peek(Token![,]) {
        path.extend([input.parse::<TokenTree>()?]);
    }
    if path.is_empty() {
        return Err(input.error("expected a path"));
    }
    Ok(path)
}
