//! Where the compiler shows the definition of a choice.

extern crate proc_macro;

use proc_macro::{Group, Span, TokenStream, TokenTree};

/// The module that has no choices, but enums without values.
const TABLES: &str = "tables";

/// Makes the compiler show the line of `span` as the definition of each choice.
///
/// It shows it where a trait of another crate is missing, whose message can't be changed.
///
/// The tokens are those of `proc_macro`, as wrapping each of them takes longer than the rest.
pub(crate) fn show_choices_at(span: Span, items: TokenStream) -> TokenStream {
    let mut module = None;
    let items = items.into_iter().map(|token| match token {
        TokenTree::Ident(name) => {
            module = Some(name.to_string());
            TokenTree::Ident(name)
        }
        TokenTree::Group(group) if module.take().is_some_and(|name| name != TABLES) => {
            TokenTree::Group(with_choices_at(span, &group))
        }
        other => {
            module = None;
            other
        }
    });
    items.collect()
}

/// Changes the spans of the enums in a module.
fn with_choices_at(span: Span, module: &Group) -> Group {
    let mut tokens: Vec<TokenTree> = module.stream().into_iter().collect();
    for index in 1..tokens.len() {
        if is_enum(&tokens[index - 1..]) {
            // The visibility, the keyword, the name, and the braces.
            for token in tokens.iter_mut().skip(index - 1).take(4) {
                token.set_span(span);
            }
        }
    }
    let mut changed = Group::new(module.delimiter(), tokens.into_iter().collect());
    changed.set_span(module.span());
    changed
}

/// Returns true if the tokens begin with `pub enum Name {…}`.
///
/// Only what has this form is looked at as text, which takes longer.
fn is_enum(tokens: &[TokenTree]) -> bool {
    matches!(
        tokens,
        [TokenTree::Ident(_), TokenTree::Ident(keyword), TokenTree::Ident(_), TokenTree::Group(_), ..]
            if keyword.to_string() == "enum"
    )
}
