use std::cmp::Ordering;

use crate::check::MAX_TARGETS_IN_ENUM;
use crate::diff::change::{ChangeKind, Subject};
use crate::diff::properties::Pair;
use crate::diff::property::{LABEL, MESSAGES, OTHER_ENTITY, SCHEMA_NAME, WRITABLE};
use crate::model::{
    CellValue as _, ChoiceOption, ColumnFacts, FactValue, KeyFacts, OptionFacts, Property,
    RelationshipFacts, RequiredLevel, TableFacts,
};

/// What a change means.
#[derive(Clone, Copy)]
pub(super) struct Class {
    pub(super) kind: ChangeKind,
    pub(super) breaks_api: bool,
    pub(super) breaks_data: bool,
}

impl Class {
    const fn new(kind: ChangeKind, breaks_api: bool, breaks_data: bool) -> Self {
        Self {
            kind,
            breaks_api,
            breaks_data,
        }
    }

    const fn harmless(kind: ChangeKind) -> Self {
        Self::new(kind, false, false)
    }
}

const CHANGED: Class = Class::harmless(ChangeKind::Changed);
const RENAMED: Class = Class::harmless(ChangeKind::Renamed);
const WIDENED: Class = Class::harmless(ChangeKind::Widened);

/// Classifies a property that differs.
pub(super) fn changed(subject: &Subject, pair: &Pair) -> Class {
    let property = pair.property;
    match subject {
        Subject::Table => table(property),
        Subject::Column { .. } => column(pair),
        Subject::Option { .. } => option(property),
        Subject::ManyToOne { .. } | Subject::OneToMany { .. } | Subject::ManyToMany { .. } => {
            relationship(property)
        }
        Subject::LocalizedLabel { .. } if property == LABEL => RENAMED,
        Subject::AlternateKey { .. } if property == KeyFacts::key_attributes => {
            Class::new(ChangeKind::Changed, false, true)
        }
        Subject::LocalizedLabel { .. }
        | Subject::AlternateKey { .. }
        | Subject::Message { .. }
        | Subject::Event { .. } => CHANGED,
    }
}

fn table(property: Property) -> Class {
    match property {
        TableFacts::schema_name => Class::new(ChangeKind::Renamed, true, false),
        TableFacts::entity_set_name
        | TableFacts::display_name
        | TableFacts::display_collection_name
        | TableFacts::collection_schema_name
        | TableFacts::logical_collection_name => RENAMED,
        TableFacts::primary_id_attribute => Class::new(ChangeKind::Changed, true, true),
        _ => CHANGED,
    }
}

/// Classifies messages or events that were added (`is_new`) or removed. A page without the list may
/// support any message.
pub(super) fn list(property: Property, is_new: bool) -> Class {
    match property {
        // Messages that aren't in the new list can no longer be sent.
        MESSAGES if is_new => Class::new(ChangeKind::Narrowed, true, false),
        MESSAGES => WIDENED,
        _ => CHANGED,
    }
}

fn option(property: Property) -> Class {
    match property {
        OptionFacts::label => Class::new(ChangeKind::Renamed, true, false),
        OptionFacts::state => Class::new(ChangeKind::Changed, false, true),
        _ => CHANGED,
    }
}

fn relationship(property: Property) -> Class {
    match property {
        RelationshipFacts::referencing_entity_navigation_property_name
        | RelationshipFacts::referenced_entity_navigation_property_name
        | RelationshipFacts::navigation_property_name
        | RelationshipFacts::entity1_navigation_property_name
        | RelationshipFacts::entity2_navigation_property_name => {
            Class::new(ChangeKind::Renamed, true, false)
        }
        RelationshipFacts::intersect_entity_name | RelationshipFacts::intersect_attribute => {
            Class::new(ChangeKind::Changed, false, true)
        }
        RelationshipFacts::referenced_entity
        | RelationshipFacts::referencing_entity
        | RelationshipFacts::referenced_attribute
        | RelationshipFacts::referencing_attribute
        | OTHER_ENTITY => Class::new(ChangeKind::Changed, true, false),
        _ => CHANGED,
    }
}

