use dataverse_schema_pages::check::RelationshipKind;
use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Result};
use syn::token::Paren;
use syn::{Ident, LitInt, LitStr, Token};

use crate::choose::{
    Docs, INCLUDED, Pattern, PerTable, Selection, Selector, Serialization, Wanted,
};
use crate::input::syntax::{comma_separated, equals, keyword};
use crate::pattern::{invalid_pattern, is_pattern};

/// The options that choose what is generated for each table.
#[derive(Default)]
pub(crate) struct SelectOptions {
    pub(crate) wanted: Wanted,
    /// The span of each selector, by its index.
    pub(crate) spans: Vec<Span>,
}

impl SelectOptions {
    /// Parses `columns(account = only(name, "address1_*"), contact = except("yomi*"))`, or `columns
    /// = …` for all tables.
    pub(super) fn parse_columns(&mut self, input: ParseStream<'_>) -> Result<()> {
        self.wanted.columns = per_table(
            input,
            ["columns", "only(name, \"address1_*\")"],
            &mut self.spans,
            |input, spans| selection(input, spans, Items::Columns),
        )?;
        Ok(())
    }

    /// Parses `relationships(account = only(primarycontactid, one_to_many), contact = none)`, or
    /// `relationships = only(included)` for all tables.
    pub(super) fn parse_relationships(&mut self, input: ParseStream<'_>) -> Result<()> {
        self.wanted.relationships = per_table(
            input,
            ["relationships", "only(primarycontactid)"],
            &mut self.spans,
            |input, spans| selection(input, spans, Items::Relationships),
        )?;
        Ok(())
    }

    /// Parses `docs(account = full)`, or `docs = none` for all tables.
    pub(super) fn parse_docs(&mut self, input: ParseStream<'_>) -> Result<()> {
        const LEVELS: [(&str, Docs); 3] = [
            ("full", Docs::Full),
            ("brief", Docs::Brief),
            ("none", Docs::None),
        ];
        self.wanted.docs = per_table(input, ["docs", "full"], &mut self.spans, |input, _| {
            keyword(input, &LEVELS)
        })?;
        Ok(())
    }

    /// Parses `serialization(account = read)`, or `serialization = none` for all tables.
    pub(super) fn parse_serialization(&mut self, input: ParseStream<'_>) -> Result<()> {
        const DIRECTIONS: [(&str, Serialization); 5] = [
            ("full", Serialization::Full),
            ("both", Serialization::Both),
            ("read", Serialization::Read),
            ("write", Serialization::Write),
            ("none", Serialization::None),
        ];
        self.wanted.serialization = per_table(
            input,
            ["serialization", "read"],
            &mut self.spans,
            |input, _| keyword(input, &DIRECTIONS),
        )?;
        Ok(())
    }

    /// Parses `descriptions(account = full)`, or `descriptions = none` for all tables.
    pub(super) fn parse_descriptions(&mut self, input: ParseStream<'_>) -> Result<()> {
        const LEVELS: [(&str, bool); 2] = [("full", true), ("none", false)];
        self.wanted.descriptions = per_table(
            input,
            ["descriptions", "full"],
            &mut self.spans,
            |input, _| keyword(input, &LEVELS),
        )?;
        Ok(())
    }

    /// Parses `deprecated(account = warn)`, or `deprecated = allow` for all tables.
    pub(super) fn parse_deprecated(&mut self, input: ParseStream<'_>) -> Result<()> {
        const LEVELS: [(&str, bool); 2] = [("warn", true), ("allow", false)];
        self.wanted.deprecated = per_table(
            input,
            ["deprecated", "warn"],
            &mut self.spans,
            |input, _| keyword(input, &LEVELS),
        )?;
        Ok(())
    }

    /// Parses `language(account = 1031)`, or `language = 1033` for all tables.
    pub(super) fn parse_language(&mut self, input: ParseStream<'_>) -> Result<()> {
        self.wanted.language =
            per_table(input, ["language", "1031"], &mut self.spans, |input, _| {
                if !input.peek(LitInt) {
                    return Err(input.error("expected a locale id, for example 1031 for German"));
                }
                input.parse::<LitInt>()?.base10_parse()
            })?;
        Ok(())
    }
}

