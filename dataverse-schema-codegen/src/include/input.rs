use std::collections::BTreeMap;

use proc_macro2::{Group, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream, Result};
use syn::{Ident, LitInt, LitStr, Token};

use crate::expand::Outside;
use crate::names::{EXTRAS, OURS, Rename, Renames, UNKNOWN, identifier};
use crate::suggest::did_you_mean;

/// `[$crate] "account.md", "contact.md", dir = "pages", entity_sets(team = "teams")`
pub(super) struct Input {
    pub(super) patterns: Vec<LitStr>,
    pub(super) dir: String,
    pub(super) outside: Outside,
    /// `rename(account = Customer, account.websiteurl = website, account.industrycode.1 = Accounting)`
    pub(super) renames: Renames,
    /// The tables that the options name.
    pub(super) tables: Vec<Ident>,
}

const OPTIONS: &[&str] = &["dir", "crate", "entity_sets", "extern_tables", "rename"];

impl Parse for Input {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let krate: Group = input.parse()?;
        let mut parsed = Self {
            patterns: Vec::new(),
            dir: "schemas".to_owned(),
            outside: Outside {
                krate: krate.stream(),
                ..Outside::default()
            },
            renames: Renames::default(),
            tables: Vec::new(),
        };
        let mut seen: Vec<String> = Vec::new();
        while !input.is_empty() {
            if input.peek(LitStr) {
                parsed.patterns.push(input.parse()?);
            } else if input.peek(syn::token::Bracket) {
                let list;
                syn::bracketed!(list in input);
                let patterns = list.parse_terminated(<LitStr as Parse>::parse, Token![,])?;
                parsed.patterns.extend(patterns);
            } else {
                parsed.option(input, &mut seen)?;
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        if parsed.patterns.is_empty() {
            return Err(input.error(
                "no page named: write `include_schema!(\"pluginpackage.md\")` for the page `schemas/pluginpackage.md`",
            ));
        }
        Ok(parsed)
    }
}

impl Input {
    fn option(&mut self, input: ParseStream<'_>, seen: &mut Vec<String>) -> Result<()> {
        if !input.peek(Ident::peek_any) {
            return Err(input.error(format!(
                "expected the name of a page in quotes, or an option ({})",
                OPTIONS.join(", ")
            )));
        }
        let name = Ident::parse_any(input)?;
        let option = name.to_string();
        if !OPTIONS.contains(&option.as_str()) {
            let help = match did_you_mean(&option, OPTIONS) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("known are: {}", OPTIONS.join(", ")),
            };
            return Err(syn::Error::new(
                name.span(),
                format!("unknown option `{option}`\n  = help: {help}"),
            ));
        }
        if seen.contains(&option) {
            return Err(syn::Error::new(
                name.span(),
                format!("the option `{option}` stands here twice"),
            ));
        }
        match option.as_str() {
            "dir" => {
                input.parse::<Token![=]>()?;
                self.dir = input.parse::<LitStr>()?.value();
            }
            "crate" => {
                input.parse::<Token![=]>()?;
                self.outside.krate = path(input)?;
            }
            "entity_sets" => {
                self.outside.entity_sets = pairs(input, &mut self.tables, entity_set)?;
            }
            "rename" => self.renames = renames(input)?,
            _ => self.outside.extern_tables = pairs(input, &mut self.tables, path)?,
        }
        seen.push(option);
        Ok(())
    }
}

/// `(logical_name = value, …)`
fn pairs<T>(
    input: ParseStream<'_>,
    tables: &mut Vec<Ident>,
    value: impl Fn(ParseStream<'_>) -> Result<T>,
) -> Result<BTreeMap<String, T>> {
    let content;
    syn::parenthesized!(content in input);
    let mut pairs = BTreeMap::new();
    while !content.is_empty() {
        let table = Ident::parse_any(&content)?;
        content.parse::<Token![=]>()?;
        if tables.contains(&table) {
            return Err(syn::Error::new(
                table.span(),
                format!("the table `{table}` stands here twice"),
            ));
        }
        pairs.insert(table.unraw().to_string(), value(&content)?);
        tables.push(table);
        if !content.is_empty() {
            content.parse::<Token![,]>()?;
        }
    }
    Ok(pairs)
}

/// `(table = Name, table.column = name, table.column.value = Name, …)`
fn renames(input: ParseStream<'_>) -> Result<Renames> {
    let content;
    syn::parenthesized!(content in input);
    let mut renames = Renames::default();
    while !content.is_empty() {
        let rename = rename(&content)?;
        if renames.0.iter().any(|known| known.is_of(&rename)) {
            let message = format!("`{}` is given a name twice", rename.path());
            return Err(syn::Error::new(rename.table.span(), message));
        }
        renames.0.push(rename);
        if !content.is_empty() {
            content.parse::<Token![,]>()?;
        }
    }
    Ok(renames)
}

fn rename(input: ParseStream<'_>) -> Result<Rename> {
    let word = |what: &str| {
        if input.peek(Ident::peek_any) {
            Ok(Ident::parse_any(input)?.unraw())
        } else {
            Err(input.error(format!("expected {what}")))
        }
    };
    let table = word("the logical name of a table")?;
    let mut column = None;
    let mut option = None;
    if input.parse::<Option<Token![.]>>()?.is_some() {
        column = Some(word("the logical name of a column")?);
        if input.parse::<Option<Token![.]>>()?.is_some() {
            if !(input.peek(LitInt) || input.peek(Token![-])) {
                return Err(input.error("expected the value of an option, a whole number"));
            }
            let value: LitInt = input.parse()?;
            let of_32_bits = |_| {
                let message = "the value of an option is a whole number of 32 bits";
                syn::Error::new(value.span(), message)
            };
            option = Some((value.base10_parse().map_err(of_32_bits)?, value.span()));
        }
    }
    input.parse::<Token![=]>()?;
    let name = word("a name (not in quotes)")?;
    let text = name.to_string();
    let free = identifier(&text);
    let taken = match (&column, option) {
        _ if free != text => Some(format!("a reserved word\n  = help: write `{free}`")),
        (None, _) if OURS.contains(&&*text) => Some("a module of the generated code".to_owned()),
        (Some(_), None) if text == EXTRAS => {
            Some("the field of a row for what isn't a column".to_owned())
        }
        (_, Some(_)) if text == UNKNOWN => {
            Some("the variant for values that the page doesn't list".to_owned())
        }
        _ => None,
    };
    match taken {
        Some(what) => Err(syn::Error::new(name.span(), format!("`{text}` is {what}"))),
        None => Ok(Rename {
            table,
            column,
            option,
            name,
        }),
    }
}

/// The name of an entity set: it stands in URLs as it is.
fn entity_set(input: ParseStream<'_>) -> Result<String> {
    let set: LitStr = input.parse()?;
    let name = set.value();
    let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    if is_name {
        Ok(name)
    } else {
        Err(syn::Error::new(
            set.span(),
            format!("`{name}` is no name of an entity set"),
        ))
    }
}

/// A path that means the same in every module: it begins with `crate`, `::` or the name of a crate.
fn path(input: ParseStream<'_>) -> Result<TokenStream> {
    let mut path = TokenStream::new();
    if input.peek(Token![self]) || input.peek(Token![super]) {
        return Err(input
            .error("write the path from `crate::` on: it is used inside the generated modules"));
    }
    while !input.is_empty() && !input.peek(Token![,]) {
        path.extend([input.parse::<TokenTree>()?]);
    }
    if path.is_empty() {
        return Err(input.error("expected a path"));
    }
    Ok(path)
}
