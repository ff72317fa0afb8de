use heck::ToShoutySnakeCase as _;

use crate::names::words::{snake_case, upper_camel_case};

/// Words that can't be the name of an item: the keywords of all editions, and the primitive types,
/// which the item would hide. Sorted.
const RESERVED: &[&str] = &[
    "Self", "_", "abstract", "as", "async", "await", "become", "bool", "box", "break", "char",
    "const", "continue", "crate", "do", "dyn", "else", "enum", "extern", "f32", "f64", "false",
    "final", "fn", "for", "gen", "i128", "i16", "i32", "i64", "i8", "if", "impl", "in", "isize",
    "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "str", "struct", "super", "trait", "true", "try", "type", "typeof",
    "u128", "u16", "u32", "u64", "u8", "union", "unsafe", "unsized", "use", "usize", "virtual",
    "where", "while", "yield",
];

/// Returns a valid identifier for any text. All identifiers in generated code come from here.
///
/// Invalid characters become `_`. A name that begins with a digit gets a `_` before it, and a
/// reserved word gets one after it.
pub(crate) fn identifier(text: &str) -> String {
    let mut name: String = if is_plain(text) {
        text.to_owned()
    } else {
        text.chars()
            .map(|c| if is_continue(c) { c } else { '_' })
            .collect()
    };
    if !name.starts_with(is_start) {
        name.insert(0, '_');
    }
    if RESERVED.binary_search(&name.as_str()).is_ok() {
        name.push('_');
    }
    name
}

/// Returns true if an identifier can be the text, but for its start. Without optimization, as macros
/// are built, an iterator takes ten times as long.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() && matches!(bytes[at], b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_') {
        at += 1;
    }
    at == bytes.len()
}

/// Returns true if an identifier can contain the character. Labels can be in any script.
pub(super) fn is_continue(c: char) -> bool {
    c == '_' || unicode_ident::is_xid_continue(c)
}

fn is_start(c: char) -> bool {
    c == '_' || unicode_ident::is_xid_start(c)
}

/// Returns the identifier in snake case: `ComponentState` -> `component_state`.
pub(crate) fn snake(name: &str) -> String {
    identifier(&snake_case(name))
}

/// Returns the identifier in upper case: `ReadAccess` -> `READ_ACCESS`.
pub(crate) fn shouty(name: &str) -> String {
    identifier(&name.to_shouty_snake_case())
}

/// Returns the identifier in upper camel case: `plugin_package`, `pluginPackage` ->
/// `PluginPackage`.
pub(crate) fn pascal(name: &str) -> String {
    identifier(&upper_camel_case(name))
}
