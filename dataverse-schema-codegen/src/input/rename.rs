use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Result};
use syn::{Ident, LitInt, Token};

use crate::input::syntax::{comma_separated, equals, parentheses};
use crate::names::{EXTRAS, OWN_MODULES, Rename, Renames, UNKNOWN, identifier};

const EXAMPLE: &str = "rename(account = Customer, account.websiteurl = website)";

/// `rename(account = Customer, account.websiteurl = website, account.industrycode.1 = Accounting)`
#[derive(Default)]
pub(crate) struct RenameOptions {
    pub(crate) renames: Renames,
    /// The spans of each of the renames.
    pub(crate) spans: Vec<RenameSpans>,
}

/// The spans of the parts of a rename. A missing column or option has the span of the table.
pub(crate) struct RenameSpans {
    pub(crate) table: Span,
    pub(crate) column: Span,
    pub(crate) option: Span,
}

impl RenameOptions {
    pub(super) fn parse(&mut self, input: ParseStream<'_>) -> Result<()> {
        let content = parentheses(input, EXAMPLE)?;
        comma_separated(&content, |content| {
            let (rename, spans) = rename(content)?;
            let path = rename.path();
            if self.renames.0.iter().any(|known| known.path() == path) {
                let message = format!("duplicate rename of `{path}`");
                return Err(syn::Error::new(spans.table, message));
            }
            self.renames.0.push(rename);
            self.spans.push(spans);
            Ok(())
        })
    }
}

/// Parses `table = Name`, `table.column = name` or `table.column.value = Name`.
fn rename(input: ParseStream<'_>) -> Result<(Rename, RenameSpans)> {
    let (table, span) = word(input, "the logical name of a table")?;
    let mut rename = Rename {
        table,
        column: None,
        option: None,
        name: String::new(),
    };
    let mut spans = RenameSpans {
        table: span,
        column: span,
        option: span,
    };
    if input.parse::<Option<Token![.]>>()?.is_some() {
        let (column, span) = word(input, "the logical name of a column")?;
        rename.column = Some(column);
        spans.column = span;
        if input.parse::<Option<Token![.]>>()?.is_some() {
            let (value, span) = option_value(input)?;
            rename.option = Some(value);
            spans.option = span;
        }
    }
    equals(input, EXAMPLE)?;
    let (name, span) = word(input, "a name without quotes")?;
    rename.name = name;
    match reserved(&rename) {
        Some(message) => Err(syn::Error::new(span, message)),
        None => Ok((rename, spans)),
    }
}

fn word(input: ParseStream<'_>, what: &str) -> Result<(String, Span)> {
    if !input.peek(Ident::peek_any) {
        return Err(input.error(format!("expected {what}")));
    }
    let word = Ident::parse_any(input)?;
    Ok((word.unraw().to_string(), word.span()))
}

fn option_value(input: ParseStream<'_>) -> Result<(i32, Span)> {
    if !(input.peek(LitInt) || input.peek(Token![-])) {
        return Err(input.error("expected an integer, the value of an option"));
    }
    let literal: LitInt = input.parse()?;
    let value = literal.base10_parse().map_err(|_| {
        let message = "option value out of range for a 32-bit integer";
        syn::Error::new(literal.span(), message)
    })?;
    Ok((value, literal.span()))
}

/// Returns an error for a name that generated code needs for something else.
fn reserved(rename: &Rename) -> Option<String> {
    let name = rename.name.as_str();
    let free = identifier(name);
    if free != name {
        return Some(format!("reserved word `{name}`\n  = help: write `{free}`"));
    }
    let meaning = match (&rename.column, rename.option) {
        (None, _) if OWN_MODULES.contains(&name) => "a module of the generated code",
        (Some(_), None) if name == EXTRAS => "the field of a row for everything except columns",
        (_, Some(_)) if name == UNKNOWN => "the variant for values that the page doesn't list",
        _ => return None,
    };
    Some(format!("reserved name `{name}`: it is {meaning}"))
}
