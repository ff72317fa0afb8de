//! Diagnostics on stderr, as rustc shows them.

mod sanitize;
mod snippet;
mod totals;

use std::io::{self, Write};

use annotate_snippets::Renderer;
use console::Term;
use dataverse_schema_pages::Diagnostic;

use crate::count::Count;
use crate::report::snippet::group;

pub(crate) use sanitize::sanitize;
pub(crate) use totals::Totals;

/// Reports the diagnostics that made a command fail, and their number.
pub(crate) fn report(diagnostics: &[Diagnostic]) {
    let text = render(diagnostics, usize::MAX);
    if diagnostics.len() > 1 {
        write_stderr(&format!("{text}found {}\n", Totals::new(diagnostics)));
    } else {
        write_stderr(&format!("{}\n", text.trim_end()));
    }
}

/// Writes text to stderr. If that fails, there is nowhere to report it.
pub(crate) fn write_stderr(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}

/// Renders diagnostics, sorted by page, for the width and the colors of stderr.
///
/// Shows at most `limit` diagnostics per page. Those without a page are always shown, because each
/// may be about another file.
pub(crate) fn render(diagnostics: &[Diagnostic], limit: usize) -> String {
    let renderer = renderer();
    let mut text = String::new();
    for same_page in diagnostics.chunk_by(|a, b| page(a) == page(b)) {
        let page = page(&same_page[0]);
        let limit = page.map_or(usize::MAX, |_| limit);
        for diagnostic in same_page.iter().take(limit) {
            text += &renderer.render(&[group(diagnostic)]);
            text += "\n\n";
        }
        let hidden = same_page.len().saturating_sub(limit);
        if let Some(page) = page
            && hidden > 0
        {
            let more = Count(hidden, "more diagnostic");
            let page = sanitize(page);
            text += &format!("and {more} in {page} (use --limit 0 to show all)\n\n");
        }
    }
    text
}

fn renderer() -> Renderer {
    let renderer = if console::colors_enabled_stderr() {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    match Term::stderr().size_checked() {
        Some((_, width)) => renderer.term_width(width.into()),
        None => renderer,
    }
}

fn page(diagnostic: &Diagnostic) -> Option<&str> {
    diagnostic.location().map(|location| location.source.name())
}
