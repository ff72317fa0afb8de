use std::time::{Duration, SystemTime};

/// The time to wait before the next attempt (`Retry-After`), as RFC 9110 defines it.
///
/// ```
/// # use dataverse_schema_webapi::response::{Response, RetryAfter};
/// # use std::time::{Duration, SystemTime};
/// let response = Response::new(429, [("Retry-After", "17")], "");
/// let retry_after = response.retry_after().expect("a valid header");
/// assert_eq!(retry_after.delay(SystemTime::now()), Duration::from_secs(17));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryAfter {
    /// A duration in whole seconds, from the receipt of the response.
    Delay(Duration),
    /// A point in time.
    At(SystemTime),
}

impl RetryAfter {
    /// Returns the duration to wait from `now`; zero if the time has passed.
    pub fn delay(self, now: SystemTime) -> Duration {
        match self {
            Self::Delay(delay) => delay,
            Self::At(time) => time.duration_since(now).unwrap_or_default(),
        }
    }

    /// Parses a number of seconds or an HTTP date. Returns `None` for anything else.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        match text.parse() {
            Ok(seconds) => Some(Self::Delay(Duration::from_secs(seconds))),
            Err(_) => httpdate::parse_http_date(text).ok().map(Self::At),
        }
    }
}
