use crate::check::checker::Checker;
use crate::check::sought::Sought;
use crate::diagnostic::Code;
use crate::model::{Column, ColumnType, Table};
use crate::suggest::list;

/// Looks for statuses without a state, and for those of a state that the table doesn't have.
///
/// Generated code sets both together. Every status of a real page has one of the states.
pub(super) fn check_states_of_statuses(checker: &mut Checker<'_, '_>) {
    let table = checker.table;
    let (Some(states), Some(statuses)) = (states(table), statuses(table)) else {
        return;
    };
    let values = values(states);
    if values.is_empty() {
        return;
    }
    let known: Vec<String> = values.iter().map(i32::to_string).collect();
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let help = list("known states", &known);
    let source = table.source();
    for status in statuses.options.iter().flatten() {
        let page = table.page_containing(states.schema_name.span).clone();
        let value = status.value.value;
        match &status.facts.state {
            // Extensions leave out what hasn't changed, and merging checks overlays.
            None if !source.contains(status.value.span) => {}
            None if checker.is_reported(&statuses.schema_name) => {}
            None => {
                let message = format!("missing `State` of status {value}");
                checker.error(Code::MissingState, &status.value, message, |d| {
                    d.help("add it to the details, such as `Label: New<br />State: 0`")
                        .help(help.clone())
                });
            }
            Some(state) if !values.contains(&state.value) => {
                let message = format!("unknown state {} of status {value}", state.value);
                let sought = Sought::Option(states.schema_name.span, state.value);
                checker.absent(sought, Code::UnknownOption, state, message, |d| {
                    d.with_related(&page, states.schema_name.span, "states defined here")
                        .help(help.clone())
                });
            }
            Some(_) => {}
        }
    }
}

/// Looks for states without a status. A row in such a state would have none, which no real page
/// allows.
pub(super) fn check_statuses_of_states(checker: &mut Checker<'_, '_>) {
    let table = checker.table;
    let (Some(states), Some(statuses)) = (states(table), statuses(table)) else {
        return;
    };
    let options = statuses.options.iter().flatten();
    let used: Option<Vec<i32>> = options
        .map(|status| status.facts.state.as_ref().map(|state| state.value))
        .collect();
    // Statuses that lack a state are reported, and pages may list no statuses.
    let used = used.unwrap_or_default();
    if used.is_empty() || checker.is_reported(&statuses.schema_name) {
        return;
    }
    for state in states.options.iter().flatten() {
        let value = state.value.value;
        if !used.contains(&value) {
            let page = table.page_containing(statuses.schema_name.span).clone();
            let message = format!("missing status of state {value}");
            let sought = Sought::Status(statuses.schema_name.span, value);
            checker.absent(
                sought,
                Code::StateWithoutStatus,
                &state.value,
                message,
                |d| {
                    d.with_related(&page, statuses.schema_name.span, "statuses defined here")
                        .help(format!("add a status whose details have `State:{value}`"))
                },
            );
        }
    }
}

fn states(table: &Table) -> Option<&Column> {
    of_type(table, ColumnType::State)
}

fn statuses(table: &Table) -> Option<&Column> {
    of_type(table, ColumnType::Status)
}

fn of_type(table: &Table, r#type: ColumnType) -> Option<&Column> {
    let mut columns = table.columns.iter();
    columns.find(|column| {
        let fact = column.facts.r#type.as_ref();
        fact.is_some_and(|fact| fact.value == r#type)
    })
}

fn values(column: &Column) -> Vec<i32> {
    let options = column.options.iter().flatten();
    options.map(|option| option.value.value).collect()
}
