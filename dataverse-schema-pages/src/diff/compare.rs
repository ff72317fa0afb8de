use std::collections::{BTreeMap, BTreeSet};

use crate::diff::change::{Change, Differences, Subject};
use crate::diff::class::{self, Class};
use crate::diff::item::{Item, option_properties, table_properties};
use crate::diff::properties::{Pair, Properties};
use crate::diff::property::{
    CUSTOMIZED_COLUMNS, CUSTOMIZED_MANY_TO_MANY, CUSTOMIZED_MANY_TO_ONE, CUSTOMIZED_ONE_TO_MANY,
    EVENTS, MESSAGES, OPTIONS, ORIGIN, PROSE,
};
use crate::model::{ChoiceOption, FactValue, Message, Property, Table};

/// The comparison of two versions of a table.
pub(super) struct Comparison<'c> {
    pub(super) table: &'c str,
    /// True if the pages have different layouts or origins.
    pub(super) between_forms: bool,
    /// The version that is an extension, if the other one is a whole table.
    pub(super) partial: Option<Side>,
    pub(super) differences: &'c mut Differences,
}

/// One of the two versions.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Old,
    New,
}

impl Comparison<'_> {
    pub(super) fn tables(&mut self, old: &Table, new: &Table) {
        if self.partial.is_none() {
            self.properties(
                &Subject::Table,
                table_properties(old),
                table_properties(new),
            );
        }
        self.items(&old.columns, &new.columns, |column| Subject::Column {
            column,
        });
        self.changes(
            CUSTOMIZED_COLUMNS,
            &old.customized_columns,
            &new.customized_columns,
            |column| Subject::Column { column },
        );
        self.items(&old.many_to_one, &new.many_to_one, |relationship| {
            Subject::ManyToOne { relationship }
        });
        self.changes(
            CUSTOMIZED_MANY_TO_ONE,
            &old.customized_many_to_one,
            &new.customized_many_to_one,
            |relationship| Subject::ManyToOne { relationship },
        );
        self.items(&old.one_to_many, &new.one_to_many, |relationship| {
            Subject::OneToMany { relationship }
        });
        self.changes(
            CUSTOMIZED_ONE_TO_MANY,
            &old.customized_one_to_many,
            &new.customized_one_to_many,
            |relationship| Subject::OneToMany { relationship },
        );
        self.items(&old.many_to_many, &new.many_to_many, |relationship| {
            Subject::ManyToMany { relationship }
        });
        self.changes(
            CUSTOMIZED_MANY_TO_MANY,
            &old.customized_many_to_many,
            &new.customized_many_to_many,
            |relationship| Subject::ManyToMany { relationship },
        );
        if self.partial.is_none() {
            self.lists(old, new);
        }
        self.items(&old.alternate_keys, &new.alternate_keys, |key| {
            Subject::AlternateKey { key }
        });
        self.items(&old.localized_labels, &new.localized_labels, |label| {
            Subject::LocalizedLabel { label }
        });
    }

    /// Compares the lists that a page may lack.
    fn lists(&mut self, old: &Table, new: &Table) {
        self.messages(MESSAGES, &old.messages, &new.messages, |message| {
            Subject::Message { message }
        });
        self.messages(EVENTS, &old.events, &new.events, |event| Subject::Event {
            event,
        });
        for lists in [
            [old.alternate_keys.is_empty(), new.alternate_keys.is_empty()],
            [
                old.localized_labels.is_empty(),
                new.localized_labels.is_empty(),
            ],
        ] {
            if lists[0] != lists[1] {
                self.count_one_sided();
            }
        }
    }

    /// Compares lists of messages or events. A page without the section may support any of them.
    fn messages(
        &mut self,
        property: Property,
        old: &Option<Vec<Message>>,
        new: &Option<Vec<Message>>,
        subject: fn(String) -> Subject,
    ) {
        match (old, new) {
            (Some(old), Some(new)) => self.items(old, new, subject),
            (None, None) => {}
            (_, new) => {
                let class = class::list(property, new.is_some());
                self.count_one_sided();
                let change = self.change(Subject::Table, class);
                self.push(Change {
                    property: Some(property),
                    ..change
                });
            }
        }
    }

    /// Compares the items of two lists by their names.
    fn items<T: Item>(&mut self, old: &[T], new: &[T], subject: fn(String) -> Subject) {
        let (old, new) = (index_by_name(old, T::name), index_by_name(new, T::name));
        let mut removed: Vec<&str> = Vec::new();
        let mut added: Vec<&str> = Vec::new();
        for name in names(&old, &new) {
            match (old.get(name), new.get(name)) {
                (Some(old), Some(new)) => {
                    self.properties(
                        &subject(name.to_owned()),
                        old.properties(),
                        new.properties(),
                    );
                    self.options(name, old.options(), new.options());
                }
                (Some(_), None) => removed.push(name),
                (None, _) => added.push(name),
            }
        }
        removed.retain(|old_name| {
            let mut same = added
                .iter()
                .filter(|new_name| old[*old_name].is_renamed(new[**new_name]));
            let (Some(new_name), None) = (same.next().copied(), same.next()) else {
                return true;
            };
            let subject = subject((*old_name).to_owned());
            let class = class::renamed(&subject);
            let change = self.change(subject, class);
            self.push(Change {
                old: Some(FactValue::Text((*old_name).to_owned())),
                new: Some(FactValue::Text(new_name.to_owned())),
                ..change
            });
            added.retain(|name| *name != new_name);
            false
        });
        for name in removed {
            let subject = subject(name.to_owned());
            let class = class::removed(&subject);
            self.add(subject, class);
        }
        for name in added {
            let class = class::added(new[name].is_required());
            self.add(subject(name.to_owned()), class);
        }
    }

    /// Compares the changes of extensions to items of other pages.
    ///
    /// A change that is new or gone leaves the item as another page has it, which isn't known.
    fn changes<T: Item>(
        &mut self,
        property: Property,
        old: &[T],
        new: &[T],
        subject: fn(String) -> Subject,
    ) {
        let (old, new) = (index_by_name(old, T::name), index_by_name(new, T::name));
        for name in names(&old, &new) {
            let subject = subject(name.to_owned());
            match (old.get(name), new.get(name)) {
                (Some(old), Some(new)) => {
                    self.properties(&subject, old.properties(), new.properties());
                    self.options(name, old.options(), new.options());
                }
                (old, _) => {
                    let change = self.change(subject, class::change(old.is_none()));
                    self.push(Change {
                        property: Some(property),
                        ..change
                    });
                }
            }
        }
    }

    fn options(&mut self, column: &str, old: &[ChoiceOption], new: &[ChoiceOption]) {
        let value = |option: &ChoiceOption| option.value.value.to_string();
        let (old_by_value, new_by_value) = (index_by_name(old, value), index_by_name(new, value));
        for value in names(&old_by_value, &new_by_value) {
            let subject = Subject::Option {
                column: column.to_owned(),
                option: value.to_owned(),
            };
            match (old_by_value.get(value), new_by_value.get(value)) {
                (Some(old), Some(new)) => {
                    self.properties(&subject, option_properties(old), option_properties(new));
                }
                (None, Some(new)) => {
                    self.add(subject, class::added_option(new, old));
                }
                (_, None) => {
                    let class = class::removed(&subject);
                    self.add(subject, class);
                }
            }
        }
    }

    /// Compares the properties of an item, except prose and those that are compared separately.
    fn properties(&mut self, subject: &Subject, old: Properties, new: Properties) {
        for pair in old.zip(new) {
            let property = pair.property;
            if self.between_forms && pair.is_one_sided() {
                self.count_one_sided();
                continue;
            }
            if self.is_unsaid(&pair) {
                continue;
            }
            let is_same = if self.between_forms {
                pair.is_alike()
            } else {
                pair.is_same()
            };
            if !is_same && property != OPTIONS && !PROSE.contains(&property) {
                let change = self.change(subject.clone(), class::changed(subject, &pair));
                self.push(Change {
                    property: Some(property),
                    old: pair.old,
                    new: pair.new,
                    ..change
                });
            }
        }
    }

    /// Returns true for what an extension doesn't say about an item of a whole table.
    fn is_unsaid(&self, pair: &Pair) -> bool {
        let said = match self.partial {
            None => return false,
            Some(Side::Old) => &pair.old,
            Some(Side::New) => &pair.new,
        };
        said.is_none() || ORIGIN.contains(&pair.property)
    }

    /// Counts a row that only one of two forms of pages has.
    fn count_one_sided(&mut self) {
        if self.between_forms {
            let table = self.table.to_owned();
            *self.differences.not_compared.entry(table).or_default() += 1;
        }
    }

    pub(super) fn add(&mut self, subject: Subject, class: Class) {
        let change = self.change(subject, class);
        self.push(change);
    }

    fn push(&mut self, change: Change) {
        self.differences.changes.push(change);
    }

    /// Returns a change without a property and values.
    fn change(&self, subject: Subject, class: Class) -> Change {
        Change {
            table: self.table.to_owned(),
            subject,
            kind: class.kind,
            property: None,
            old: None,
            new: None,
            breaks_api: class.breaks_api,
            breaks_data: class.breaks_data,
        }
    }
}

/// Returns items by their names. Items with the same name are numbered.
fn index_by_name<T>(items: &[T], name: impl Fn(&T) -> String) -> BTreeMap<String, &T> {
    let mut index = BTreeMap::new();
    for item in items {
        let name = name(item);
        let mut key = name.clone();
        let mut number = 2;
        while index.contains_key(&key) {
            key = format!("{name} ({number})");
            number += 1;
        }
        index.insert(key, item);
    }
    index
}

/// Returns the names on either side, sorted.
pub(super) fn names<'n, T>(
    old: &'n BTreeMap<String, &T>,
    new: &'n BTreeMap<String, &T>,
) -> BTreeSet<&'n str> {
    old.keys().chain(new.keys()).map(String::as_str).collect()
}