fn column(pair: &Pair) -> Class {
    let is_now_false = pair.new == Some(FactValue::Bool(false));
    match pair.property {
        ColumnFacts::r#type | ColumnFacts::date_time_behavior => {
            Class::new(ChangeKind::Changed, true, true)
        }
        ColumnFacts::max_length
        | ColumnFacts::max_value
        | ColumnFacts::max_size_in_kb
        | ColumnFacts::precision => limit(pair, Ordering::Less),
        ColumnFacts::min_value => limit(pair, Ordering::Greater),
        ColumnFacts::required_level => required_level(pair),
        WRITABLE if is_now_false => Class::new(ChangeKind::Narrowed, true, false),
        ColumnFacts::is_valid_for_create | ColumnFacts::is_valid_for_update if is_now_false => {
            Class::harmless(ChangeKind::Narrowed)
        }
        ColumnFacts::is_valid_for_read if is_now_false => {
            Class::new(ChangeKind::Narrowed, true, false)
        }
        WRITABLE
        | ColumnFacts::is_valid_for_create
        | ColumnFacts::is_valid_for_update
        | ColumnFacts::is_valid_for_read => WIDENED,
        ColumnFacts::targets => targets(pair),
        // Columns of one global choice share an enum.
        SCHEMA_NAME | ColumnFacts::global_choice_name => {
            Class::new(ChangeKind::Renamed, true, false)
        }
        ColumnFacts::display_name | ColumnFacts::true_label | ColumnFacts::false_label => RENAMED,
        _ => CHANGED,
    }
}

/// Classifies a limit, which is narrower if the new number compares to the old one as `narrower`.
/// Without a limit all values are allowed.
fn limit(pair: &Pair, narrower: Ordering) -> Class {
    let is_narrower = match (&pair.old, &pair.new) {
        (_, None) => false,
        (Some(FactValue::Number(old)), Some(FactValue::Number(new))) => {
            new.compare(old) == narrower
        }
        _ => true,
    };
    if is_narrower {
        Class::new(ChangeKind::Narrowed, false, true)
    } else {
        WIDENED
    }
}

/// Classifies a required level. Dataverse itself requires a value only at the highest level.
fn required_level(pair: &Pair) -> Class {
    let (old, new) = (level(pair.old.as_ref()), level(pair.new.as_ref()));
    if (old as u8) < new as u8 {
        let breaks_data = new == RequiredLevel::SystemRequired;
        Class::new(ChangeKind::Narrowed, false, breaks_data)
    } else {
        WIDENED
    }
}

fn level(value: Option<&FactValue>) -> RequiredLevel {
    let level = match value {
        Some(FactValue::Text(text)) => RequiredLevel::parse(text).ok(),
        _ => None,
    };
    level.unwrap_or(RequiredLevel::None)
}

fn targets(pair: &Pair) -> Class {
    let [old, new] = [&pair.old, &pair.new].map(|value| match value {
        Some(FactValue::List(targets)) => targets.as_slice(),
        _ => &[],
    });
    let lost = old.iter().any(|target| !new.contains(target));
    let gained = new.iter().any(|target| !old.contains(target));
    match (lost, gained) {
        (true, false) => Class::new(ChangeKind::Narrowed, true, true),
        (false, true) => Class::new(
            ChangeKind::Widened,
            TargetType::new(old.len()) != TargetType::new(new.len()),
            false,
        ),
        (true, true) => Class::new(ChangeKind::Changed, true, true),
        // The same targets in another order.
        (false, false) => CHANGED,
    }
}

/// The type that generated code has for the target of a lookup.
#[derive(PartialEq)]
enum TargetType {
    Table,
    Enum,
    Name,
}

impl TargetType {
    fn new(targets: usize) -> Self {
        match targets {
            1 => Self::Table,
            2..=MAX_TARGETS_IN_ENUM => Self::Enum,
            _ => Self::Name,
        }
    }
}

/// Classifies a change to an item of another page that was added (`is_new`) or removed.
pub(super) fn change(is_new: bool) -> Class {
    Class::harmless(if is_new {
        ChangeKind::Added
    } else {
        ChangeKind::Removed
    })
}

/// Classifies an item that was added, other than an option.
pub(super) fn added(is_required: bool) -> Class {
    Class::new(ChangeKind::Added, false, is_required)
}

/// Classifies an option that was added. Options of one name all take their value as suffix.
pub(super) fn added_option(option: &ChoiceOption, old: &[ChoiceOption]) -> Class {
    let is_label_taken = old.iter().any(|old| old.facts.label == option.facts.label);
    Class::new(ChangeKind::Added, is_label_taken, false)
}

/// Classifies an item that was renamed.
pub(super) fn renamed(subject: &Subject) -> Class {
    let breaks_data = !matches!(subject, Subject::AlternateKey { .. });
    Class::new(ChangeKind::Renamed, true, breaks_data)
}

/// Classifies an item that was removed.
pub(super) fn removed(subject: &Subject) -> Class {
    let (breaks_api, breaks_data) = match subject {
        Subject::Table
        | Subject::Column { .. }
        | Subject::Option { .. }
        | Subject::ManyToMany { .. } => (true, true),
        Subject::ManyToOne { .. } | Subject::OneToMany { .. } | Subject::Message { .. } => {
            (true, false)
        }
        Subject::AlternateKey { .. } => (false, true),
        Subject::Event { .. } | Subject::LocalizedLabel { .. } => (false, false),
    };
    Class::new(ChangeKind::Removed, breaks_api, breaks_data)
}
