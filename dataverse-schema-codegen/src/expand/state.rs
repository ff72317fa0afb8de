use crate::expand::code::{Code, template};
use crate::plan::TablePlan;

/// Writes the impls that connect the enums of state and status.
pub(super) fn state_choices(table: &TablePlan<'_>) -> Code {
    let state_and_status = table.state_and_status();
    let types = state_and_status
        .and_then(|(state, status)| Some((state.type_name()?, status.type_name()?)));
    let Some((state, status)) = types else {
        return Code::default();
    };
    template! {
        impl __rt::StateChoice for #state {
            type Status = #status;
        }
        impl __rt::StatusChoice for #status {
            type State = #state;
        }
    }
}

/// Writes the impl of a row whose state can be set.
pub(super) fn has_state(table: &TablePlan<'_>) -> Code {
    let row = &table.names.row;
    let settable_state = table.settable_state();
    let types =
        settable_state.and_then(|(state, status)| Some((state.type_name()?, status.type_name()?)));
    let Some((state, status)) = types else {
        return Code::default();
    };
    template! {
        impl __rt::HasState for #row {
            type State = #state;
            type Status = #status;
        }
    }
}
