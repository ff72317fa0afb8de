//! Merges the pages of one table: the base page, which has the table of properties, then its
//! extensions.
//!
//! Extensions are merged in the given order; those found in folders, in the order in which they
//! build on each other. They add and change items, and later pages override earlier ones. Where two
//! definitions of one item differ in what code and requests find it by, that is an error.

mod column;
mod merger;
mod order;
mod relationship;

use self::merger::{Changes, Item, Merger};
use self::order::order;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{
    AlternateKey, CellValue, Column, Difference, Fact, LocalizedLabel, Message, Relationship,
    Table, UnmatchedChange,
};

/// Merges extensions into their bases. An extension without its base is an error.
pub fn merge(tables: Vec<Table>, diagnostics: &mut Diagnostics) -> Vec<Table> {
    let (bases, rest) = merge_some(tables, diagnostics);
    for extension in rest {
        diagnostics.push(without_base(&extension, &bases));
    }
    bases
}

/// Reports extensions that name no table of the bases and no page that they extend, and removes
/// them.
///
/// An overlay's title is all that says which table it changes.
pub fn reject_unrelated(
    bases: &[Table],
    extensions: &mut Vec<Table>,
    diagnostics: &mut Diagnostics,
) {
    extensions.retain(|extension| {
        let is_related = bases.is_empty() || !extension.extends.is_empty();
        if !is_related {
            diagnostics.push(without_base(extension, bases));
        }
        is_related
    });
}

/// Merges extensions into their bases. Returns the bases, then the extensions without one.
pub fn merge_some(tables: Vec<Table>, diagnostics: &mut Diagnostics) -> (Vec<Table>, Vec<Table>) {
    let (extensions, complete): (Vec<Table>, Vec<Table>) =
        tables.into_iter().partition(Table::is_extension);
    let mut bases = Vec::new();
    for base in complete {
        match bases.iter().find(|first| is_same(first, &base)) {
            Some(first) => diagnostics.push(second_base(first, &base)),
            None => bases.push(base),
        }
    }
    let mut changes: Vec<Changes> = bases.iter().map(|_| Changes::default()).collect();
    let mut rest = Vec::new();
    for extension in order(extensions) {
        let name = extension.schema_name();
        let mut targets = bases.iter_mut().zip(&mut changes);
        match targets.find(|(base, _)| has_name(base, name)) {
            Some((base, changes)) => Merger {
                base,
                changes,
                diagnostics,
            }
            .merge(extension),
            None => rest.push(extension),
        }
    }
    for base in &mut bases {
        report_late_definitions(base, diagnostics);
    }
    (bases, rest)
}

fn is_same(first: &Table, second: &Table) -> bool {
    let name = second.facts.logical_name.as_ref();
    name.is_some_and(|name| has_name(first, &name.value))
}

fn second_base(first: &Table, second: &Table) -> Diagnostic {
    let title = &second.title;
    let message = format!(
        "two base pages of table `{}`",
        second.schema_name().to_lowercase()
    );
    Diagnostic::new(Code::SecondBase, second.source(), title.span, message)
        .with_related(first.source(), first.title.span, "the other base page")
        .help("keep one of them; a page that only adds to the table has no section `Properties`")
}

/// Reports changes to items that a later page defines. What is left has no definition at all.
fn report_late_definitions(base: &mut Table, diagnostics: &mut Diagnostics) {
    for change in std::mem::take(&mut base.unmatched_changes) {
        match definition(base, &change) {
            None => base.unmatched_changes.push(change),
            Some(defined) => {
                let UnmatchedChange { what, name } = &change;
                let message = format!("{what} `{}` is changed before it is defined", name.value);
                let page = base.page_containing(name.span);
                let error = Diagnostic::new(Code::UnknownChange, page, name.span, message);
                let defining = base.page_containing(defined.span);
                diagnostics.push(
                    error
                        .with_related(defining, defined.span, "defined here")
                        .help("name the page that defines it before this one"),
                );
            }
        }
    }
}

fn definition<'a>(base: &'a Table, change: &UnmatchedChange) -> Option<&'a Fact<String>> {
    let columns = base.columns.iter().map(|column| &column.schema_name);
    let lists = [&base.many_to_one, &base.one_to_many, &base.many_to_many];
    let relationships = lists.into_iter().flatten().map(|found| &found.schema_name);
    let is_column = change.what == Column::WHAT;
    let mut names = columns
        .filter(|_| is_column)
        .chain(relationships.filter(|_| !is_column));
    names.find(|name| name.value.eq_ignore_ascii_case(&change.name.value))
}

