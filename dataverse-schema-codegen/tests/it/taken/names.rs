use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use heck::ToSnakeCase as _;
use proc_macro2::{TokenStream, TokenTree};
use test_support::{page, workspace};

/// The names that the library takes, each once without regard to its case.
pub(super) struct Names {
    /// Types, traits, modules, and macros, and what generated code uses.
    pub(super) of_items: Vec<String>,
    /// Functions, fields, variants, and constants.
    pub(super) of_functions: Vec<String>,
}

impl Names {
    /// Reads the public API of the crates, and the identifiers of generated code, among which the
    /// page of nasty names has those of `std`.
    pub(super) fn read() -> Self {
        let mut items = BTreeMap::new();
        let mut functions = BTreeMap::new();
        let mut add = |name: &str, is_item: bool| {
            let of = if is_item { &mut items } else { &mut functions };
            of.insert(name.to_snake_case(), name.to_owned());
        };
        for api in [
            "dataverse-schema",
            "dataverse-schema-runtime",
            "dataverse-schema-webapi",
        ] {
            let path = workspace().join(format!(".ci/public_api/snapshots/{api}.txt"));
            let api = fs::read_to_string(path).expect("the API is committed");
            for line in api.lines() {
                if let Some((name, is_item)) = public_name(line) {
                    add(&name, is_item);
                }
                for path in [
                    "core::option::",
                    "core::result::",
                    "alloc::string::",
                    "alloc::vec::",
                ] {
                    if let Some((_, name)) = line.split_once(path) {
                        add(
                            name.split(|c: char| !c.is_alphanumeric())
                                .next()
                                .unwrap_or(name),
                            true,
                        );
                    }
                }
            }
        }
        let input = format!(
            "[::dataverse_schema] {:?}, {:?}, {:?}",
            page("contoso_nasty.md"),
            page("contoso_parcel.md"),
            page("operations/contoso_operations.md"),
        );
        let input = input.parse().expect("the input consists of tokens");
        let code = dataverse_schema_codegen::include_schema(input, Path::new("/"));
        identifiers(code, &mut |name| {
            let is_item = name.starts_with(|first: char| first.is_uppercase() || first == '_');
            add(name, is_item);
        });
        for names in [&mut items, &mut functions] {
            names.retain(|snake, _| {
                !snake.is_empty() && snake.is_ascii() && !snake.contains("contoso")
            });
        }
        Self {
            of_items: items.into_values().collect(),
            of_functions: functions.into_values().collect(),
        }
    }
}

/// Returns the name that a line of a public API declares, and whether it is that of an item.
fn public_name(line: &str) -> Option<(String, bool)> {
    let declared = line.strip_prefix("pub ")?;
    let is_item = [
        "mod ", "use ", "macro ", "struct ", "enum ", "trait ", "type ",
    ]
    .iter()
    .any(|keyword| declared.starts_with(keyword));
    let path = &declared[declared.find("dataverse_schema")?..];
    let mut depth = 0;
    let mut name = String::new();
    for (position, character) in path.char_indices() {
        match character {
            '<' => depth += 1,
            '>' => depth -= 1,
            _ if depth > 0 => {}
            ':' if path[position..].starts_with(": ") => break,
            ':' => name.clear(),
            _ if character.is_alphanumeric() || character == '_' => name.push(character),
            _ => break,
        }
    }
    (!name.starts_with("dataverse_schema") && name != "_").then_some((name, is_item))
}

fn identifiers(tokens: TokenStream, add: &mut impl FnMut(&str)) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => identifiers(group.stream(), add),
            TokenTree::Ident(ident) => add(&ident.to_string()),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}
