//! What an include generates: its tables by name, and the types that columns share.

mod collision;
mod column;
mod external;
mod operations;
mod relationship;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use crate::choose::Serialization;
use crate::names::table_types;

pub(crate) use collision::reject_collisions;
pub(crate) use column::ColumnPlan;
pub(crate) use external::External;
pub(crate) use operations::{ComplexPlan, EnumPlan, OperationPlan, OperationsPlan};
pub(crate) use relationship::{RelationshipPlan, RelationshipsPlan};
pub(crate) use table::TablePlan;

/// What an include generates.
pub(crate) struct Plan<'a> {
    /// The tables whose pages are included, by logical name.
    included: BTreeMap<&'a str, &'a TablePlan<'a>>,
    external: &'a External,
    operations: &'a OperationsPlan<'a>,
    /// The first column of each global choice, whose enum the others share.
    global_choices: BTreeMap<&'a str, ColumnPlan<'a>>,
    /// The global choices of tables whose choices implement serde's traits.
    serialized_choices: BTreeSet<&'a str>,
    /// The first column of each set of targets, whose type the others share.
    target_sets: BTreeMap<&'a [&'a str], ColumnPlan<'a>>,
    /// The names of the types in the module `tables`, by logical name.
    table_types: BTreeMap<&'a str, String>,
}

/// What a type in the module `tables` is.
pub(crate) enum TableType<'a> {
    /// The row type of an included page.
    Row(&'a TablePlan<'a>),
    /// The row type of another include.
    External,
    /// A type without values.
    Marker,
}

/// Where the type that is generated for a column is declared.
pub(crate) enum Declaration<'a> {
    /// For the column itself.
    Own,
    /// For another column.
    Shared(ColumnPlan<'a>),
    /// In another include, under the name of the global choice.
    External(&'a str),
}

impl<'a> Plan<'a> {
    pub(crate) fn new(
        tables: &'a [TablePlan<'a>],
        operations: &'a OperationsPlan<'a>,
        external: &'a External,
    ) -> Self {
        let mut plan = Self {
            included: BTreeMap::new(),
            external,
            operations,
            global_choices: BTreeMap::new(),
            serialized_choices: BTreeSet::new(),
            target_sets: BTreeMap::new(),
            table_types: BTreeMap::new(),
        };
        let mut named = BTreeSet::new();
        named.extend(external.entity_sets.keys().map(String::as_str));
        named.extend(external.tables.iter().map(String::as_str));
        named.extend(&operations.mentioned);
        for table in tables {
            named.extend(table.table.tables());
            plan.included.insert(table.logical_name(), table);
            for column in table.columns() {
                if let Some(choice) = column.global_choice() {
                    plan.global_choices.entry(choice).or_insert(column);
                    if table.options.serialization == Serialization::Full {
                        plan.serialized_choices.insert(choice);
                    }
                }
                if let Some(targets) = column.target_set() {
                    plan.target_sets.entry(targets).or_insert(column);
                }
            }
        }
        plan.table_types = table_types(&named);
        plan
    }

    /// Returns the logical names of all tables that are named, each with its type in the module
    /// `tables`.
    pub(crate) fn table_types(&self) -> impl Iterator<Item = (&'a str, &str, TableType<'a>)> {
        self.table_types.iter().map(|(logical_name, name)| {
            let table_type = match self.included.get(logical_name) {
                Some(table) => TableType::Row(table),
                None if self.has_rows(logical_name) => TableType::External,
                None => TableType::Marker,
            };
            (*logical_name, name.as_str(), table_type)
        })
    }

    /// Returns true if a table has a row type, here or in another include.
    pub(crate) fn has_rows(&self, logical_name: &str) -> bool {
        self.included.contains_key(logical_name) || self.external.tables.contains(logical_name)
    }

    /// Returns a table whose page is included.
    pub(crate) fn included(&self, logical_name: &str) -> Option<&'a TablePlan<'a>> {
        self.included.get(logical_name).copied()
    }

    /// Returns the operations.
    pub(crate) fn operations(&self) -> &'a OperationsPlan<'a> {
        self.operations
    }

    /// Returns the name of a table's type in the module `tables`.
    pub(crate) fn table_type(&self, logical_name: &str) -> &str {
        &self.table_types[logical_name]
    }

    /// Returns the entity set of a table if its page or an option names it.
    pub(crate) fn entity_set(&self, logical_name: &str) -> Option<&'a str> {
        let external = || {
            self.external
                .entity_sets
                .get(logical_name)
                .map(String::as_str)
        };
        match self.included.get(logical_name) {
            Some(included) => Some(&included.table.entity_set.value),
            None => external().or_else(|| self.operations.entity_set(logical_name)),
        }
    }

    /// Returns where the enum of a column's choice is declared.
    pub(crate) fn choice_declaration(&self, column: ColumnPlan<'a>) -> Declaration<'a> {
        let Some(choice) = column.global_choice() else {
            return Declaration::Own;
        };
        if self.external.choices.contains(choice) {
            return Declaration::External(choice);
        }
        let first = self.global_choices[choice];
        if first.is_same(column) || !first.has_same_options(column) {
            Declaration::Own
        } else {
            Declaration::Shared(first)
        }
    }

    /// Returns true if the enum of a column's choice implements serde's traits.
    ///
    /// The enum of a global choice does if any of its tables wants it.
    pub(crate) fn has_serialized_choice(&self, column: ColumnPlan<'a>) -> bool {
        let is_serialized = |choice| self.serialized_choices.contains(choice);
        column.table.options.serialization == Serialization::Full
            || column.global_choice().is_some_and(is_serialized)
    }

    /// Returns where the type for a column's targets is declared.
    pub(crate) fn target_set_declaration(&self, column: ColumnPlan<'a>) -> Declaration<'a> {
        match column
            .target_set()
            .and_then(|targets| self.target_sets.get(targets))
        {
            Some(first) if !first.is_same(column) => Declaration::Shared(*first),
            _ => Declaration::Own,
        }
    }
}
