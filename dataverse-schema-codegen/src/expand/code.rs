extern crate proc_macro;

use std::fmt::{self, Write as _};

use proc_macro2::TokenStream;
use quote::ToTokens;

/// Code as text.
///
/// Most of an expansion is lists: fields, arms, values. Token by token they are what a procedural macro, which isn't
/// optimized, takes longest for; a text is read by the compiler's own lexer.
#[derive(Default)]
pub(super) struct Code(String);

impl Code {
    /// Adds what is formatted. Each use ends with a mark, so that no words run together.
    pub(super) fn add(&mut self, code: fmt::Arguments<'_>) {
        self.0.write_fmt(code).expect("a String takes everything");
    }
}

impl ToTokens for Code {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        const VALID: &str = "names and texts are written as such";
        // `proc_macro2` would read the text by itself first.
        let code: TokenStream = match proc_macro::is_available() {
            true => TokenStream::from(self.0.parse::<proc_macro::TokenStream>().expect(VALID)),
            false => self.0.parse().expect(VALID),
        };
        code.to_tokens(tokens);
    }
}
