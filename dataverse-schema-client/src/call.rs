use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use azure_core::credentials::Secret;
use backon::Retryable;
use dataverse_schema_webapi::response::{Response, ResponseError};
use tokio::time::{Instant, timeout_at};

use crate::attempt::exchange;
use crate::cause::Cause;
use crate::connection::Connection;
use crate::error::{Error, Trail};
use crate::outgoing::{Outgoing, Retry};

/// A request with all attempts to send it.
pub(crate) struct Call<'c> {
    connection: &'c Connection,
    outgoing: Outgoing,
    deadline: Instant,
    attempts: AtomicU32,
    is_token_fresh: AtomicBool,
    may_have_happened: AtomicBool,
    was_rejected: AtomicBool,
}

impl<'c> Call<'c> {
    pub(crate) fn new(connection: &'c Connection, outgoing: Outgoing) -> Self {
        Self {
            connection,
            outgoing,
            deadline: Instant::now() + connection.limits.total_timeout,
            attempts: AtomicU32::new(0),
            is_token_fresh: AtomicBool::new(false),
            may_have_happened: AtomicBool::new(false),
            was_rejected: AtomicBool::new(false),
        }
    }

    /// Sends the request until it succeeds, or until it fails for good.
    pub(crate) async fn run(&self) -> Result<Response, Error> {
        let attempt = || self.attempt();
        attempt
            .retry(self.connection.limits.backoff())
            .sleep(tokio::time::sleep)
            .when(|error| self.may_retry(error))
            .adjust(|error, delay| self.delay(error, delay))
            .await
            .map_err(|error| self.explain(error))
    }

    pub(crate) fn trail(&self) -> Trail {
        Trail {
            name: self.outgoing.name.clone(),
            attempts: self.attempts.load(Ordering::Relaxed),
            may_have_happened: self.may_have_happened.load(Ordering::Relaxed),
            was_rejected: self.was_rejected.load(Ordering::Relaxed),
        }
    }

    async fn attempt(&self) -> Result<Response, Error> {
        self.pass_gate().await?;
        let tokens = &self.connection.tokens;
        let token = self.in_time(tokens.get()).await?;
        let result = self.send(&token).await;
        let response = match rejected_token(result) {
            Ok(result) => return result,
            Err(response) => response,
        };
        let unauthorized = |response, is_same_token| {
            Cause::Unauthorized {
                response,
                is_same_token,
            }
            .into()
        };
        if self.is_token_fresh.swap(true, Ordering::Relaxed) {
            return Err(unauthorized(response, false));
        }
        let Some(fresh) = self.in_time(tokens.replace(&token)).await? else {
            return Err(unauthorized(response, true));
        };
        rejected_token(self.send(&fresh).await)
            .unwrap_or_else(|response| Err(unauthorized(response, false)))
    }

    async fn send(&self, token: &Secret) -> Result<Response, Error> {
        self.attempts.fetch_add(1, Ordering::Relaxed);
        let result = exchange(self.connection, &self.outgoing, token, self.deadline).await;
        if let Err(error) = &result {
            let is_unclear = self.outgoing.is_write() && !is_certain(error);
            self.may_have_happened
                .fetch_or(is_unclear, Ordering::Relaxed);
            let is_rejected = error.status().is_some_and(|status| status != 401);
            self.was_rejected.fetch_or(is_rejected, Ordering::Relaxed);
        }
        result
    }

    /// Waits while the service is too busy, unless that takes longer than the request may.
    async fn pass_gate(&self) -> Result<(), Error> {
        let gate = &self.connection.gate;
        match gate.closed_until() {
            Some(until) if until >= self.deadline => Err(Cause::Pause {
                asked: until - Instant::now(),
                response: None,
            }
            .into()),
            _ => timeout_at(self.deadline, gate.pass(|| self.connection.limits.spread()))
                .await
                .map_err(|_| self.timeout()),
        }
    }

    async fn in_time<T>(
        &self,
        token: impl Future<Output = azure_core::Result<T>>,
    ) -> Result<T, Error> {
        let token = timeout_at(self.deadline, token).await;
        let token = token.map_err(|_| self.timeout())?;
        token.map_err(|error| Cause::Credential(Box::new(error)).into())
    }

    fn timeout(&self) -> Error {
        Cause::Timeout(self.connection.limits.total_timeout).into()
    }

    fn may_retry(&self, error: &Error) -> bool {
        let is_safe = self.outgoing.retry == Retry::Safe;
        match error.cause() {
            Cause::Connect(_) => true,
            Cause::Lost(_) | Cause::Timeout(_) => is_safe,
            Cause::Response(response) => match response.status() {
                429 => true,
                503 => is_safe || response.retry_after().is_some(),
                408 | 500 | 502 | 504 => is_safe,
                _ => false,
            },
            _ => false,
        }
    }

    /// Returns the delay before the next attempt, or `None` if there is none.
    fn delay(&self, error: &Error, backoff: Option<Duration>) -> Option<Duration> {
        let asked = asked_pause(error).unwrap_or_default();
        let delay = backoff?.max(asked + self.connection.limits.spread());
        let is_in_time = Instant::now() + delay < self.deadline;
        (is_in_time && asked <= self.connection.limits.max_pause).then_some(delay)
    }

    /// Adds what happened. A pause that is longer than the request may wait becomes the cause.
    fn explain(&self, error: Error) -> Error {
        let limits = &self.connection.limits;
        let asked = asked_pause(&error)
            .filter(|asked| *asked > limits.max_pause || Instant::now() + *asked >= self.deadline);
        let error = match asked {
            Some(asked) => error.into_pause(asked),
            None => error,
        };
        error.with_trail(self.trail())
    }
}

/// Returns the time that the service asks to wait.
fn asked_pause(error: &Error) -> Option<Duration> {
    match error.cause() {
        Cause::Response(response) if matches!(response.status(), 429 | 503) => {
            let asked = response.retry_after()?;
            Some(asked.delay(SystemTime::now()))
        }
        _ => None,
    }
}

/// Separates the response to a rejected token from other results.
fn rejected_token(
    result: Result<Response, Error>,
) -> Result<Result<Response, Error>, ResponseError> {
    match result {
        Err(error) if error.status() == Some(401) => match error.into_response() {
            Ok(response) => Err(response),
            Err(error) => Ok(Err(error)),
        },
        result => Ok(result),
    }
}

/// Returns true if the service certainly didn't execute the request.
fn is_certain(error: &Error) -> bool {
    match error.cause() {
        Cause::Lost(_) | Cause::Timeout(_) | Cause::TooLarge { .. } => false,
        Cause::Response(response) => match response.status() {
            503 => response.retry_after().is_some(),
            501 => true,
            status => !matches!(status, 408 | 500..600),
        },
        _ => true,
    }
}
