//! The stages from the macro's input to code, in the order in which data passes them.

use std::path::Path;

use dataverse_schema_pages::check::check;
use dataverse_schema_pages::merge::merge;
use dataverse_schema_pages::model::{Operations, Table};
use dataverse_schema_pages::read::{is_operations_page, read, read_operations};
use dataverse_schema_pages::source::Source;
use proc_macro2::{Span, TokenStream};

use crate::choose::choose;
use crate::expand::{Code, expand, imports};
use crate::find::{PageFile, Pages, find};
use crate::input::Input;
use crate::names::name_table;
use crate::parallel;
use crate::plan::{OperationsPlan, TablePlan, reject_collisions};
use crate::report::Report;
use crate::unused::unused_options;

/// What is generated from the macro's input, besides modules.
pub(crate) struct Expansion {
    /// What the generated modules import.
    pub(crate) imports: TokenStream,
    pub(crate) pages: Pages,
    pub(crate) report: Report,
}

/// Generates the code of one `include_schema!`, for the macro and for [`Builder`](crate::Builder).
///
/// A stage that finds an error reports it and continues without the affected part. The last stage
/// passes each module to `add`, with where the compiler shows the definitions of its choices. It
/// does so while others are written, as the compiler lexes on the current thread only.
///
/// # Errors
/// Returns an error if the input can't be parsed.
pub(crate) fn generate(
    input: TokenStream,
    manifest_dir: &Path,
    mut add: impl FnMut(Code, Span),
) -> syn::Result<Expansion> {
    let input: Input = syn::parse2(input)?;
    let mut report = Report::default();

    let pages = find(&input.patterns, &input.dir, manifest_dir, &mut report);
    let files: Vec<&PageFile> = pages.files().collect();
    let sources = parallel::filter_map(&files, &mut report.pages, |file, errors| {
        let source = Source::load(&file.path, file.name.as_str());
        let source = source.map_err(|error| errors.push(error)).ok()?;
        Some(if file.is_found {
            source.found()
        } else {
            source
        })
    });
    let (operation_sources, sources): (Vec<Source>, Vec<Source>) =
        sources.into_iter().partition(is_operations_page);
    let mut operation_pages: Vec<Operations> = Vec::new();
    for source in &operation_sources {
        operation_pages.extend(read_operations(source, &mut report.pages));
    }
    let tables = parallel::filter_map(&sources, &mut report.pages, read);
    let tables = merge(tables, &mut report.pages);

    let reported = report.pages.spans();
    let external = input.external.names();
    let mut included = external.tables.clone();
    included.extend(tables.iter().map(Table::logical_name));
    let mut tables = parallel::filter_map(&tables, &mut report.pages, |table, errors| {
        let mut table = check(table, &reported, errors)?;
        let options = choose(&mut table, &input.select.wanted, &included);
        let names = name_table(&table, &input.renames.renames, errors);
        Some(TablePlan::new(table, options, names))
    });
    reject_collisions(&mut tables, &mut report.pages);
    let mut operations = OperationsPlan::new(&operation_pages, &mut report.pages);
    operations.reject_unknown_entity_sets(&tables, &external, &mut report.pages);
    if report.is_empty() {
        report.input = unused_options(&input, &tables, &operations);
    }

    let choices_span = choices_span(&input);
    expand(&tables, &operations, &external, |module| {
        add(module, choices_span);
    });
    Ok(Expansion {
        imports: imports(
            &input.krate,
            &input.external.tables,
            &input.external.choices,
        ),
        pages,
        report,
    })
}

/// Returns the span of the line of the crate's macro that has a comment about choices.
///
/// For the span of another crate's macro, the compiler would show the macro's call instead. So it
/// is as if the user had written that line.
fn choices_span(input: &Input) -> Span {
    let page = input.patterns.first();
    page.map_or(input.krate_span, |page| {
        input.krate_span.resolved_at(page.span())
    })
}