/// Parses `= value`, or `(table = value, "pattern*" = value, …)`. The errors have the example of a
/// value.
fn per_table<T>(
    input: ParseStream<'_>,
    [option, example]: [&str; 2],
    spans: &mut Vec<Span>,
    value: impl Fn(ParseStream<'_>, &mut Vec<Span>) -> Result<T>,
) -> Result<PerTable<T>> {
    if input.peek(Token![=]) {
        let sign: Token![=] = input.parse()?;
        let pattern = glob::Pattern::new("*").expect("it is a pattern");
        let all = indexed(spans, sign.span, Pattern::Glob(pattern));
        return Ok(PerTable(vec![(all, value(input, spans)?)]));
    }
    let of_a_table = format!("{option}(account = {example})");
    if !input.peek(Paren) {
        return Err(input.error(format!(
            "expected `=` or parentheses\n  = help: write, for example, `{option} = {example}` for all tables, or `{of_a_table}`"
        )));
    }
    let content;
    syn::parenthesized!(content in input);
    let mut entries = Vec::new();
    comma_separated(&content, |content| {
        let tables = selector(content, spans, Items::Tables)?;
        equals(content, &of_a_table)?;
        entries.push((tables, value(content, spans)?));
        Ok(())
    })?;
    Ok(PerTable(entries))
}

/// The items that a selector selects from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Items {
    Tables,
    Columns,
    Relationships,
}

#[derive(Clone, Copy)]
enum Word {
    Only,
    Except,
    All,
    None,
}

/// Parses `all`, `none`, `only(…)`, `except(…)` or `only(…) except(…)`.
fn selection(input: ParseStream<'_>, spans: &mut Vec<Span>, items: Items) -> Result<Selection> {
    const WORDS: [(&str, Word); 4] = [
        ("only", Word::Only),
        ("except", Word::Except),
        ("all", Word::All),
        ("none", Word::None),
    ];
    let mut selection = Selection::default();
    let word = keyword(input, &WORDS).map_err(|error| {
        let example = match items {
            Items::Relationships => "only(included, one_to_many)",
            Items::Columns | Items::Tables => "only(name, \"address1_*\")",
        };
        let message = format!("{error}\n  = help: write, for example, `{example}`");
        syn::Error::new(error.span(), message)
    })?;
    match word {
        Word::All => {}
        Word::None => selection.only = Some(Vec::new()),
        Word::Except => selection.except = selectors(input, spans, items)?,
        Word::Only => {
            selection.only = Some(selectors(input, spans, items)?);
            if input.peek(Ident::peek_any) {
                keyword(input, &[("except", ())])?;
                selection.except = selectors(input, spans, items)?;
            }
        }
    }
    Ok(selection)
}

fn selectors(input: ParseStream<'_>, spans: &mut Vec<Span>, items: Items) -> Result<Vec<Selector>> {
    let content;
    let parens = syn::parenthesized!(content in input);
    let mut selectors = Vec::new();
    comma_separated(&content, |content| {
        selectors.push(selector(content, spans, items)?);
        Ok(())
    })?;
    if selectors.is_empty() {
        let message = "expected a name or a pattern\n  = help: write `all` to select everything or `none` to select nothing";
        return Err(syn::Error::new(parens.span.join(), message));
    }
    Ok(selectors)
}

/// Parses a name, a pattern in quotes, or, for relationships, a kind or `included`.
fn selector(input: ParseStream<'_>, spans: &mut Vec<Span>, items: Items) -> Result<Selector> {
    if input.peek(LitStr) {
        let literal: LitStr = input.parse()?;
        let pattern = name_or_glob(&literal)?;
        return Ok(indexed(spans, literal.span(), pattern));
    }
    if !input.peek(Ident::peek_any) {
        return Err(input.error("expected a name or a pattern in quotes"));
    }
    let ident = Ident::parse_any(input)?;
    let name = ident.unraw().to_string();
    let pattern = if items != Items::Relationships {
        Pattern::Name(name)
    } else if name == INCLUDED {
        Pattern::Included
    } else {
        let mut kinds = RelationshipKind::ALL.into_iter();
        let kind = kinds.find(|kind| kind.as_str() == name);
        kind.map_or(Pattern::Name(name), Pattern::Kind)
    };
    Ok(indexed(spans, ident.span(), pattern))
}

fn name_or_glob(literal: &LitStr) -> Result<Pattern> {
    let text = literal.value();
    if !is_pattern(&text) {
        return Ok(Pattern::Name(text));
    }
    glob::Pattern::new(&text)
        .map(Pattern::Glob)
        .map_err(|error| syn::Error::new(literal.span(), invalid_pattern(&text, &error)))
}

/// Creates a selector with the next index.
fn indexed(spans: &mut Vec<Span>, span: Span, pattern: Pattern) -> Selector {
    let index = spans.len();
    spans.push(span);
    Selector { index, pattern }
}
