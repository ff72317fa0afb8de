use std::collections::BTreeSet;
use std::ptr;

use dataverse_schema_pages::diagnostic::{Code, Diagnostic};
use proc_macro2::Span;

use crate::choose::{Item, Pattern, PerTable, Selection, Selector};
use crate::input::SelectOptions;
use crate::plan::TablePlan;

/// Returns an error for each selector that matches nothing, and for each entry that later entries
/// override for all its tables.
pub(super) fn check_selectors(
    options: &SelectOptions,
    tables: &[TablePlan<'_>],
) -> Vec<(Span, Diagnostic)> {
    let wanted = &options.wanted;
    let used = tables
        .iter()
        .flat_map(|table| &table.options.used_selectors);
    let mut checker = SelectorChecker {
        used: used.copied().collect(),
        tables,
        spans: &options.spans,
        errors: Vec::new(),
    };
    checker.check_tables(&wanted.docs);
    checker.check_tables(&wanted.serialization);
    checker.check_tables(&wanted.descriptions);
    checker.check_tables(&wanted.deprecated);
    checker.check_tables(&wanted.language);
    checker.check_tables(&wanted.columns);
    checker.check_tables(&wanted.relationships);
    checker.check_selections(&wanted.columns, unused_column);
    checker.check_selections(&wanted.relationships, unused_relationship);
    checker.errors
}

struct SelectorChecker<'a> {
    used: BTreeSet<usize>,
    tables: &'a [TablePlan<'a>],
    spans: &'a [Span],
    errors: Vec<(Span, Diagnostic)>,
}

impl<'a> SelectorChecker<'a> {
    fn check(&mut self, selector: &Selector, error: impl FnOnce() -> Diagnostic) {
        if !self.used.contains(&selector.index) {
            self.errors.push((self.spans[selector.index], error()));
        }
    }

    /// Checks the selectors of tables.
    fn check_tables<T>(&mut self, entries: &PerTable<T>) {
        let tables = self.tables;
        for (selector, _) in &entries.0 {
            self.check(selector, || unused_table(selector, tables));
        }
    }

    /// Checks the selectors of columns or relationships in the entries that apply to a table.
    fn check_selections(
        &mut self,
        entries: &PerTable<Selection>,
        error: impl Fn(&Selector, &Selection, &[&'a TablePlan<'a>]) -> Diagnostic,
    ) {
        for entry in &entries.0 {
            let (_, selection) = entry;
            let applies = |table: &&TablePlan<'_>| {
                let applied = entries.get(table.logical_name());
                applied.is_some_and(|applied| ptr::eq(applied, entry))
            };
            let tables: Vec<&TablePlan<'_>> = self.tables.iter().filter(applies).collect();
            if tables.is_empty() {
                continue;
            }
            for selector in selection.only.iter().flatten().chain(&selection.except) {
                self.check(selector, || error(selector, selection, &tables));
            }
        }
    }
}

fn unused_table(selector: &Selector, tables: &[TablePlan<'_>]) -> Diagnostic {
    let text = selector.text();
    let known: Vec<&str> = tables.iter().map(TablePlan::logical_name).collect();
    if known
        .iter()
        .any(|table| selector.matches(Item::named(&[table])))
    {
        let message =
            format!("entry `{text}` has no effect: later entries apply to all its tables");
        return Diagnostic::general(Code::UnusedOption, message)
            .help("put general entries first, and exceptions after them");
    }
    let message = match selector.pattern {
        Pattern::Name(_) => format!("table `{text}` is not included"),
        Pattern::Glob(_) | Pattern::Kind(_) | Pattern::Included => {
            format!("no included table matches `{text}`")
        }
    };
    Diagnostic::general(Code::UnknownNameInOption, message).suggest_or_list(
        "included tables",
        text,
        &known,
    )
}

fn unused_column(selector: &Selector, _: &Selection, tables: &[&TablePlan<'_>]) -> Diagnostic {
    let text = selector.text();
    if tables
        .iter()
        .any(|table| table.table.primary_id.value == text)
    {
        let message = format!("cannot leave out the primary key `{text}`");
        return Diagnostic::general(Code::UnusedOption, message).help("remove it from `except(…)`");
    }
    let columns: Vec<String> = tables
        .iter()
        .flat_map(|table| &table.table.model.columns)
        .map(|column| column.logical_name())
        .collect();
    let known: Vec<&str> = columns.iter().map(String::as_str).collect();
    if known
        .iter()
        .any(|name| selector.matches(Item::named(&[name])))
    {
        let message = format!("no code is generated for column `{text}`");
        return Diagnostic::general(Code::UnusedOption, message)
            .help("remove it: a column that can be neither selected nor set has no field");
    }
    no_match(selector, tables, "column").suggest_or_list("available columns", text, &known)
}

fn unused_relationship(
    selector: &Selector,
    selection: &Selection,
    tables: &[&TablePlan<'_>],
) -> Diagnostic {
    let relationships = tables
        .iter()
        .flat_map(|table| table.table.relationships())
        .flat_map(|(_, relationships)| relationships);
    let error = no_match(selector, tables, "relationship");
    if matches!(selector.pattern, Pattern::Included) {
        let related: BTreeSet<&str> = relationships
            .map(|relationship| relationship.table)
            .collect();
        let related: Vec<&str> = related.into_iter().collect();
        // Without its last selector, `only` would be gone, and all relationships back.
        let is_alone = matches!(selection.only.as_deref(), Some([only]) if ptr::eq(only, selector));
        let otherwise = if is_alone {
            "write `none` instead of `only(included)`"
        } else {
            "remove `included`"
        };
        return error
            .help(format!(
                "include the page of a related table, or {otherwise}"
            ))
            .suggest_or_list("related tables", selector.text(), &related);
    }
    let known: BTreeSet<&str> = relationships
        .flat_map(|relationship| {
            [
                relationship.navigation_property,
                relationship.schema_name.value.as_str(),
            ]
        })
        .filter(|name| !name.is_empty())
        .collect();
    let known: Vec<&str> = known.into_iter().collect();
    error.suggest_or_list("available relationships", selector.text(), &known)
}

/// Returns the error of a selector that matches nothing in these tables.
fn no_match(selector: &Selector, tables: &[&TablePlan<'_>], what: &str) -> Diagnostic {
    let text = selector.text();
    let missing = match selector.pattern {
        Pattern::Name(_) => format!("unknown {what} `{text}`"),
        Pattern::Glob(_) => format!("no {what} matches `{text}`"),
        Pattern::Kind(_) => format!("no {what} of kind `{text}`"),
        Pattern::Included => format!("no {what} with an included table"),
    };
    let message = match tables {
        [table] => format!("{missing} in table `{}`", table.logical_name()),
        _ => format!("{missing} in any of the {} tables", tables.len()),
    };
    Diagnostic::general(Code::UnknownNameInOption, message)
}
