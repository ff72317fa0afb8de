extern crate proc_macro;

use std::fmt::{self, Display, Write as _};

use proc_macro2::{Span, TokenStream};

use crate::definition::show_choices_at;

/// Code as text.
///
/// Procedural macros aren't optimized, and most of their time would go into building code token by
/// token. The compiler lexes a string faster, and a string can be written on any thread.
#[derive(Default)]
pub(crate) struct Code(String);

impl Code {
    /// Adds code. Every call ends with a punctuation mark, so that no words run together.
    pub(super) fn add(&mut self, code: fmt::Arguments<'_>) {
        self.0
            .write_fmt(code)
            .expect("writing to a String never fails");
    }

    /// Formats code: what [`template!`] calls.
    pub(super) fn format(code: fmt::Arguments<'_>) -> Self {
        Self(fmt::format(code))
    }

    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    /// Lexes the code of modules. The compiler shows the definitions of choices at `choices_span`.
    pub(crate) fn tokens(&self, choices_span: Span) -> TokenStream {
        const VALID: &str = "generated code is valid";
        // `proc_macro2` would lex the text by itself first.
        if proc_macro::is_available() {
            let items = self.0.parse::<proc_macro::TokenStream>().expect(VALID);
            TokenStream::from(show_choices_at(choices_span.unwrap(), items))
        } else {
            self.0.parse().expect(VALID)
        }
    }
}

impl Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Writes code in the syntax of `quote!`, with the value of a variable for each `#name`.
///
/// It becomes one format string, so that an unknown variable is an error of the compiler at its
/// `#name`. The internal rules take the code token by token, and collect the pieces of the format
/// string and the variables.
macro_rules! template {
    (@ [$($text:tt)*] [$($value:ident)*]) => {
        $crate::expand::code::Code::format(format_args!(concat!($($text)*), $($value),*))
    };
    (@ $text:tt [$($value:ident)*] # $name:ident $($rest:tt)*) => {
        template!(@@ $text "{}" [$($value)* $name] $($rest)*)
    };
    (@ $text:tt $values:tt { $($code:tt)* } $($rest:tt)*) => {
        template!(@@ $text "{{" $values $($code)* @"}}" $($rest)*)
    };
    (@ $text:tt $values:tt ( $($code:tt)* ) $($rest:tt)*) => {
        template!(@@ $text "(" $values $($code)* @")" $($rest)*)
    };
    (@ $text:tt $values:tt [ $($code:tt)* ] $($rest:tt)*) => {
        template!(@@ $text "[" $values $($code)* @"]" $($rest)*)
    };
    (@ $text:tt $values:tt @ $close:literal $($rest:tt)*) => {
        template!(@@ $text $close $values $($rest)*)
    };
    (@ [$($text:tt)*] $values:tt $token:tt $($rest:tt)*) => {
        template!(@ [$($text)* stringify!($token), " ",] $values $($rest)*)
    };
    (@@ [$($text:tt)*] $piece:literal $values:tt $($rest:tt)*) => {
        template!(@ [$($text)* $piece, " ",] $values $($rest)*)
    };
    ($($code:tt)*) => {
        template!(@ [] [] $($code)*)
    };
}
pub(super) use template;
