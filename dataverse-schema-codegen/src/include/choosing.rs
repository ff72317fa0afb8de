use dataverse_schema_pages::check::RelationshipKind;
use dataverse_schema_pages::diagnostic::Diagnostic;
use proc_macro2::Span;
use syn::ext::IdentExt as _;
use syn::parse::{ParseStream, Result};
use syn::{Ident, LitStr, Token};

use crate::choose::{Choosing, Docs, Pattern, PerTable, Selection, Selector, Serialization};
use crate::include::find::is_pattern;
use crate::include::input::each;

/// The options that choose, with the place of each selector.
#[derive(Default)]
pub(super) struct Chosen {
    pub(super) choosing: Choosing,
    /// By the selectors' numbers.
    pub(super) spans: Vec<Span>,
}

impl Chosen {
    /// `columns(account = only(name, "address1_*"), contact = except("yomi*"))`, or `columns = …` for all tables
    pub(super) fn columns(&mut self, input: ParseStream<'_>) -> Result<()> {
        self.choosing.columns = per_table(input, &mut self.spans, |input, spans| {
            selection(input, spans, Of::Columns)
        })?;
        Ok(())
    }

    /// `relationships(account = only(primarycontactid, one_to_many), contact = none)`, or `relationships = …` for all tables
    pub(super) fn relationships(&mut self, input: ParseStream<'_>) -> Result<()> {
        self.choosing.relationships = per_table(input, &mut self.spans, |input, spans| {
            selection(input, spans, Of::Relationships)
        })?;
        Ok(())
    }

    /// `docs(account = full)`, or `docs = none` for all tables
    pub(super) fn docs(&mut self, input: ParseStream<'_>) -> Result<()> {
        const LEVELS: [(&str, Docs); 3] = [
            ("full", Docs::Full),
            ("brief", Docs::Brief),
            ("none", Docs::None),
        ];
        self.choosing.docs = per_table(input, &mut self.spans, |input, _| one_of(input, &LEVELS))?;
        Ok(())
    }

    /// `serialization(account = read)`, or `serialization = none` for all tables
    pub(super) fn serialization(&mut self, input: ParseStream<'_>) -> Result<()> {
        const DIRECTIONS: [(&str, Serialization); 4] = [
            ("both", Serialization::Both),
            ("read", Serialization::Read),
            ("write", Serialization::Write),
            ("none", Serialization::None),
        ];
        self.choosing.serialization = per_table(input, &mut self.spans, |input, _| {
            one_of(input, &DIRECTIONS)
        })?;
        Ok(())
    }
}

/// `= value`, or `(table = value, "pattern*" = value, …)`
fn per_table<T>(
    input: ParseStream<'_>,
    spans: &mut Vec<Span>,
    value: impl Fn(ParseStream<'_>, &mut Vec<Span>) -> Result<T>,
) -> Result<PerTable<T>> {
    if input.peek(Token![=]) {
        let sign: Token![=] = input.parse()?;
        let all = glob::Pattern::new("*").expect("it is a pattern");
        let all = numbered(spans, sign.span, Pattern::Glob(all));
        return Ok(PerTable(vec![(all, value(input, spans)?)]));
    }
    let content;
    syn::parenthesized!(content in input);
    let mut entries = Vec::new();
    each(&content, |content| {
        let tables = selector(content, spans, Of::Tables)?;
        content.parse::<Token![=]>()?;
        entries.push((tables, value(content, spans)?));
        Ok(())
    })?;
    Ok(PerTable(entries))
}

/// What selectors stand for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Tables,
    Columns,
    Relationships,
}

/// `all`, `none`, `only(…)`, `except(…)` or `only(…) except(…)`
fn selection(input: ParseStream<'_>, spans: &mut Vec<Span>, of: Of) -> Result<Selection> {
    const WORDS: [(&str, Word); 4] = [
        ("only", Word::Only),
        ("except", Word::Except),
        ("all", Word::All),
        ("none", Word::None),
    ];
    let mut selection = Selection::default();
    match one_of(input, &WORDS)? {
        Word::All => {}
        Word::None => selection.only = Some(Vec::new()),
        Word::Except => selection.except = selectors(input, spans, of)?,
        Word::Only => {
            selection.only = Some(selectors(input, spans, of)?);
            if input.peek(Ident::peek_any) {
                one_of(input, &[("except", ())])?;
                selection.except = selectors(input, spans, of)?;
            }
        }
    }
    Ok(selection)
}

#[derive(Clone, Copy)]
enum Word {
    Only,
    Except,
    All,
    None,
}

fn selectors(input: ParseStream<'_>, spans: &mut Vec<Span>, of: Of) -> Result<Vec<Selector>> {
    let content;
    let parens = syn::parenthesized!(content in input);
    let mut selectors = Vec::new();
    each(&content, |content| {
        selectors.push(selector(content, spans, of)?);
        Ok(())
    })?;
    if selectors.is_empty() {
        let message = "nothing is named here: write `all` or `none`, or a name or pattern";
        return Err(syn::Error::new(parens.span.join(), message));
    }
    Ok(selectors)
}

/// A name, a pattern in quotes, or the kind of relationships.
fn selector(input: ParseStream<'_>, spans: &mut Vec<Span>, of: Of) -> Result<Selector> {
    if input.peek(LitStr) {
        let text: LitStr = input.parse()?;
        let pattern = text.value();
        let pattern = match is_pattern(&pattern) {
            false => Pattern::Name(pattern),
            true => Pattern::Glob(glob::Pattern::new(&pattern).map_err(|error| {
                syn::Error::new(text.span(), format!("`{pattern}` is no pattern: {error}"))
            })?),
        };
        return Ok(numbered(spans, text.span(), pattern));
    }
    if !input.peek(Ident::peek_any) {
        return Err(input.error("expected a name, or a pattern in quotes"));
    }
    let name = Ident::parse_any(input)?;
    let span = name.span();
    let name = name.unraw().to_string();
    let mut kinds = RelationshipKind::ALL.into_iter();
    let kind = kinds.find(|kind| of == Of::Relationships && kind.as_str() == name);
    let pattern = kind.map_or(Pattern::Name(name), Pattern::Kind);
    Ok(numbered(spans, span, pattern))
}

fn numbered(spans: &mut Vec<Span>, span: Span, pattern: Pattern) -> Selector {
    let number = spans.len();
    spans.push(span);
    Selector { number, pattern }
}

/// One of the words that may stand here.
fn one_of<T: Copy>(input: ParseStream<'_>, words: &[(&str, T)]) -> Result<T> {
    let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
    if !input.peek(Ident::peek_any) {
        return Err(input.error(format!("expected `{}`", known.join("`, `"))));
    }
    let word = Ident::parse_any(input)?;
    let text = word.to_string();
    if let Some((_, value)) = words.iter().find(|(known, _)| *known == text) {
        return Ok(*value);
    }
    let problem = Diagnostic::general(format!("unknown word `{text}`"));
    let problem = problem.known("known are", &text, &known);
    Err(syn::Error::new(word.span(), problem.to_string()))
}
