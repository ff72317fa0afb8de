//! Merges the pages of one table: the base page, which has the table of properties, then its extensions in the given order.
//! Extensions add and change things, and later pages override earlier ones. A definition that differs from an earlier
//! one without being marked as a change is an error.

mod column;
mod relationship;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{AlternateKey, Fact, Message, Section, Table};
use crate::source::Source;

/// Merges extensions into their bases. An extension without its base is an error.
pub fn merge(tables: Vec<Table>, problems: &mut Diagnostics) -> Vec<Table> {
    let (bases, rest) = merge_some(tables, problems);
    for extension in rest {
        problems.push(without_base(&extension, &bases));
    }
    bases
}

/// Merges extensions into their bases. Returns the bases, then the extensions without one.
pub fn merge_some(tables: Vec<Table>, problems: &mut Diagnostics) -> (Vec<Table>, Vec<Table>) {
    let (extensions, mut bases): (Vec<Table>, Vec<Table>) =
        tables.into_iter().partition(Table::is_extension);
    let mut rest = Vec::new();
    for extension in extensions {
        let name = extension.schema_name();
        let base = bases.iter_mut().find(|base| is_of(base, name));
        match base {
            Some(base) => Merger { base, problems }.merge(extension),
            None => rest.push(extension),
        }
    }
    (bases, rest)
}

fn is_of(base: &Table, name: &str) -> bool {
    let names = [&base.facts.logical_name, &base.facts.schema_name];
    let mut names = names.into_iter().flatten();
    names.any(|fact| fact.value.eq_ignore_ascii_case(name))
}

fn without_base(extension: &Table, bases: &[Table]) -> Diagnostic {
    let name = extension.schema_name().to_lowercase();
    let title = &extension.title;
    let message = format!("missing base page of table `{name}`, which this page extends");
    let problem = Diagnostic::new(extension.page_of(title.span), title.span, message);
    if let Some(base) = extension.extends.first() {
        return problem.help(format!(
            "add the page of {}: {}",
            base.value.text, base.value.link
        ));
    }
    let known: Vec<&str> = bases.iter().map(Table::schema_name).collect();
    let problem = problem.help(
        "a page without a section `Properties` is an extension; add the base page, which has this section",
    );
    match known.as_slice() {
        [] => problem,
        known => problem.known("tables of the other pages", &name, known),
    }
}

struct Merger<'a> {
    base: &'a mut Table,
    problems: &'a mut Diagnostics,
}

impl Merger<'_> {
    fn merge(mut self, extension: Table) {
        self.base.pages.extend(extension.pages);
        self.messages(extension.messages.unwrap_or_default());
        if let Some(events) = extension.events {
            let known = self.base.events.get_or_insert_default();
            known.extend(events);
        }
        for column in extension.columns {
            self.add_column(column);
        }
        // Those that can be set come first.
        self.base
            .columns
            .sort_by_key(|column| !column.is_writable());
        for column in extension.customized_columns {
            self.change_column(column);
        }
        for key in extension.alternate_keys {
            self.add_key(key);
        }
        for label in extension.localized_labels {
            let labels = &mut self.base.localized_labels;
            labels.retain(|known| !known.is_of_same(&label));
            labels.push(label);
        }
        for (kind, added, changed) in [
            (
                Section::ManyToOne,
                extension.many_to_one,
                extension.customized_many_to_one,
            ),
            (
                Section::OneToMany,
                extension.one_to_many,
                extension.customized_one_to_many,
            ),
            (
                Section::ManyToMany,
                extension.many_to_many,
                extension.customized_many_to_many,
            ),
        ] {
            for relationship in added {
                self.add_relationship(kind, relationship);
            }
            for relationship in changed {
                self.change_relationship(kind, relationship);
            }
        }
        self.base.extra.extend(extension.extra);
    }

    /// Merges messages. A base without a list of messages may support any message, and stays so.
    fn messages(&mut self, messages: Vec<Message>) {
        for message in messages {
            let Some(known) = &mut self.base.messages else {
                return;
            };
            let first = known.iter().find(|known| known.name == message.name);
            match first.map(|first| (first.is_event.clone(), first.name.clone())) {
                None => known.push(message),
                Some((is_event, first)) if is_event != message.is_event => {
                    self.contradiction("message", &first, &message.name, "");
                }
                Some(_) => {}
            }
        }
    }

    fn add_key(&mut self, key: AlternateKey) {
        let keys = &mut self.base.alternate_keys;
        match keys
            .iter()
            .find(|known| known.schema_name == key.schema_name)
        {
            None => keys.push(key),
            Some(first) if *first == key => {}
            Some(first) => {
                let first = first.schema_name.clone();
                self.contradiction("alternate key", &first, &key.schema_name, "");
            }
        }
    }

    fn page(&self, fact: &Fact<String>) -> Source {
        self.base.page_of(fact.span).clone()
    }

    /// Reports two different definitions of one thing.
    fn contradiction(
        &mut self,
        what: &str,
        first: &Fact<String>,
        second: &Fact<String>,
        help: &str,
    ) {
        let message = format!("conflicting definitions of {what} `{}`", second.value);
        let problem = Diagnostic::new(&self.page(second), second.span, message);
        let problem = problem.also(&self.page(first), first.span, "first defined here");
        self.problems.push(match help {
            "" => problem.help("remove it from one of the pages"),
            help => problem.help(help),
        });
    }
}
