use super::set::{Change, ChangeSet};
use super::typed::Changes;
use crate::info::{ColumnKind, OptionRole};
use crate::rule::{Failure, Rule};
use crate::table::HasState;
use crate::value::{Choice, Value};

impl<T: HasState, M> Changes<T, M> {
    /// Sets the status and the state that it belongs to.
    ///
    /// Validation fails for a status that the page doesn't list, since its state isn't known.
    /// [`set_state_as`](Self::set_state_as) takes both.
    ///
    /// Rows of some tables are closed by an operation such as `CloseIncident` or `WinOpportunity`.
    /// The documentation of their row types names it.
    #[rustfmt::skip]
    pub fn set_state( // a status, which implies the state; `set_state_by_default` takes a state
        mut self,
        status: T::Status,
    ) -> Self {
        self.set.forget_state();
        self.set.put_status(state_and_status::<T>(), status.value());
        self
    }

    /// Sets the state and its default status (`DefaultStatus`).
    ///
    /// If the page has no default, the service chooses the status.
    pub fn set_state_by_default(mut self, state: T::State) -> Self {
        self.set.forget_state();
        self.set.put_state(state_and_status::<T>(), state.value());
        self
    }

    /// Sets the status that the row has now.
    ///
    /// Validation fails if the page lists the allowed transitions and the new status isn't among
    /// them.
    pub fn from_status(mut self, status: T::Status) -> Self {
        self.set.status_now = Some(status.value());
        self
    }

    /// Sets the state and the status.
    pub fn set_state_as(mut self, state: T::State, status: T::Status) -> Self {
        let indices = state_and_status::<T>();
        self.set.forget_state();
        self.set.put_state(indices, state.value());
        self.set.put_status(indices, status.value());
        self
    }
}

fn state_and_status<T: HasState>() -> (u16, u16) {
    let indices = T::info().state_and_status;
    indices.expect("a table with both columns lists their indices")
}

impl ChangeSet {
    /// Sets a state or a status, unless the column is neither. The other one follows from it.
    pub(super) fn put_state_or_status(&mut self, index: u16, value: i32) -> bool {
        match self.table.state_and_status {
            Some(indices) if index == indices.0 => self.put_state(indices, value),
            Some(indices) if index == indices.1 => self.put_status(indices, value),
            _ => return false,
        }
        true
    }

    /// Removes the state and the status.
    fn forget_state(&mut self) {
        if let Some((state, status)) = self.table.state_and_status {
            let is_other = |index: u16| index != state && index != status;
            self.changes.retain(|(index, _)| is_other(*index));
        }
        self.implied = None;
    }

    /// Sets the state, and its default status unless a status is set.
    fn put_state(&mut self, (index, status_index): (u16, u16), state: i32) {
        self.put(index, Change::Set(Value::Choice(state)));
        self.forget_implied(status_index);
        for (known, change) in &mut self.changes {
            if let Change::UnknownStatus(status) = change
                && *known == status_index
            {
                *change = Change::Set(Value::Choice(*status));
            }
        }
        if let Some(OptionRole::State {
            default_status: Some(status),
            ..
        }) = self.role(index, state)
        {
            self.put_implied(status_index, status);
        }
    }

    /// Sets the status, and the state that it belongs to unless a state is set.
    fn put_status(&mut self, (state_index, index): (u16, u16), status: i32) {
        self.forget_implied(state_index);
        if let Some(OptionRole::Status {
            state: Some(state), ..
        }) = self.role(index, status)
        {
            self.put_implied(state_index, state);
        }
        let has_state = self.changes.iter().any(|(known, _)| *known == state_index);
        let change = if has_state {
            Change::Set(Value::Choice(status))
        } else {
            Change::UnknownStatus(status)
        };
        self.put(index, change);
    }

    /// Sets a column that follows from another, unless it is set.
    fn put_implied(&mut self, index: u16, value: i32) {
        if self.changes.iter().all(|(known, _)| *known != index) {
            self.put(index, Change::Set(Value::Choice(value)));
            self.implied = Some(index);
        }
    }

    /// Removes what followed from an earlier state or status.
    fn forget_implied(&mut self, index: u16) {
        if self.implied == Some(index) {
            self.changes.retain(|(known, _)| *known != index);
            self.implied = None;
        }
    }

    fn role(&self, index: u16, value: i32) -> Option<OptionRole> {
        let choice = self.column(index).kind.choice()?;
        choice.option(value).map(|option| option.role)
    }

    /// Checks the status.
    ///
    /// Its state must be the one on the page, and the transition from the current status must be
    /// allowed.
    pub(super) fn check_status(&self) -> Vec<Failure> {
        let mut state = None;
        let mut status = None;
        for (index, change) in &self.changes {
            let column = self.column(*index);
            match (column.kind, change) {
                (ColumnKind::State { .. }, Change::Set(Value::Choice(value))) => {
                    state = Some(*value);
                }
                (ColumnKind::Status { choice }, Change::Set(Value::Choice(value))) => {
                    status = Some((column, choice, *value));
                }
                _ => {}
            }
        }
        let Some((column, choice, status)) = status else {
            return Vec::new();
        };
        // Nothing is known about a status that the page doesn't list.
        let Some(option) = choice.option(status) else {
            return Vec::new();
        };
        let other_state = match (option.role, state) {
            (
                OptionRole::Status {
                    state: Some(expected),
                    ..
                },
                Some(actual),
            ) if expected != actual => Some(Rule::StateOfAnotherStatus { expected, actual }),
            _ => None,
        };
        let from = self.status_now.filter(|from| *from != status);
        let transition = from.and_then(|from| match choice.option(from)?.role {
            OptionRole::Status {
                transitions: Some(allowed),
                ..
            } if !allowed.contains(&status) => Some(Rule::Transition {
                from,
                to: status,
                allowed,
            }),
            _ => None,
        });
        let rules = [other_state, transition].into_iter().flatten();
        rules.map(|rule| Failure::new(column, rule)).collect()
    }
}