fn has_name(base: &Table, name: &str) -> bool {
    let names = [&base.facts.logical_name, &base.facts.schema_name];
    names
        .into_iter()
        .flatten()
        .any(|fact| fact.value.eq_ignore_ascii_case(name))
}

/// The folder of Microsoft's pages of the tables that every environment has.
const MICROSOFT: &str = "https://raw.githubusercontent.com/MicrosoftDocs/powerapps-docs/main/powerapps-docs/developer/data-platform/reference/entities";

fn without_base(extension: &Table, bases: &[Table]) -> Diagnostic {
    let name = extension.schema_name().to_lowercase();
    let title = &extension.title;
    let message = format!("missing base page of table `{name}`, which this page extends");
    let error = Diagnostic::new(
        Code::MissingBase,
        extension.page_containing(title.span),
        title.span,
        message,
    );
    if let Some(base) = extension.extends.first() {
        return error.help(format!(
            "add the page of {}: {}",
            base.value.text, base.value.link
        ));
    }
    let known: Vec<&str> = bases.iter().map(Table::schema_name).collect();
    let mut error = error.help("add the base page of the table, which has a section `Properties`");
    // Only tables of other publishers have a prefix.
    if !name.contains('_') {
        error = error.help(format!(
            "download Microsoft's: `curl --create-dirs -o base/{name}.md {MICROSOFT}/{name}.md`"
        ));
    }
    let error = error.help(format!(
        "or create it from the table's definition: `dataverse-schema page --how-to {name}` prints the requests"
    ));
    match known.as_slice() {
        [] => error,
        known => error.suggest_or_list("tables of the other pages", &name, known),
    }
}

impl Item for AlternateKey {
    const WHAT: &'static str = "alternate key";
    const FIXED: &'static [&'static str] = &["LogicalName", "KeyAttributes"];

    fn name(&self) -> &Fact<String> {
        &self.schema_name
    }

    fn differences(&self, later: &Self) -> Vec<Difference> {
        self.facts.differences(&later.facts)
    }

    fn amend(&mut self, later: Self) {
        self.facts.patch(&later.facts);
        self.extra.extend(later.extra);
    }
}

impl Merger<'_> {
    fn merge(mut self, extension: Table) {
        self.base.pages.extend(extension.pages);
        self.add_messages(extension.messages.unwrap_or_default());
        if let Some(events) = extension.events {
            let known = self.base.events.get_or_insert_default();
            for event in events {
                if known.iter().all(|known| known.name != event.name) {
                    known.push(event);
                }
            }
        }
        for column in extension.columns {
            self.add(|table| &mut table.columns, column);
        }
        // Columns that can be set come first.
        self.base
            .columns
            .sort_by_key(|column| !column.is_writable());
        for column in extension.customized_columns {
            self.change_column(column);
        }
        for key in extension.alternate_keys {
            self.add(|table| &mut table.alternate_keys, key);
        }
        for label in extension.localized_labels {
            self.set_label(label);
        }
        self.add_relationships(
            |table| &mut table.many_to_one,
            extension.many_to_one,
            extension.customized_many_to_one,
        );
        self.add_relationships(
            |table| &mut table.one_to_many,
            extension.one_to_many,
            extension.customized_one_to_many,
        );
        self.add_relationships(
            |table| &mut table.many_to_many,
            extension.many_to_many,
            extension.customized_many_to_many,
        );
        self.base.extra.extend(extension.extra);
    }

    /// Adds messages. A base without a list of messages may support any message, so it stays
    /// without one.
    fn add_messages(&mut self, messages: Vec<Message>) {
        for message in messages {
            let Some(known) = &mut self.base.messages else {
                return;
            };
            match known.iter_mut().find(|known| known.name == message.name) {
                None => known.push(message),
                Some(known) => {
                    let first = known.is_event.clone();
                    known.is_event = message.is_event.clone().or(known.is_event.take());
                    if let (Some(first), Some(second)) = (first, message.is_event)
                        && first != second
                    {
                        let [first, second] = [first, second]
                            .map(|fact| Fact::new(CellValue::write(&fact.value), fact.span));
                        self.settle("message", &message.name, ("Event", first, second));
                    }
                }
            }
        }
    }

    fn set_label(&mut self, label: LocalizedLabel) {
        let labels = &mut self.base.localized_labels;
        labels.retain(|known| !known.is_of_same(&label));
        labels.push(label);
    }

    fn add_relationships(
        &mut self,
        list: fn(&mut Table) -> &mut Vec<Relationship>,
        added: Vec<Relationship>,
        changed: Vec<Relationship>,
    ) {
        for relationship in added {
            self.add(list, relationship);
        }
        for relationship in changed {
            self.change_relationship(list, relationship);
        }
    }
}
