//! Merges the pages of one table: the base page, which has the table of properties, then its
//! extensions.
//!
//! Extensions are merged in the given order; those found in folders, in the order in which they
//! build on each other. They add and change items, and later pages override earlier ones. A
//! definition that differs from an earlier one without being marked as a change is an error.

mod column;
mod merger;
mod order;
mod relationship;

use self::merger::{Item, Merger, REMOVE};
use self::order::order;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{AlternateKey, Fact, LocalizedLabel, Message, Relationship, Table};

/// Merges extensions into their bases. An extension without its base is an error.
pub fn merge(tables: Vec<Table>, diagnostics: &mut Diagnostics) -> Vec<Table> {
    let (bases, rest) = merge_some(tables, diagnostics);
    for extension in rest {
        diagnostics.push(without_base(&extension, &bases));
    }
    bases
}

/// Merges extensions into their bases. Returns the bases, then the extensions without one.
pub fn merge_some(tables: Vec<Table>, diagnostics: &mut Diagnostics) -> (Vec<Table>, Vec<Table>) {
    let (extensions, mut bases): (Vec<Table>, Vec<Table>) =
        tables.into_iter().partition(Table::is_extension);
    let mut rest = Vec::new();
    for extension in order(extensions) {
        let name = extension.schema_name();
        match bases.iter_mut().find(|base| has_name(base, name)) {
            Some(base) => Merger { base, diagnostics }.merge(extension),
            None => rest.push(extension),
        }
    }
    (bases, rest)
}

fn has_name(base: &Table, name: &str) -> bool {
    let names = [&base.facts.logical_name, &base.facts.schema_name];
    names
        .into_iter()
        .flatten()
        .any(|fact| fact.value.eq_ignore_ascii_case(name))
}

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
    let error = error.help("add the base page of the table, which has a section `Properties`");
    match known.as_slice() {
        [] => error,
        known => error.suggest_or_list("tables of the other pages", &name, known),
    }
}

impl Item for AlternateKey {
    const WHAT: &'static str = "alternate key";
    const HELP: &'static str = REMOVE;

    fn name(&self) -> &Fact<String> {
        &self.schema_name
    }
}

impl Merger<'_> {
    fn merge(mut self, extension: Table) {
        self.base.pages.extend(extension.pages);
        self.add_messages(extension.messages.unwrap_or_default());
        if let Some(events) = extension.events {
            self.base.events.get_or_insert_default().extend(events);
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
            match known.iter().find(|known| known.name == message.name) {
                None => known.push(message),
                Some(first) if first.is_event == message.is_event => {}
                Some(first) => {
                    let first = first.name.clone();
                    self.conflict("message", &first, &message.name, REMOVE);
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
