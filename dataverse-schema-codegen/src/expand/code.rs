extern crate proc_macro;

use std::fmt::{self, Display, Write as _};

use proc_macro2::TokenStream;

/// Code as text.
///
/// Token by token, code is what a procedural macro, which isn't optimized, takes longest for; a text is read by the
/// compiler's own lexer, and can be written on any thread.
#[derive(Default)]
pub(crate) struct Code(String);

impl Code {
    /// Adds what is formatted. Each use ends with a mark, so that no words run together.
    pub(super) fn add(&mut self, code: fmt::Arguments<'_>) {
        self.0.write_fmt(code).expect("a String takes everything");
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A template in which values stand for `#name`: what [`template!`] calls.
    pub(super) fn fill(template: &str, values: &[(&str, &dyn Display)]) -> Self {
        let mut code = String::with_capacity(2 * template.len());
        let mut rest = template;
        while let Some(mark) = rest.find('#') {
            code.push_str(&rest[..mark]);
            rest = rest[mark + 1..].trim_start();
            let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
            let name = &rest[..rest.bytes().take_while(is_name).count()];
            if name.is_empty() {
                // `#[…]`
                code.push('#');
                continue;
            }
            let value = values.iter().find(|(known, _)| *known == name);
            let (_, value) = value.expect("a template names its values");
            write!(code, "{value}").expect("a String takes everything");
            rest = &rest[name.len()..];
        }
        code.push_str(rest);
        Self(code)
    }

    pub(crate) fn tokens(&self) -> TokenStream {
        const VALID: &str = "names and texts are written as such";
        // `proc_macro2` would read the text by itself first.
        match proc_macro::is_available() {
            true => TokenStream::from(self.0.parse::<proc_macro::TokenStream>().expect(VALID)),
            false => self.0.parse().expect(VALID),
        }
    }
}

impl Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Code as one would give it to `quote!`, after the list of the variables that stand in it as `#name`.
macro_rules! template {
    ([$($name:ident),*] $($code:tt)*) => {
        $crate::expand::code::Code::fill(
            stringify!($($code)*),
            &[$((stringify!($name), &$name)),*],
        )
    };
}
pub(super) use template;
