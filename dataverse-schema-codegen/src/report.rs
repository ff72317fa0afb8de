use dataverse_schema_pages::diagnostic::{Diagnostic, Diagnostics};
use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;

/// The diagnostics of an include.
#[derive(Default)]
pub(crate) struct Report {
    /// Those about the macro's input, each with its span there.
    pub(crate) input: Vec<(Span, Diagnostic)>,
    /// Those about pages.
    pub(crate) pages: Diagnostics,
}

impl Report {
    pub(crate) fn is_empty(&self) -> bool {
        self.input.is_empty() && self.pages.is_empty()
    }

    /// Returns the diagnostics about the input, then those about pages, sorted by page and span.
    pub(crate) fn into_diagnostics(self) -> Vec<Diagnostic> {
        let input = self.input.into_iter().map(|(_, diagnostic)| diagnostic);
        input.chain(self.pages.sorted()).collect()
    }

    /// Returns a `compile_error!` for each diagnostic. `page_span` is where the input names a page.
    pub(crate) fn into_compile_errors(
        self,
        page_span: impl Fn(Option<&str>) -> Span,
    ) -> TokenStream {
        let input = self
            .input
            .into_iter()
            .map(|(span, diagnostic)| compile_error(span, &diagnostic.to_string()));
        let pages = self
            .pages
            .texts()
            .into_iter()
            .map(|(page, text)| compile_error(page_span(page.as_deref()), &text));
        input.chain(pages).collect()
    }
}

fn compile_error(span: Span, text: &str) -> TokenStream {
    quote_spanned!(span=> ::core::compile_error! { #text })
}
