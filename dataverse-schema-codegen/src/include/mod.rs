//! The macro's input: which pages, and the options. Then pages to tokens.

mod find;
mod input;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::ext::IdentExt as _;

use crate::check::{Kind, check};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::expand::{Named, expand};
use crate::include::find::{Found, find};
use crate::include::input::{Input, RenameSpans};
use crate::merge::merge;
use crate::model::Table;
use crate::names::{Rename, Renames, identifier, names};
use crate::parallel;
use crate::read::read;
use crate::source::Source;

/// What `include_schema!` expands to. `input` is what stands in its parentheses, preceded by the path of the crate
/// `dataverse_schema` in brackets; relative paths are taken from the folder `manifest_dir`.
///
/// Problems become `compile_error!`s beside whatever can be generated all the same.
pub fn include_schema(input: TokenStream, manifest_dir: &Path) -> TokenStream {
    let Input {
        patterns,
        dir,
        krate,
        outside,
        extern_types,
        renames,
        rename_spans,
        tables: options,
    } = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let mut problems = Problems::default();
    for pattern in &patterns {
        match find(manifest_dir, &dir, &pattern.value()) {
            Ok(pages) => problems.add(pages, pattern.span()),
            Err(problem) => problems.general.push((pattern.span(), problem)),
        }
    }
    let tables = problems.load();
    let tables = merge(tables, &mut problems.of_pages);
    let named = named(&tables, &renames, &mut problems.of_pages);
    if problems.is_empty() {
        problems.general.extend(options.iter().filter_map(|table| {
            Some((table.span(), useless(&table.unraw().to_string(), &named)?))
        }));
        let renames = renames.0.iter().zip(&rename_spans);
        let useless =
            renames.filter_map(|(rename, spans)| nothing_to_rename(rename, spans, &named));
        problems.general.extend(useless);
    }
    let items = expand(&named, &outside).tokens();
    let outside = outside_items(&krate, &extern_types);
    let tracked = problems.pages.iter().map(|(page, _)| {
        let path = page.path.to_string_lossy();
        // Nothing calls the function, so that the page is neither in the library nor in what is known of it.
        quote!(
            const _: () = {
                #[allow(dead_code)]
                fn page() -> &'static [u8] {
                    ::core::include_bytes!(#path)
                }
            };
        )
    });
    let tracked: TokenStream = tracked.collect();
    let errors = problems.compile_errors();
    // At the end, where the pages' text doesn't hide the types from those who look at the expansion.
    quote! { #errors #outside #items #tracked }
}

/// What the generated modules take from outside of them.
fn outside_items(krate: &TokenStream, extern_types: &BTreeMap<String, TokenStream>) -> TokenStream {
    let types = extern_types.iter().map(|(table, path)| {
        let name = Ident::new(&identifier(table), Span::call_site());
        quote!(pub use #path as #name;)
    });
    let types = (!extern_types.is_empty()).then(|| {
        quote! {
            #[allow(unused_imports)]
            mod __extern {
                #(#types)*
            }
        }
    });
    quote! {
        #[allow(unused_imports)]
        use #krate::__rt;
        #types
    }
}

/// Why it makes no sense that the options name this table.
fn useless(table: &str, included: &[Named<'_>]) -> Option<Diagnostic> {
    let names: BTreeSet<&str> = included
        .iter()
        .flat_map(|included| included.table.tables())
        .collect();
    let is_included = |named: &Named<'_>| named.table.logical_name.value == table;
    if included.iter().any(is_included) {
        let message = format!("the page of the table `{table}` is included, which says it all");
        return Some(Diagnostic::general(message).help("leave the table out of the option"));
    }
    if names.contains(table) {
        return None;
    }
    let known: Vec<&str> = names.into_iter().collect();
    let message = format!("none of the pages names a table `{table}`");
    Some(Diagnostic::general(message).known("they name", table, &known))
}

/// Why a rename has nothing to rename.
fn nothing_to_rename(
    rename: &Rename,
    spans: &RenameSpans,
    included: &[Named<'_>],
) -> Option<(Span, Diagnostic)> {
    let unknown = |name: &str, span: Span, message: String, known: &[&str]| {
        let problem = Diagnostic::general(message);
        Some((span, problem.known("there are", name, known)))
    };
    let table = &rename.table;
    let tables = included.iter();
    let tables: Vec<&str> = tables
        .map(|named| named.table.logical_name.value.as_str())
        .collect();
    let Some(index) = tables.iter().position(|known| table == known) else {
        let message = format!("no page of a table `{table}` is included");
        return unknown(table, spans.table, message, &tables);
    };
    let Named {
        table: checked,
        names,
        ..
    } = &included[index];
    let column = rename.column.as_ref()?;
    let columns = checked.columns.iter();
    let columns: Vec<&str> = columns.map(|column| column.logical_name).collect();
    let Some(index) = columns.iter().position(|known| column == known) else {
        let message = format!("the table `{table}` has no column `{column}`");
        return unknown(column, spans.column, message, &columns);
    };
    if names.fields[index].is_none() {
        let message = format!("no generated name comes from the column `{column}`");
        let problem = Diagnostic::general(message);
        let help = "it can neither be selected nor set, and is only described";
        return Some((spans.column, problem.help(help)));
    }
    let value = rename.option?;
    let span = spans.option;
    let Kind::Choice { options } = &checked.columns[index].kind else {
        let message = format!("the column `{column}` is no choice");
        return Some((span, Diagnostic::general(message)));
    };
    if options.iter().any(|option| option.value.value == value) {
        return None;
    }
    let message = format!("the column `{column}` has no option {value}");
    let options = options.iter();
    let options: Vec<String> = options
        .map(|option| option.value.value.to_string())
        .collect();
    let known: Vec<&str> = options.iter().map(String::as_str).collect();
    let problem = Diagnostic::general(message);
    // No number is a slip of another one.
    Some((span, problem.known("there are", "", &known)))
}

/// Checks and names the tables.
fn named<'a>(tables: &'a [Table], renames: &Renames, problems: &mut Diagnostics) -> Vec<Named<'a>> {
    let mut named: Vec<Named<'a>> = Vec::new();
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    let places = problems.places();
    let checked = parallel::map(tables, |table| {
        let mut problems = Diagnostics::default();
        let table = check(table, &places, &mut problems).map(|table| {
            let names = names(&table, renames, &mut problems);
            (table, names)
        });
        (table, problems)
    });
    for (table, of_table) in checked {
        problems.extend(of_table);
        let Some((table, names)) = table else {
            continue;
        };
        let logical_name = &table.logical_name.value;
        let keys = [
            format!("table {logical_name}"),
            // Modules and types are of one namespace.
            names.row.to_string(),
            names.module.to_string(),
        ];
        if let Some((met, first)) = keys.iter().find_map(|key| Some((key, taken.get(key)?))) {
            let first = &named[*first];
            let mut help =
                "include them in two modules, each with an `include_schema!` of its own".to_owned();
            if *met != keys[0] {
                help = format!(
                    "give one of them another name: `rename({logical_name} = OtherName)`; or {help}"
                );
            }
            let (name, other) = (&table.schema_name, &first.table.schema_name);
            let message = format!(
                "the tables `{}` and `{}` get the same name",
                other.value, name.value
            );
            problems.push(
                Diagnostic::new(table.model.page_of(name.span), name.span, message)
                    .also(
                        first.table.model.page_of(other.span),
                        other.span,
                        "the other one is here",
                    )
                    .help(help),
            );
            continue;
        }
        taken.extend(keys.map(|key| (key, named.len())));
        named.push(Named::new(table, names));
    }
    named
}

/// The problems, and the pages, each with the literal in the macro's call that brought it in.
#[derive(Default)]
struct Problems {
    pages: Vec<(Found, Span)>,
    of_pages: Diagnostics,
    general: Vec<(Span, Diagnostic)>,
}

impl Problems {
    fn is_empty(&self) -> bool {
        self.general.is_empty() && self.of_pages.is_empty()
    }

    /// Adds the pages that aren't there yet.
    fn add(&mut self, pages: Vec<Found>, span: Span) {
        for page in pages {
            if !self.pages.iter().any(|(known, _)| known.name == page.name) {
                self.pages.push((page, span));
            }
        }
    }

    /// Reads the pages.
    fn load(&mut self) -> Vec<Table> {
        let pages: Vec<&Found> = self.pages.iter().map(|(page, _)| page).collect();
        let mut tables = Vec::new();
        for (table, problems) in parallel::map(&pages, |page| {
            let mut problems = Diagnostics::default();
            let table = match Source::load(&page.path, page.name.as_str()) {
                Ok(source) => read(&source, &mut problems),
                Err(problem) => {
                    problems.push(problem);
                    None
                }
            };
            (table, problems)
        }) {
            tables.extend(table);
            self.of_pages.extend(problems);
        }
        tables
    }

    fn compile_errors(self) -> TokenStream {
        let general = self.general.into_iter();
        let general = general.map(|(span, problem)| compile_error(span, &problem.to_string()));
        let of_pages = self.of_pages.texts().into_iter().map(|(page, text)| {
            let mut pages = self.pages.iter();
            let place = pages.find(|(found, _)| Some(&found.name) == page.as_ref());
            let place = place.or(self.pages.last());
            compile_error(place.map_or_else(Span::call_site, |(_, span)| *span), &text)
        });
        general.chain(of_pages).collect()
    }
}

fn compile_error(span: Span, text: &str) -> TokenStream {
    quote_spanned!(span=> ::core::compile_error! { #text })
}
