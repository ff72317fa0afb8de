use super::set::Change;
use super::typed::Changes;
use crate::table::HasState;
use crate::value::{Choice, StateChoice, StatusChoice, Value};

impl<T: HasState> Changes<T> {
    /// Sets the status and the state that it belongs to. For a status that the page doesn't know, validation fails: its state
    /// isn't known either, and [`set_state_as`](Self::set_state_as) takes both.
    pub fn set_state(self, status: T::Status) -> Self {
        match status.state() {
            Some(state) => self.set_state_as(state, status),
            None => self.put_status(Change::UnknownStatus(status.value())),
        }
    }

    /// Sets the state, and with it the status that the page gives it as default (`DefaultStatus`). Where the page gives none the
    /// service chooses the status.
    pub fn set_state_by_default(self, state: T::State) -> Self {
        match state.default_status() {
            Some(status) => self.set_state_as(state, status),
            None => self.put_state(state),
        }
    }

    /// The status that the row has now: validation fails where the page lists the statuses that may follow it, and the one that
    /// is set isn't among them.
    pub fn from_status(mut self, status: T::Status) -> Self {
        self.set.status_now = Some(status.value());
        self
    }

    /// Sets state and status as they are given.
    pub fn set_state_as(self, state: T::State, status: T::Status) -> Self {
        self.put_state(state)
            .put_status(Change::Set(Value::Choice(status.value())))
    }

    fn put_state(mut self, state: T::State) -> Self {
        let (place, _) = state_and_status::<T>();
        let change = Change::Set(Value::Choice(state.value()));
        self.set.put(place, change);
        self
    }

    fn put_status(mut self, change: Change) -> Self {
        let (_, place) = state_and_status::<T>();
        self.set.put(place, change);
        self
    }
}

fn state_and_status<T: HasState>() -> (u16, u16) {
    let places = T::info().state_and_status;
    places.expect("a table that has both says where they are")
}
