use dataverse_schema_pages::diagnostic::{Code, Diagnostic};
use dataverse_schema_pages::model::{Fact, Table};
use dataverse_schema_pages::source::{Source, Span};

/// Where a page has the fact that a name is derived from.
#[derive(Clone, Copy)]
pub(crate) struct Origin<'a> {
    page: &'a Source,
    span: Span,
}

impl<'a> Origin<'a> {
    pub(crate) fn on(page: &'a Source, span: Span) -> Self {
        Self { page, span }
    }

    pub(crate) fn new<T>(table: &'a Table, fact: &Fact<T>) -> Self {
        Self {
            page: table.page_containing(fact.span),
            span: fact.span,
        }
    }
}

/// Returns the error for a name that is derived from two facts.
pub(crate) fn collision(message: String, first: Origin<'_>, second: Origin<'_>) -> Diagnostic {
    Diagnostic::new(Code::NameCollision, second.page, second.span, message).with_related(
        first.page,
        first.span,
        "first used here",
    )
}

/// Returns the help for a collision that an entry of the option `rename` resolves.
pub(crate) fn rename_help(entry: &str) -> String {
    format!("rename one of them: `rename({entry})`")
}
