use std::collections::BTreeMap;

use dataverse_schema_pages::diagnostic::Diagnostic;
use proc_macro2::{Group, Span, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream, Result};
use syn::{Ident, LitInt, LitStr, Token};

use crate::expand::Outside;
use crate::include::choosing::Chosen;
use crate::names::{EXTRAS, OURS, Rename, Renames, UNKNOWN, identifier};

/// `[$crate] "account.md", "contact.md", dir = "pages", entity_sets(team = "teams")`
pub(super) struct Input {
    pub(super) patterns: Vec<LitStr>,
    pub(super) dir: String,
    /// The path of the crate `dataverse_schema`.
    pub(super) krate: TokenStream,
    pub(super) outside: Outside,
    /// The types of the tables that another include has, by logical name.
    pub(super) extern_types: BTreeMap<String, TokenStream>,
    /// The enums of the global choices that another include has, by name.
    pub(super) extern_choices: BTreeMap<String, TokenStream>,
    /// Where each of them stands.
    pub(super) choices: Vec<Ident>,
    /// `rename(account = Customer, account.websiteurl = website, account.industrycode.1 = Accounting)`
    pub(super) renames: Renames,
    /// Where each of them stands.
    pub(super) rename_spans: Vec<RenameSpans>,
    pub(super) chosen: Chosen,
    /// The tables that the options `entity_sets` and `extern_tables` name.
    pub(super) tables: Vec<Ident>,
}

/// Where the parts of a rename stand.
pub(super) struct RenameSpans {
    pub(super) table: Span,
    pub(super) column: Span,
    pub(super) option: Span,
}

const OPTIONS: &[&str] = &[
    "dir",
    "crate",
    "entity_sets",
    "extern_tables",
    "extern_choices",
    "rename",
    "columns",
    "relationships",
    "docs",
    "serialization",
];

impl Parse for Input {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let krate: Group = input.parse()?;
        let mut parsed = Self {
            patterns: Vec::new(),
            dir: "schemas".to_owned(),
            krate: krate.stream(),
            outside: Outside::default(),
            extern_types: BTreeMap::new(),
            extern_choices: BTreeMap::new(),
            choices: Vec::new(),
            renames: Renames::default(),
            rename_spans: Vec::new(),
            chosen: Chosen::default(),
            tables: Vec::new(),
        };
        let mut seen: Vec<String> = Vec::new();
        each(input, |input| {
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
            Ok(())
        })?;
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
            let problem = Diagnostic::general(format!("unknown option `{option}`"));
            let problem = problem.known("known are", &option, OPTIONS);
            return Err(syn::Error::new(name.span(), problem.to_string()));
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
                self.krate = path(input)?;
            }
            "entity_sets" => {
                self.outside.entity_sets = pairs(input, "table", &mut self.tables, entity_set)?;
            }
            "rename" => self.renames(input)?,
            "columns" => self.chosen.columns(input)?,
            "relationships" => self.chosen.relationships(input)?,
            "docs" => self.chosen.docs(input)?,
            "serialization" => self.chosen.serialization(input)?,
            "extern_choices" => {
                self.extern_choices = pairs(input, "choice", &mut self.choices, path)?;
                self.outside.extern_choices = self.extern_choices.keys().cloned().collect();
            }
            _ => {
                self.extern_types = pairs(input, "table", &mut self.tables, path)?;
                self.outside.extern_tables = self.extern_types.keys().cloned().collect();
            }
        }
        seen.push(option);
        Ok(())
    }

    /// `(table = Name, table.column = name, table.column.value = Name, …)`
    fn renames(&mut self, input: ParseStream<'_>) -> Result<()> {
        let content;
        syn::parenthesized!(content in input);
        each(&content, |content| {
            let (rename, spans) = rename(content)?;
            let mut known = self.renames.0.iter();
            if known.any(|known| known.is_of(&rename)) {
                let message = format!("`{}` is given a name twice", rename.path());
                return Err(syn::Error::new(spans.table, message));
            }
            self.renames.0.push(rename);
            self.rename_spans.push(spans);
            Ok(())
        })
    }
}

/// Parses what stands between commas; the last one may have a comma behind it.
pub(super) fn each(
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

/// `(name = value, …)`
fn pairs<T>(
    input: ParseStream<'_>,
    what: &str,
    names: &mut Vec<Ident>,
    value: impl Fn(ParseStream<'_>) -> Result<T>,
) -> Result<BTreeMap<String, T>> {
    let content;
    syn::parenthesized!(content in input);
    let mut pairs = BTreeMap::new();
    each(&content, |content| {
        let name = Ident::parse_any(content)?;
        content.parse::<Token![=]>()?;
        if pairs
            .insert(name.unraw().to_string(), value(content)?)
            .is_some()
        {
            return Err(syn::Error::new(
                name.span(),
                format!("the {what} `{name}` stands here twice"),
            ));
        }
        names.push(name);
        Ok(())
    })?;
    Ok(pairs)
}

fn rename(input: ParseStream<'_>) -> Result<(Rename, RenameSpans)> {
    let word = |what: &str| {
        if input.peek(Ident::peek_any) {
            let word = Ident::parse_any(input)?;
            Ok((word.unraw().to_string(), word.span()))
        } else {
            Err(input.error(format!("expected {what}")))
        }
    };
    let (table, span) = word("the logical name of a table")?;
    let mut spans = RenameSpans {
        table: span,
        column: span,
        option: span,
    };
    let mut column = None;
    let mut option = None;
    if input.parse::<Option<Token![.]>>()?.is_some() {
        let (name, span) = word("the logical name of a column")?;
        column = Some(name);
        spans.column = span;
        if input.parse::<Option<Token![.]>>()?.is_some() {
            if !(input.peek(LitInt) || input.peek(Token![-])) {
                return Err(input.error("expected the value of an option, a whole number"));
            }
            let value: LitInt = input.parse()?;
            let of_32_bits = |_| {
                let message = "the value of an option is a whole number of 32 bits";
                syn::Error::new(value.span(), message)
            };
            option = Some(value.base10_parse().map_err(of_32_bits)?);
            spans.option = value.span();
        }
    }
    input.parse::<Token![=]>()?;
    let (name, span) = word("a name (not in quotes)")?;
    let free = identifier(&name);
    let taken = match (&column, option) {
        _ if free != name => Some(format!("a reserved word\n  = help: write `{free}`")),
        (None, _) if OURS.contains(&&*name) => Some("a module of the generated code".to_owned()),
        (Some(_), None) if name == EXTRAS => {
            Some("the field of a row for what isn't a column".to_owned())
        }
        (_, Some(_)) if name == UNKNOWN => {
            Some("the variant for values that the page doesn't list".to_owned())
        }
        _ => None,
    };
    match taken {
        Some(what) => Err(syn::Error::new(span, format!("`{name}` is {what}"))),
        None => {
            let rename = Rename {
                table,
                column,
                option,
                name,
            };
            Ok((rename, spans))
        }
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
