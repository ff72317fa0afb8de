use std::time::Duration;

use backon::{BackoffBuilder as _, ExponentialBuilder};

/// The limits of a client.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    pub(crate) connect_timeout: Duration,
    pub(crate) attempt_timeout: Duration,
    pub(crate) total_timeout: Duration,
    pub(crate) max_body: u64,
    pub(crate) max_retries: usize,
    pub(crate) retry_delay: Duration,
    pub(crate) max_pause: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(30),
            attempt_timeout: Duration::from_secs(4 * 60),
            total_timeout: Duration::from_secs(15 * 60),
            max_body: 256 << 20,
            max_retries: 5,
            retry_delay: Duration::from_millis(500),
            max_pause: Duration::from_secs(5 * 60),
        }
    }
}

impl Limits {
    /// Returns the delays before retries, which double up to a minute and vary at random.
    pub(crate) fn backoff(&self) -> ExponentialBuilder {
        ExponentialBuilder::new()
            .with_min_delay(self.retry_delay)
            .with_max_delay(Duration::from_secs(60))
            .with_max_times(self.max_retries)
            .with_jitter()
    }

    /// Returns a random time up to the delay before the first retry.
    pub(crate) fn spread(&self) -> Duration {
        let mut delays = self.backoff().with_max_times(1).build();
        let delay = delays.next().unwrap_or_default();
        delay.saturating_sub(self.retry_delay)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn spread_is_random_and_short() {
        let limits = Limits::default();
        let times: BTreeSet<_> = (0..20).map(|_| limits.spread()).collect();
        assert!(times.len() > 10, "{times:?}");
        assert!(times.iter().all(|time| *time <= limits.retry_delay));
    }
}
