//! Warnings about content that is valid, but probably a mistake.

mod contradiction;
mod invalid_part;
mod missing_base;
mod missing_column;
mod missing_option;
mod missing_relationship;
mod missing_row;
mod missing_target;
mod odd_column;
mod odd_limit;
mod odd_operation;
mod odd_option;
mod odd_part;
mod odd_reference;
mod odd_type;
mod of_solution;
mod type_code;
mod unknown_content;
mod unknown_value;
mod unmatched_change;
mod unusual_character;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::Table;

/// All lints. Each adds its warnings about a table.
const LINTS: &[fn(&Table, &mut Diagnostics)] = &[
    unknown_content::check,
    invalid_part::check,
    unknown_value::check,
    missing_target::check,
    missing_relationship::check,
    missing_base::check,
    missing_column::check,
    missing_option::check,
    contradiction::check,
    unmatched_change::check,
    odd_option::check,
    odd_option::check_colors,
    odd_option::check_states,
    type_code::check,
    odd_column::check_keys,
    odd_column::check_title,
    odd_limit::check,
    odd_operation::check,
    odd_part::check_cascades,
    odd_part::check_menus,
    odd_type::check_names,
    odd_type::check_targets,
    odd_type::check_formats,
    odd_type::check_owner,
    odd_column::check_number_formats,
    odd_column::check_targets,
    odd_column::check_end,
    odd_reference::check_navigation_properties,
    odd_reference::check_names,
    odd_reference::check_links,
    odd_reference::check_referenced_attributes,
    odd_reference::check_intersections,
    missing_row::check,
    unusual_character::check,
];

/// Returns warnings about the pages of a table, sorted by page and span.
///
/// They are about unrecognized content, values outside their vocabularies, targets that only a
/// relationship names, lookups without a relationship, columns and options that don't exist, and an
/// extension without its base page.
pub fn lint(table: &Table) -> Vec<Diagnostic> {
    let mut warnings = Diagnostics::default();
    for check in LINTS {
        check(table, &mut warnings);
    }
    warnings.sorted()
}
