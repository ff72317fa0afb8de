use dataverse_schema_pages::diagnostic::{Diagnostic, Diagnostics};
use dataverse_schema_pages::model::Table;
use dataverse_schema_pages::read::read;
use dataverse_schema_pages::source::Source;
use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;

use crate::include::find::Found;
use crate::parallel;

/// The problems, and the pages, each with the literal in the macro's call that brought it in.
#[derive(Default)]
pub(super) struct Problems {
    pub(super) pages: Vec<(Found, Span)>,
    pub(super) of_pages: Diagnostics,
    pub(super) general: Vec<(Span, Diagnostic)>,
}

impl Problems {
    pub(super) fn is_empty(&self) -> bool {
        self.general.is_empty() && self.of_pages.is_empty()
    }

    /// Adds the pages that aren't there yet.
    pub(super) fn add(&mut self, pages: Vec<Found>, span: Span) {
        for page in pages {
            if !self.pages.iter().any(|(known, _)| known.name == page.name) {
                self.pages.push((page, span));
            }
        }
    }

    /// Reads the pages.
    pub(super) fn load(&mut self) -> Vec<Table> {
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

    /// The problems with the options, then those with the pages.
    pub(super) fn all(self) -> Vec<Diagnostic> {
        let general = self.general.into_iter().map(|(_, problem)| problem);
        general.chain(self.of_pages.sorted()).collect()
    }

    pub(super) fn compile_errors(self) -> TokenStream {
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
