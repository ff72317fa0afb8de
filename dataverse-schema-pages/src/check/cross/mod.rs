//! Checks of facts against each other. Each looks for one fault that no real page has and that
//! would make the generated code wrong, so that it is an error. What is odd but legitimate is a
//! lint.

mod choice;
mod column_name;
mod limit;
mod message;
mod reference;
mod related_table;
mod row;
mod state;
mod table_name;

use crate::check::checker::Checker;

/// The checks of columns and relationships, which extensions have, too.
const OF_ITEMS: &[fn(&mut Checker<'_, '_>)] = &[
    row::check_rows_of_types,
    column_name::check_column_names,
    limit::check_limits,
    choice::check_global_choice_names,
    choice::check_default_options,
    message::check_message_names,
    related_table::check_related_tables,
    related_table::check_links,
    related_table::check_names_in_rows,
];

/// The checks of a whole table.
const OF_TABLES: &[fn(&mut Checker<'_, '_>)] = &[
    table_name::check_table_names,
    table_name::check_entity_set,
    table_name::check_primary_name,
    state::check_states_of_statuses,
    state::check_statuses_of_states,
    reference::check_lookups,
    reference::check_navigation_properties,
];

impl Checker<'_, '_> {
    /// Checks the facts of a table's or an extension's items against each other.
    pub(super) fn cross_check_items(&mut self) {
        OF_ITEMS.iter().for_each(|check| check(self));
    }

    /// Checks the facts of a table against each other.
    pub(super) fn cross_check(&mut self) {
        self.cross_check_items();
        OF_TABLES.iter().for_each(|check| check(self));
    }
}
