//! The input of `include_schema!`: pages and options.

mod external;
mod rename;
mod select;
mod syntax;

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream, Result};
use syn::token::Paren;
use syn::{Ident, LitStr, Token};

use crate::input::syntax::{comma_separated, equals, path, quoted};
use crate::syntax_error::unknown_word;

pub(crate) use external::ExternalOptions;
pub(crate) use rename::{RenameOptions, RenameSpans};
pub(crate) use select::SelectOptions;

/// `[$crate] "account.md", "contact.md", dir = "pages", entity_sets(team = "teams")`
pub(crate) struct Input {
    /// The path of the crate `dataverse_schema`.
    pub(crate) krate: TokenStream,
    /// The span of the brackets around this path, in the macro of that crate.
    pub(crate) krate_span: Span,
    /// Names of pages, and patterns of them.
    pub(crate) patterns: Vec<LitStr>,
    /// The folder of the pages, relative to the folder of the manifest.
    pub(crate) dir: String,
    pub(crate) external: ExternalOptions,
    pub(crate) renames: RenameOptions,
    pub(crate) select: SelectOptions,
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
    "descriptions",
    "deprecated",
    "language",
];

impl Parse for Input {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let krate = input.parse::<Group>()?;
        let mut parsed = Self {
            krate: krate.stream(),
            krate_span: krate.span(),
            patterns: Vec::new(),
            dir: "schemas".to_owned(),
            external: ExternalOptions::default(),
            renames: RenameOptions::default(),
            select: SelectOptions::default(),
        };
        let mut seen = Vec::new();
        comma_separated(input, |input| {
            if input.peek(LitStr) {
                parsed.patterns.push(input.parse()?);
            } else if input.peek(syn::token::Bracket) {
                let list;
                syn::bracketed!(list in input);
                let patterns = list.parse_terminated(<LitStr as Parse>::parse, Token![,])?;
                parsed.patterns.extend(patterns);
            } else {
                let option = option_name(input, &seen)?;
                parsed.parse_option(&option, input)?;
                seen.push(option);
            }
            Ok(())
        })?;
        if parsed.patterns.is_empty() {
            return Err(input.error(
                "expected the name of a page, such as `\"account.md\"` for `schemas/account.md`",
            ));
        }
        Ok(parsed)
    }
}

impl Input {
    /// Parses what follows the name of an option.
    fn parse_option(&mut self, name: &str, input: ParseStream<'_>) -> Result<()> {
        match name {
            "dir" => {
                equals(input, "dir = \"pages\"")?;
                self.dir = quoted(input, "the path of a folder", "pages")?.value();
                Ok(())
            }
            "crate" => {
                equals(input, "crate = crate::vendored::dataverse_schema")?;
                self.krate = path(input)?;
                Ok(())
            }
            "entity_sets" => self.external.parse_entity_sets(input),
            "extern_tables" => self.external.parse_tables(input),
            "extern_choices" => self.external.parse_choices(input),
            "rename" => self.renames.parse(input),
            "columns" => self.select.parse_columns(input),
            "relationships" => self.select.parse_relationships(input),
            "docs" => self.select.parse_docs(input),
            "serialization" => self.select.parse_serialization(input),
            "descriptions" => self.select.parse_descriptions(input),
            "deprecated" => self.select.parse_deprecated(input),
            "language" => self.select.parse_language(input),
            _ => unreachable!("the option is one of `OPTIONS`"),
        }
    }
}

/// Returns the error for a page whose name lacks its quotes, with the name as it should be.
fn page_without_quotes(first: &Ident, input: ParseStream<'_>) -> Result<syn::Error> {
    let mut page = first.to_string();
    while !input.is_empty() && !input.peek(Token![,]) {
        page.push_str(&input.parse::<TokenTree>()?.to_string());
    }
    let is_constant = !page.contains(|c: char| c.is_ascii_lowercase());
    let help = if is_constant {
        "write the name itself in quotes, such as `\"account.md\"`: a macro can't read a constant"
            .to_owned()
    } else {
        let extension = if page.ends_with(".md") { "" } else { ".md" };
        format!("write `\"{page}{extension}\"`")
    };
    let message =
        format!("expected the name of a page in quotes, found `{page}`\n  = help: {help}");
    Ok(syn::Error::new(first.span(), message))
}

/// Parses the name of an option that isn't among those `seen`.
fn option_name(input: ParseStream<'_>, seen: &[String]) -> Result<String> {
    if !input.peek(Ident::peek_any) {
        return Err(input.error(format!(
            "expected the name of a page in quotes or an option ({})",
            OPTIONS.join(", ")
        )));
    }
    let name = Ident::parse_any(input)?;
    let option = name.to_string();
    if !(OPTIONS.contains(&option.as_str()) || input.peek(Token![=]) || input.peek(Paren)) {
        return Err(page_without_quotes(&name, input)?);
    }
    if !OPTIONS.contains(&option.as_str()) {
        let message = format!("unknown option `{option}`");
        return Err(unknown_word(name.span(), &message, &option, OPTIONS));
    }
    if seen.contains(&option) {
        return Err(syn::Error::new(
            name.span(),
            format!(
                "duplicate option `{option}`\n  = help: write `{option}` once, with all its values"
            ),
        ));
    }
    Ok(option)
}
