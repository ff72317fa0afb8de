use std::path::{self, Path};

use dataverse_schema_pages::diagnostic::{Code, Diagnostic};
use proc_macro2::{Span, TokenStream};
use quote::quote;

use crate::find::PageFile;
use crate::pipeline::{Expansion, generate};

/// Returns what `include_schema!` expands to.
///
/// `input` is what the parentheses of the macro contain, preceded by the path of the crate
/// `dataverse_schema` in brackets. Relative paths are relative to the folder `manifest_dir`.
///
/// Diagnostics become `compile_error!`s, next to everything that can still be generated.
pub fn include_schema(input: TokenStream, manifest_dir: &Path) -> TokenStream {
    let mut modules = Vec::new();
    let Expansion {
        imports,
        pages,
        mut report,
    } = match generate(input, manifest_dir, |module, choices_span| {
        modules.push(module.tokens(choices_span));
    }) {
        Ok(expansion) => expansion,
        Err(error) => return error.to_compile_error(),
    };
    if pages.is_incomplete && manifest_dir.is_relative() {
        report
            .input
            .push((Span::call_site(), relative_manifest_dir()));
    }
    let errors = report.into_compile_errors(|page| pages.span(page));
    let items: TokenStream = modules.into_iter().collect();
    let tracked: TokenStream = pages.files().map(track).collect();
    // Tracked pages come last, so that readers of the expansion see the types first.
    quote! { #errors #imports #items #tracked }
}

/// Returns the error of not finding a page without Cargo, which sets the variable.
fn relative_manifest_dir() -> Diagnostic {
    Diagnostic::general(Code::RelativeManifestDir, "`CARGO_MANIFEST_DIR` is not an absolute path").help(
        "set it to the path of the package; without it, pages are looked for below the current directory",
    )
}

/// Returns an item that makes Cargo rebuild the crate when a page changes.
fn track(page: &PageFile) -> TokenStream {
    // A relative path would be one from the file of the macro's call.
    let path = path::absolute(&page.path).unwrap_or_else(|_| page.path.clone());
    let path = path.to_string_lossy();
    // Nothing calls the function, so the page is neither in the library nor in its metadata.
    quote!(
        const _: () = {
            #[allow(dead_code)]
            fn page() -> &'static [u8] {
                ::core::include_bytes!(#path)
            }
        };
    )
}
