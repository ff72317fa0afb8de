//! The macro's input: which pages, and the options. Then pages to tokens.

mod find;
mod input;

use std::path::Path;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::check::check;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::expand::{Named, expand};
use crate::include::find::{Found, find};
use crate::include::input::Input;
use crate::names::names;
use crate::model::Table;
use crate::read::read;
use crate::source::Source;

/// What `include_schema!` expands to. `input` is what stands in its parentheses, preceded by the path of the crate
/// `dataverse_schema` in brackets; relative paths are taken from the folder `manifest_dir`.
///
/// Problems become `compile_error!`s beside whatever can be generated all the same.
pub fn include_schema(input: TokenStream, manifest_dir: &Path) -> TokenStream {
    let Input { patterns, dir, outside } = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let mut problems = Problems::default();
    let mut tracked = Vec::new();
    let mut tables: Vec<Table> = Vec::new();
    for pattern in &patterns {
        let found = match find(manifest_dir, &dir, &pattern.value()) {
            Ok(found) => found,
            Err(problem) => {
                problems.put(pattern.span(), problem);
                continue;
            }
        };
        for Found { path, name } in found {
            let absolute = path.to_string_lossy().into_owned();
            tracked.push(quote!(const _: &[u8] = ::core::include_bytes!(#absolute);));
            let mut found = Diagnostics::default();
            match Source::load(&path, name.as_str()) {
                Ok(source) => tables.extend(read(&source, &mut found)),
                Err(problem) => found.push(problem),
            }
            problems.extend(pattern.span(), name, found);
        }
    }
    let mut found = Diagnostics::default();
    let named = named(&tables, &mut found);
    problems.of_pages(found);
    let items = expand(&named, &outside);
    let errors = problems.compile_errors();
    // At the end, where the pages' text doesn't hide the types from those who look at the expansion.
    quote! { #errors #items #(#tracked)* }
}

/// Checks and names the tables.
fn named<'a>(tables: &'a [Table], problems: &mut Diagnostics) -> Vec<Named<'a>> {
    let mut named: Vec<Named<'a>> = Vec::new();
    for table in tables {
        let Some(table) = check(table, problems) else {
            continue;
        };
        let names = names(&table, problems);
        let same = |other: &&Named<'_>| {
            other.names.module == names.module
                || other.names.row == names.row
                || other.table.logical_name.value == table.logical_name.value
        };
        if let Some(first) = named.iter().find(same) {
            let (name, other) = (&table.schema_name, &first.table.schema_name);
            let message = format!(
                "the tables `{}` and `{}` get the same name",
                other.value, name.value
            );
            problems.push(
                Diagnostic::new(&table.model.source, name.span, message)
                    .also(&first.table.model.source, other.span, "the other one is here")
                    .help("include them in two modules, each with an `include_schema!` of its own"),
            );
            continue;
        }
        named.push(Named { table, names });
    }
    named
}

/// The problems, each with the literal in the macro's call that brought its page in.
#[derive(Default)]
struct Problems {
    pages: Vec<(String, Span)>,
    all: Diagnostics,
    general: Vec<(Span, Diagnostic)>,
}

impl Problems {
    fn put(&mut self, span: Span, problem: Diagnostic) {
        self.general.push((span, problem));
    }

    fn extend(&mut self, span: Span, page: String, problems: Diagnostics) {
        self.pages.push((page, span));
        self.of_pages(problems);
    }

    fn of_pages(&mut self, problems: Diagnostics) {
        self.all.append(problems);
    }

    fn compile_errors(self) -> TokenStream {
        let general = self.general.into_iter();
        let general = general.map(|(span, problem)| compile_error(span, &problem.to_string()));
        let of_pages = self.all.texts().into_iter().map(|(page, text)| {
            let span = self.pages.iter().find(|(name, _)| Some(name) == page.as_ref());
            let span = span.or(self.pages.first());
            compile_error(span.map_or_else(Span::call_site, |(_, span)| *span), &text)
        });
        general.chain(of_pages).collect()
    }
}

fn compile_error(span: Span, text: &str) -> TokenStream {
    quote_spanned!(span=> ::core::compile_error! { #text })
}
