//! Options that say nothing.

use std::collections::BTreeSet;

use dataverse_schema_pages::check::Limits;
use dataverse_schema_pages::diagnostic::Diagnostic;
use proc_macro2::Span;

use crate::choose::{Pattern, PerTable, Selection, Selector};
use crate::expand::Named;
use crate::include::choosing::Chosen;
use crate::include::input::RenameSpans;
use crate::names::Rename;

/// Why it makes no sense that the options name this table.
pub(super) fn table(table: &str, included: &[Named<'_>]) -> Option<Diagnostic> {
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
    let message = format!("nothing that is generated names a table `{table}`");
    Some(Diagnostic::general(message).known("named are", table, &known))
}

/// Why it makes no sense that the options name this global choice.
pub(super) fn choice(name: &str, included: &[Named<'_>]) -> Option<Diagnostic> {
    let choices = included.iter().flat_map(Named::global_choices);
    let known: BTreeSet<&str> = choices.map(|choice| choice.name).collect();
    if known.contains(name) {
        return None;
    }
    let known: Vec<&str> = known.into_iter().collect();
    let message = format!("no column that is generated has the global choice `{name}`");
    Some(Diagnostic::general(message).known("there are", name, &known))
}

/// Why a rename has nothing to rename.
pub(super) fn rename(
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
        let mut of_page = checked.model.columns.iter();
        if of_page.any(|known| known.logical_name() == *column) {
            let message = format!("the column `{column}` isn't chosen");
            let problem = Diagnostic::general(message);
            let help = "leave it out here, or take it into `columns(…)`";
            return Some((spans.column, problem.help(help)));
        }
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
    let Limits::Choice { options } = &checked.columns[index].limits else {
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

/// The selectors that match nothing.
pub(super) fn selectors(
    chosen: &Chosen,
    used: &BTreeSet<usize>,
    included: &[Named<'_>],
) -> Vec<(Span, Diagnostic)> {
    let Chosen { choosing, spans } = chosen;
    let mut idle = Idle {
        used,
        included,
        found: Vec::new(),
    };
    idle.tables(&choosing.docs);
    idle.tables(&choosing.serialization);
    idle.tables(&choosing.columns);
    idle.tables(&choosing.relationships);
    idle.selections(&choosing.columns, Idle::columns);
    idle.selections(&choosing.relationships, Idle::relationships);
    let found = idle.found.into_iter();
    found
        .map(|(number, problem)| (spans[number], problem))
        .collect()
}

struct Idle<'a> {
    used: &'a BTreeSet<usize>,
    included: &'a [Named<'a>],
    /// By the numbers of the selectors.
    found: Vec<(usize, Diagnostic)>,
}

impl<'a> Idle<'a> {
    /// Tables that aren't there, or for which a later entry holds.
    fn tables<T>(&mut self, entries: &PerTable<T>) {
        let tables = self.included.iter();
        let tables: Vec<&str> = tables
            .map(|named| named.table.logical_name.value.as_str())
            .collect();
        for (selector, _) in &entries.0 {
            if self.used.contains(&selector.number) {
                continue;
            }
            let text = selector.text();
            let problem = if tables.iter().any(|table| selector.matches(&[table], None)) {
                let message = format!("for all tables that `{text}` names, a later entry holds");
                Diagnostic::general(message)
                    .help("put what holds for many tables first, and exceptions after it")
            } else {
                let message = match selector.pattern {
                    Pattern::Name(_) => format!("no page of a table `{text}` is included"),
                    _ => format!("no table that is included matches `{text}`"),
                };
                Diagnostic::general(message).known("there are", text, &tables)
            };
            self.found.push((selector.number, problem));
        }
    }

    /// Selectors of what isn't there in the tables for which an entry holds.
    fn selections(
        &mut self,
        entries: &PerTable<Selection>,
        problem: impl Fn(&Selector, &[&'a Named<'a>], &str) -> Diagnostic,
    ) {
        for (tables, selection) in &entries.0 {
            let holds = |named: &&Named<'_>| {
                let entry = entries.of(&named.table.logical_name.value);
                entry.is_some_and(|(holding, _)| std::ptr::eq(holding, tables))
            };
            let included: Vec<&Named<'_>> = self.included.iter().filter(holds).collect();
            let lack = match included.as_slice() {
                [] => continue,
                [one] => format!("the table `{}` has no", one.table.logical_name.value),
                [..] => format!("none of the {} tables has a", included.len()),
            };
            let only = selection.only.iter().flatten();
            for selector in only.chain(&selection.except) {
                if !self.used.contains(&selector.number) {
                    let problem = problem(selector, &included, &lack);
                    self.found.push((selector.number, problem));
                }
            }
        }
    }

    fn columns(selector: &Selector, tables: &[&Named<'_>], lack: &str) -> Diagnostic {
        let text = selector.text();
        let columns = tables.iter().flat_map(|named| &named.table.model.columns);
        let columns: Vec<String> = columns.map(|column| column.logical_name()).collect();
        let known: Vec<&str> = columns.iter().map(String::as_str).collect();
        let is_primary_id = |named: &&&Named<'_>| named.table.primary_id.value == text;
        let matching = known.iter().any(|name| selector.matches(&[name], None));
        if tables.iter().any(|named| is_primary_id(&named)) {
            let message = format!("the primary key `{text}` can't be left out");
            Diagnostic::general(message).help("it costs next to nothing")
        } else if matching {
            let message = format!("nothing is generated for `{text}`, chosen or not");
            Diagnostic::general(message)
                .help("such a column can neither be selected nor set, and is only described")
        } else {
            nothing(selector, lack, "column", &known)
        }
    }

    fn relationships(selector: &Selector, tables: &[&Named<'_>], lack: &str) -> Diagnostic {
        let lists = tables.iter().flat_map(|named| named.table.relationships());
        let relationships = lists.flat_map(|(_, relationships)| relationships);
        let names = relationships.flat_map(|relationship| {
            [
                relationship.navigation_property,
                relationship.schema_name.value.as_str(),
            ]
        });
        let known: BTreeSet<&str> = names.filter(|name| !name.is_empty()).collect();
        let known: Vec<&str> = known.into_iter().collect();
        nothing(selector, lack, "relationship", &known)
    }
}

/// `lack` says whose nothing it is: "the table … has no".
fn nothing(selector: &Selector, lack: &str, what: &str, known: &[&str]) -> Diagnostic {
    let text = selector.text();
    let which = match selector.pattern {
        Pattern::Name(_) => format!("{what} `{text}`"),
        Pattern::Glob(_) => format!("{what} that matches `{text}`"),
        Pattern::Kind(_) => format!("{what} of the kind `{text}`"),
    };
    let problem = Diagnostic::general(format!("{lack} {which}"));
    problem.known("there are", text, known)
}
