//! The macro's input: which pages, and the options. Then pages to code.

mod choosing;
mod find;
mod idle;
mod input;
mod named;
mod problems;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use dataverse_schema_pages::diagnostic::Diagnostic;
use dataverse_schema_pages::merge::merge;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt as _;

use crate::expand::{Code, EXTERN_CHOICES, EXTERN_TABLES, expand};
use crate::include::find::{find, folder};
use crate::include::input::Input;
use crate::include::named::named;
use crate::include::problems::Problems;
use crate::names::identifier;

/// What `include_schema!` expands to. `input` is what stands in its parentheses, preceded by the path of the crate
/// `dataverse_schema` in brackets; relative paths are taken from the folder `manifest_dir`.
///
/// Problems become `compile_error!`s beside whatever can be generated all the same.
pub fn include_schema(input: TokenStream, manifest_dir: &Path) -> TokenStream {
    let schema = match schema(input, manifest_dir) {
        Ok(schema) => schema,
        Err(error) => return error.to_compile_error(),
    };
    let tracked = schema.pages().map(|page| {
        let path = page.to_string_lossy();
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
    let items = schema.items.tokens();
    let outside = &schema.outside;
    let errors = schema.problems.compile_errors();
    // At the end, where the pages' text doesn't hide the types from those who look at the expansion.
    quote! { #errors #outside #items #tracked }
}

/// What is made of the macro's input.
pub(crate) struct Schema {
    /// What the modules take from outside of them.
    pub(crate) outside: TokenStream,
    pub(crate) items: Code,
    /// The folders that patterns look through.
    pub(crate) folders: Vec<PathBuf>,
    problems: Problems,
}

impl Schema {
    /// The pages that were read.
    pub(crate) fn pages(&self) -> impl Iterator<Item = &Path> {
        let pages = self.problems.pages.iter();
        pages.map(|(page, _)| page.path.as_path())
    }

    /// Whatever is wrong with the pages and options.
    pub(crate) fn into_problems(self) -> Vec<Diagnostic> {
        self.problems.all()
    }
}

pub(crate) fn schema(input: TokenStream, manifest_dir: &Path) -> syn::Result<Schema> {
    let Input {
        patterns,
        dir,
        krate,
        outside,
        extern_types,
        extern_choices,
        choices,
        renames,
        rename_spans,
        chosen,
        tables: options,
    } = syn::parse2(input)?;
    let mut problems = Problems::default();
    let mut folders = Vec::new();
    for pattern in &patterns {
        folders.extend(folder(manifest_dir, &dir, &pattern.value()));
        match find(manifest_dir, &dir, &pattern.value()) {
            Ok(pages) => problems.add(pages, pattern.span()),
            Err(problem) => problems.general.push((pattern.span(), problem)),
        }
    }
    let tables = problems.load();
    let tables = merge(tables, &mut problems.of_pages);
    let mut used = BTreeSet::new();
    let of_pages = &mut problems.of_pages;
    let named = named(&tables, &chosen.choosing, &renames, &mut used, of_pages);
    if problems.is_empty() {
        let tables = options.iter().filter_map(|table| {
            Some((
                table.span(),
                idle::table(&table.unraw().to_string(), &named)?,
            ))
        });
        let choices = choices.iter().filter_map(|choice| {
            Some((
                choice.span(),
                idle::choice(&choice.unraw().to_string(), &named)?,
            ))
        });
        let renames = renames.0.iter().zip(&rename_spans);
        let renames = renames.filter_map(|(rename, spans)| idle::rename(rename, spans, &named));
        let selectors = idle::selectors(&chosen, &used, &named);
        problems
            .general
            .extend(tables.chain(choices).chain(renames).chain(selectors));
    }
    Ok(Schema {
        outside: outside_items(&krate, &extern_types, &extern_choices),
        items: expand(&named, &outside),
        folders,
        problems,
    })
}

/// What the generated modules take from outside of them.
fn outside_items(
    krate: &TokenStream,
    tables: &BTreeMap<String, TokenStream>,
    choices: &BTreeMap<String, TokenStream>,
) -> TokenStream {
    let tables = outside_types(EXTERN_TABLES, tables);
    let choices = outside_types(EXTERN_CHOICES, choices);
    quote! {
        #[allow(unused_imports)]
        use #krate::__rt;
        #tables
        #choices
    }
}

/// A module in which the types of another include stand under the names that pages have for them.
fn outside_types(module: &str, types: &BTreeMap<String, TokenStream>) -> Option<TokenStream> {
    let uses = types.iter().map(|(name, path)| {
        let name = Ident::new(&identifier(name), Span::call_site());
        quote!(pub use #path as #name;)
    });
    let module = Ident::new(module, Span::call_site());
    (!types.is_empty()).then(|| {
        quote! {
            #[allow(unused_imports)]
            mod #module {
                #(#uses)*
            }
        }
    })
}
