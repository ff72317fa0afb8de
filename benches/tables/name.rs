//! Identifiers of the types that are written by hand.

use std::collections::BTreeSet;

use heck::{ToSnakeCase as _, ToUpperCamelCase as _};

const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// `ComponentState` -> `component_state`
pub(crate) fn snake(name: &str) -> String {
    identifier(name.to_snake_case())
}

/// `pluginPackage` -> `PluginPackage`; without letters beyond ASCII.
pub(crate) fn pascal(name: &str) -> String {
    let ascii = |c: char| if c.is_ascii_alphanumeric() { c } else { ' ' };
    identifier(
        name.chars()
            .map(ascii)
            .collect::<String>()
            .to_upper_camel_case(),
    )
}

fn identifier(mut name: String) -> String {
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name.insert(0, '_');
    }
    if KEYWORDS.contains(&name.as_str()) {
        name.push('_');
    }
    name
}

/// The names that are taken in a scope.
#[derive(Default)]
pub(crate) struct Names(BTreeSet<String>);

impl Names {
    pub(crate) fn taken(names: &[&str]) -> Self {
        Self(names.iter().copied().map(str::to_owned).collect())
    }

    /// Returns the name, or the name and a number if it is taken.
    pub(crate) fn unique(&mut self, name: String) -> String {
        let numbered = (2..).map(|number| format!("{name}V{number}"));
        let mut names = std::iter::once(name.clone()).chain(numbered);
        let free = names.find(|name| self.0.insert(name.clone()));
        free.expect("there are more numbers than names")
    }
}
