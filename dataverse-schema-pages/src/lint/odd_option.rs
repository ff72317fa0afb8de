use std::collections::BTreeMap;

use super::of_solution::is_of_solution;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{ChoiceOption, Column, ColumnType, Fact, Table};

/// Warns about choices without options, and options without a label or with that of another.
pub(super) fn check(table: &Table, warnings: &mut Diagnostics) {
    for column in table.all_columns() {
        let Some(options) = &column.options else {
            continue;
        };
        let name = &column.schema_name;
        if options.is_empty() && !is_of_solution(table.page_containing(name.span)) {
            let message = format!("choice `{}` has no options", name.value);
            let page = table.page_containing(name.span);
            let warning = Diagnostic::warning(Code::EmptyChoice, page, name.span, message);
            warnings.push(warning.help("check that the table of options is complete"));
        }
        check_labels(table, column, options, warnings);
    }
}

fn check_labels(
    table: &Table,
    column: &Column,
    options: &[ChoiceOption],
    warnings: &mut Diagnostics,
) {
    let is_change = column.writable.is_none();
    let mut seen: BTreeMap<(&str, Option<i32>), &Fact<String>> = BTreeMap::new();
    for option in options {
        let value = &option.value;
        let Some(label) = &option.facts.label else {
            // A change may concern other facts of the option.
            if !is_change {
                let message = format!("option {} has no label", value.value);
                let page = table.page_containing(value.span);
                let warning = Diagnostic::warning(Code::MissingLabel, page, value.span, message);
                warnings.push(warning.help("write the label in the row of the option"));
            }
            continue;
        };
        // Statuses of different states may have one label.
        let state = option.facts.state.as_ref().map(|state| state.value);
        let first = *seen.entry((&label.value, state)).or_insert(label);
        if !std::ptr::eq(first, label) {
            let message = format!(
                "duplicate label `{}` of option {}",
                label.value, value.value
            );
            let warning = duplicate(table, first, label, message);
            warnings.push(warning.help("check whether it is another value of the same option"));
        }
    }
}

/// Returns a warning about a name that an earlier option has.
fn duplicate(
    table: &Table,
    first: &Fact<String>,
    fact: &Fact<String>,
    message: String,
) -> Diagnostic {
    let page = table.page_containing(fact.span);
    Diagnostic::warning(Code::DuplicateLabel, page, fact.span, message).with_related(
        table.page_containing(first.span),
        first.span,
        "first used here",
    )
}

/// Warns about colors that aren't `#rrggbb`.
pub(super) fn check_colors(table: &Table, warnings: &mut Diagnostics) {
    let options = table.all_columns().flat_map(|column| column.options.iter());
    for option in options.flatten() {
        let Some(color) = &option.facts.color else {
            continue;
        };
        let digits = color.value.strip_prefix('#');
        let is_color = digits.is_some_and(|digits| {
            digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
        });
        if !is_color {
            let message = format!("invalid `Color` `{}`", color.value);
            let page = table.page_containing(color.span);
            let warning = Diagnostic::warning(Code::InvalidColor, page, color.span, message);
            warnings.push(warning.help("write six hexadecimal digits, such as `#0000ff`"));
        }
    }
}

/// Warns about default statuses that are missing or belong to another state, about transitions to
/// unknown statuses, and about invariant names of two states.
pub(super) fn check_states(table: &Table, warnings: &mut Diagnostics) {
    let of_type = |r#type: ColumnType| {
        let is_of_type = move |column: &&Column| {
            let fact = column.facts.r#type.as_ref();
            fact.is_some_and(|fact| fact.value == r#type)
        };
        table.columns.iter().find(is_of_type)
    };
    let Some(statuses) = of_type(ColumnType::Status) else {
        return;
    };
    let statuses = statuses.options.as_deref().unwrap_or_default();
    for status in statuses {
        check_transitions(table, statuses, status, warnings);
    }
    let mut names: BTreeMap<&str, &Fact<String>> = BTreeMap::new();
    for state in of_type(ColumnType::State)
        .and_then(|states| states.options.as_deref())
        .unwrap_or_default()
    {
        if !statuses.is_empty() {
            check_default_status(table, statuses, state, warnings);
        }
        let Some(name) = &state.facts.invariant_name else {
            let value = &state.value;
            let message = format!("missing `InvariantName` of state {}", value.value);
            let page = table.page_containing(value.span);
            warnings.push(
                Diagnostic::warning(Code::MissingUsualRow, page, value.span, message)
                    .help("add it to the details, such as ``InvariantName: `Active` ``"),
            );
            continue;
        };
        let first = *names.entry(&name.value).or_insert(name);
        if !std::ptr::eq(first, name) {
            let message = format!("duplicate `InvariantName` `{}`", name.value);
            let warning = duplicate(table, first, name, message);
            warnings.push(warning.help("give each state its own invariant name"));
        }
    }
}

fn check_default_status(
    table: &Table,
    statuses: &[ChoiceOption],
    state: &ChoiceOption,
    warnings: &mut Diagnostics,
) {
    let value = state.value.value;
    let Some(default) = &state.facts.default_status else {
        let message = format!("missing `DefaultStatus` of state {value}");
        let page = table.page_containing(state.value.span);
        warnings.push(
            Diagnostic::warning(Code::OddDefaultStatus, page, state.value.span, message)
                .help("add it to the details, such as `DefaultStatus: 1`"),
        );
        return;
    };
    let status = statuses.iter().find(|status| status.value == *default);
    let of = status.and_then(|status| status.facts.state.as_ref());
    if let Some(of) = of.filter(|of| of.value != value) {
        let message = format!(
            "`DefaultStatus` {} of state {value} is a status of state {}",
            default.value, of.value
        );
        let page = table.page_containing(default.span);
        warnings.push(
            Diagnostic::warning(Code::OddDefaultStatus, page, default.span, message)
                .with_related(
                    table.page_containing(of.span),
                    of.span,
                    "state of the status",
                )
                .help("name a status of the state itself"),
        );
    }
}

fn check_transitions(
    table: &Table,
    statuses: &[ChoiceOption],
    status: &ChoiceOption,
    warnings: &mut Diagnostics,
) {
    let Some(transitions) = &status.facts.transitions else {
        return;
    };
    for to in &transitions.value.to {
        if !statuses.iter().any(|status| status.value.value == *to) {
            let message = format!("`TransitionData` leads to the unknown status {to}");
            let page = table.page_containing(transitions.span);
            warnings.push(
                Diagnostic::warning(Code::UnknownOption, page, transitions.span, message)
                    .help("name the value of a status as `tostatusid`"),
            );
        }
    }
}
