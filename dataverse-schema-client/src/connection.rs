use std::time::{Duration, SystemTime};

use dataverse_schema_webapi::response::Response;
use tokio::time::Instant;

use crate::gate::Gate;
use crate::limits::Limits;
use crate::origin::Origin;
use crate::supported::Supported;
use crate::token::TokenCache;

/// What the requests of a client share.
pub(crate) struct Connection {
    pub(crate) http: reqwest::Client,
    pub(crate) origin: Origin,
    pub(crate) tokens: TokenCache,
    pub(crate) gate: Gate,
    pub(crate) limits: Limits,
    pub(crate) supported: Supported,
}

impl Connection {
    /// Makes all requests of the client wait if the service is too busy, unless it asks for more
    /// than the limit.
    pub(crate) fn note_pause(&self, response: &Response) {
        if let Some(asked) = asked_pause(response)
            && asked <= self.limits.max_pause
        {
            self.gate.close(Instant::now() + asked);
        }
    }
}

/// Returns the time that a busy service asks to wait.
pub(crate) fn asked_pause(response: &Response) -> Option<Duration> {
    let asked = response.retry_after()?;
    matches!(response.status, 429 | 503).then(|| asked.delay(SystemTime::now()))
}
