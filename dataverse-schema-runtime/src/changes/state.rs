use super::set::Change;
use super::typed::Changes;
use crate::table::HasState;
use crate::value::{Choice, StateChoice, StatusChoice, Value};

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
        self,
        status: T::Status,
    ) -> Self {
        match status.state() {
            Some(state) => self.set_state_as(state, status),
            None => self.put_status(Change::UnknownStatus(status.value())),
        }
    }

    /// Sets the state and its default status (`DefaultStatus`).
    ///
    /// If the page has no default, the service chooses the status.
    pub fn set_state_by_default(self, state: T::State) -> Self {
        match state.default_status() {
            Some(status) => self.set_state_as(state, status),
            None => self.put_state(state),
        }
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
    pub fn set_state_as(self, state: T::State, status: T::Status) -> Self {
        self.put_state(state)
            .put_status(Change::Set(Value::Choice(status.value())))
    }

    fn put_state(mut self, state: T::State) -> Self {
        let (index, _) = state_and_status::<T>();
        let change = Change::Set(Value::Choice(state.value()));
        self.set.put(index, change);
        self
    }

    fn put_status(mut self, change: Change) -> Self {
        let (_, index) = state_and_status::<T>();
        self.set.put(index, change);
        self
    }
}

fn state_and_status<T: HasState>() -> (u16, u16) {
    let indices = T::info().state_and_status;
    indices.expect("a table with both columns lists their indices")
}
