use std::time::{Duration, SystemTime};

use backon::BackoffBuilder as _;
use dataverse_schema_runtime::table::Table;
use dataverse_schema_webapi::batch::Batch;
use dataverse_schema_webapi::response::Response;

use super::message::BulkMessage;
use super::row::Row;
use crate::cause::Cause;
use crate::client::Client;
use crate::error::{Error, Trail};
use crate::outgoing::Repeat;
use crate::reply::Reply;

/// Rows that are written by one request, and what became of those that are done.
pub(super) struct Chunk<T, M> {
    client: Client,
    rows: Vec<Row<T, M>>,
    pub(super) done: Done,
}

/// What became of rows.
#[derive(Default)]
pub(super) struct Done {
    pub(super) written: u64,
    pub(super) existing: u64,
    pub(super) keys: Vec<String>,
    pub(super) failures: Vec<(u64, Error)>,
    /// The number of requests at the same time that the service recommends.
    pub(super) parallel: Option<usize>,
    /// An error that isn't due to a row.
    pub(super) stopped: Option<Error>,
}

impl<T: Table, M: BulkMessage> Chunk<T, M> {
    pub(super) fn new(client: Client, rows: Vec<Row<T, M>>) -> Self {
        Self {
            client,
            rows,
            done: Done::default(),
        }
    }

    pub(super) async fn write(mut self) -> Done {
        let result = async {
            if !self.write_at_once().await? {
                self.write_one_by_one().await?;
            }
            Ok(())
        };
        self.done.stopped = result.await.err();
        self.done
    }

    /// Writes the rows by a bulk message. Returns false if the rows have to be sent one by one,
    /// since the service executes a bulk message for all rows or none.
    async fn write_at_once(&mut self) -> Result<bool, Error> {
        if T::info().supports(M::BULK) != Some(true) || self.rows.len() < 2 {
            return Ok(false);
        }
        let changes = self.rows.iter().map(|row| row.changes.clone()).collect();
        let request = M::bulk_request(changes).map_err(Error::invalid)?;
        let repeat = if M::IS_REPEATABLE {
            Repeat::Safe
        } else {
            Repeat::Unsafe
        };
        match self.client.exchange(request, repeat).await {
            Ok(reply) => {
                self.note_parallel(&reply);
                for row in core::mem::take(&mut self.rows) {
                    self.done.written += 1;
                    self.done.keys.extend(row.key);
                }
                Ok(true)
            }
            Err(error) if self.may_continue(&error) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Returns true if sending the rows one by one has no other effect than the bulk message.
    fn may_continue(&self, error: &Error) -> bool {
        let has_keys = self.rows.iter().all(|row| row.key.is_some());
        if error.may_have_happened() {
            has_keys
        } else {
            matches!(error.status(), Some(400 | 403 | 404 | 409 | 412 | 413))
        }
    }

    async fn write_one_by_one(&mut self) -> Result<(), Error> {
        let mut delays = self.client.limits().backoff().build();
        while !self.rows.is_empty() {
            let delay = delays.next();
            let pause = self.send_batch(delay.is_none()).await?;
            if !self.rows.is_empty() {
                tokio::time::sleep(delay.unwrap_or_default().max(pause)).await;
            }
        }
        Ok(())
    }

    /// Sends all rows that are left, and keeps those that have to be sent again unless this is the
    /// last time. Returns the time that the service asks to wait.
    async fn send_batch(&mut self, is_last: bool) -> Result<Duration, Error> {
        let has_keys = self.rows.iter().all(|row| row.key.is_some());
        let repeat = if has_keys {
            Repeat::Safe
        } else {
            Repeat::Unsafe
        };
        let requests = self.rows.iter().map(|row| row.request.clone());
        let batch = requests
            .fold(Batch::new(), Batch::request)
            .continue_on_error();
        let request = batch
            .into_request(self.client.base())
            .map_err(Error::invalid)?;
        let reply = self.client.exchange(request, repeat).await?;
        self.note_parallel(&reply);
        let answers = reply.read(Response::batch)?.into_vec();
        let mut answers = answers.iter().flat_map(|answer| answer.responses());
        let mut pause = Duration::ZERO;
        for row in core::mem::take(&mut self.rows) {
            let answer = answers.next();
            let status = answer.map(|response| response.status);
            match answer.map(|response| response.success()) {
                Some(Ok(_)) => {
                    self.done.written += 1;
                    self.done.keys.extend(row.key);
                }
                _ if status == Some(412) && row.is_new && row.key.is_some() => {
                    self.done.existing += 1;
                    self.done.keys.extend(row.key);
                }
                _ if !is_last && may_repeat(&row, status) => {
                    let asked = answer.and_then(Response::retry_after);
                    pause = asked.map_or(pause, |asked| pause.max(asked.delay(SystemTime::now())));
                    self.rows.push(row);
                }
                answer => {
                    let cause = match answer {
                        Some(Err(error)) => Cause::Response(error),
                        _ => Cause::Unanswered,
                    };
                    let trail = trail(&row, status, &reply.trail);
                    let error = Error::from(cause).with_trail(trail);
                    self.done.failures.push((row.index, error));
                }
            }
        }
        Ok(pause.min(self.client.limits().max_pause))
    }

    fn note_parallel(&mut self, reply: &Reply) {
        let hint = reply.response.header("x-ms-dop-hint");
        let hint = hint.and_then(|hint| hint.trim().parse().ok());
        self.done.parallel = hint.or(self.done.parallel);
    }
}

/// Returns true if a row can be sent again after an answer with this status, or after none.
fn may_repeat<T, M>(row: &Row<T, M>, status: Option<u16>) -> bool {
    status == Some(429) || is_unclear(status) && row.key.is_some()
}

/// Returns true if the service may have written the row.
fn is_unclear(status: Option<u16>) -> bool {
    matches!(status, None | Some(408 | 500 | 502 | 503 | 504))
}

fn trail<T: Table, M>(row: &Row<T, M>, status: Option<u16>, batch: &Trail) -> Trail {
    Trail {
        name: format!("{} {}", row.request.method, T::info().entity_set),
        attempts: batch.attempts,
        may_have_happened: batch.may_have_happened || is_unclear(status),
    }
}
