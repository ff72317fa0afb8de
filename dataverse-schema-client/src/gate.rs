use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::{Instant, sleep_until};

/// Where all requests of a client wait while the service is too busy.
#[derive(Default)]
pub(crate) struct Gate(Mutex<Option<Instant>>);

impl Gate {
    /// Returns the time until which the gate is closed.
    pub(crate) fn closed_until(&self) -> Option<Instant> {
        let until = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        until.filter(|until| *until > Instant::now())
    }

    /// Closes the gate until this time, unless it is closed for longer.
    pub(crate) fn close(&self, until: Instant) {
        let mut closed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *closed = (*closed).max(Some(until));
    }

    /// Waits until the gate is open, and then for another time, so that not all that wait pass at
    /// once.
    pub(crate) async fn pass(&self, spread: impl Fn() -> Duration) {
        while let Some(until) = self.closed_until() {
            sleep_until(until + spread()).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn none() -> Duration {
        Duration::ZERO
    }

    #[tokio::test(start_paused = true)]
    async fn waits_for_the_longest_pause() {
        let gate = Gate::default();
        let start = Instant::now();
        gate.pass(none).await;
        assert_eq!(start.elapsed(), Duration::ZERO);
        gate.close(start + Duration::from_secs(30));
        gate.close(start + Duration::from_secs(10));
        gate.pass(none).await;
        assert_eq!(start.elapsed(), Duration::from_secs(30));
        gate.pass(none).await;
        assert_eq!(start.elapsed(), Duration::from_secs(30));
    }

    #[tokio::test(start_paused = true)]
    async fn waits_longer_if_it_is_closed_meanwhile() {
        let gate = Gate::default();
        let start = Instant::now();
        gate.close(start + Duration::from_secs(10));
        let close_again = async {
            sleep_until(start + Duration::from_secs(5)).await;
            gate.close(start + Duration::from_secs(20));
        };
        tokio::join!(gate.pass(none), close_again);
        assert_eq!(start.elapsed(), Duration::from_secs(20));
    }

    #[tokio::test(start_paused = true)]
    async fn spreads_those_that_wait() {
        let gate = Gate::default();
        let start = Instant::now();
        gate.close(start + Duration::from_secs(10));
        let pass = async |spread: u64| {
            gate.pass(|| Duration::from_millis(spread)).await;
            start.elapsed()
        };
        let (first, second) = tokio::join!(pass(100), pass(300));
        assert_eq!(first, Duration::from_millis(10_100));
        assert_eq!(second, Duration::from_millis(10_300));
    }
}
