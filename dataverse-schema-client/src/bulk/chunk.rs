use std::time::{Duration, SystemTime};

use backon::BackoffBuilder as _;
use dataverse_schema_runtime::check::Checks;
use dataverse_schema_runtime::table::Table;
use dataverse_schema_webapi::batch::Batch;
use dataverse_schema_webapi::request::{BulkMessage, Method, Request, bulk_request};
use dataverse_schema_webapi::response::{Answer, Response};

use super::report::{RowFailure, StreamRow};
use super::row::{Row, have_keys};
use crate::cause::Cause;
use crate::client::Client;
use crate::error::{Error, Trail};
use crate::outgoing::Retry;
use crate::reply::Reply;

/// Rows that are written by one request, and what became of those that are done.
pub(super) struct Chunk<T, M, L> {
    client: Client,
    rows: Vec<Row<T, M, L>>,
    /// Whether the rows are sent by a bulk message first.
    is_bulk: bool,
    done: Done<L>,
}

/// What became of rows.
pub(super) struct Done<L> {
    pub(super) written: u64,
    pub(super) existing: u64,
    pub(super) keys: Vec<String>,
    pub(super) failures: Vec<RowFailure<L>>,
    /// Rows that an error left, which may have been written.
    pub(super) uncertain: Vec<StreamRow<L>>,
    /// Rows that an error left, which were not written.
    pub(super) unwritten: Vec<StreamRow<L>>,
    /// The number of requests at the same time that the service recommends.
    pub(super) parallel: Option<usize>,
    /// An error that isn't due to a row.
    pub(super) stopped: Option<Error>,
}

impl<L> Default for Done<L> {
    fn default() -> Self {
        Self {
            written: 0,
            existing: 0,
            keys: Vec::new(),
            failures: Vec::new(),
            uncertain: Vec::new(),
            unwritten: Vec::new(),
            parallel: None,
            stopped: None,
        }
    }
}

impl<T: Table + 'static, M: BulkMessage, L> Chunk<T, M, L> {
    pub(super) fn new(client: Client, rows: Vec<Row<T, M, L>>, is_bulk: bool) -> Self {
        Self {
            client,
            rows,
            is_bulk,
            done: Done::default(),
        }
    }

    pub(super) async fn write(mut self) -> Done<L> {
        let result = async {
            if !self.write_at_once().await? {
                self.write_one_by_one().await?;
            }
            Ok(())
        };
        self.done.stopped = result.await.err();
        for row in self.rows {
            let left = if row.is_uncertain {
                &mut self.done.uncertain
            } else {
                &mut self.done.unwritten
            };
            left.push(row.into_stream_row());
        }
        self.done
    }

    /// Writes the rows by a bulk message. Returns false if the rows have to be sent one by one.
    /// Except in elastic tables, the service executes a bulk message for all rows or none.
    async fn write_at_once(&mut self) -> Result<bool, Error> {
        if !self.is_bulk {
            return Ok(false);
        }
        let changes = self.rows.iter().map(|row| row.changes.clone());
        // The rows were checked before.
        let request = bulk_request(changes, &Checks::none()).map_err(Error::invalid)?;
        let retry = if M::IS_SAFE_TO_RETRY {
            Retry::Safe
        } else {
            Retry::Unsafe
        };
        match self.client.exchange(request, retry).await {
            Ok(reply) => {
                self.note_parallel(&reply);
                for row in core::mem::take(&mut self.rows) {
                    self.done.written += 1;
                    self.done.keys.extend(row.key);
                }
                Ok(true)
            }
            Err(error) => {
                self.note_uncertain(&error);
                // The service may have executed a part of a message that it rejected.
                if T::info().is_elastic() && error.trail().was_rejected {
                    self.mark_uncertain();
                }
                if self.may_continue(&error) {
                    Ok(false)
                } else {
                    Err(error)
                }
            }
        }
    }

    /// Notes which rows may have been written by a request that failed.
    fn note_uncertain(&mut self, error: &Error) {
        if error.may_have_happened() {
            self.mark_uncertain();
        }
    }

    fn mark_uncertain(&mut self) {
        self.rows.iter_mut().for_each(|row| row.is_uncertain = true);
    }

    /// Returns true if sending the rows one by one has no other effect than the bulk message.
    fn may_continue(&self, error: &Error) -> bool {
        if error.may_have_happened() {
            have_keys(&self.rows)
        } else {
            matches!(
                error.status(),
                Some(400 | 403..=405 | 409 | 412 | 413 | 501)
            )
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
        let retry = if have_keys(&self.rows) {
            Retry::Safe
        } else {
            Retry::Unsafe
        };
        let requests: Vec<_> = self.rows.iter().map(|row| row.request.clone()).collect();
        let sent = self.exchange(requests, retry).await;
        let (answers, sent) = sent.inspect_err(|error| self.note_uncertain(error))?;
        let mut answers = answers.iter().flat_map(|answer| answer.responses());
        let mut pause = Duration::ZERO;
        let mut doubtful = Vec::new();
        for mut row in core::mem::take(&mut self.rows) {
            let answer = answers.next();
            let status = answer.map(|response| response.status);
            let result = answer.map(Response::success);
            row.is_uncertain |= sent.may_have_happened || is_unclear(status);
            if !is_last && (may_retry(&row, status) || self.is_behind(&row)) {
                let asked = answer.and_then(Response::retry_after);
                pause = asked.map_or(pause, |asked| pause.max(asked.delay(SystemTime::now())));
                row.is_uncertain |= matches!(result, Some(Ok(_)));
                self.rows.push(row);
                continue;
            }
            match result {
                Some(Ok(_)) => {
                    self.done.written += 1;
                    self.done.keys.extend(row.key);
                }
                Some(Err(error)) if status == Some(412) && row.is_new && row.key.is_some() => {
                    let error = Error::from(Cause::Response(error));
                    let error = error.with_trail(trail(&row, &sent));
                    row.is_uncertain = true;
                    doubtful.push((row, error));
                }
                result => {
                    let cause = match result {
                        Some(Err(error)) => Cause::Response(error),
                        _ => Cause::Unanswered,
                    };
                    let trail = trail(&row, &sent);
                    let error = Error::from(cause).with_trail(trail);
                    self.done.failures.push(row.failed(error));
                }
            }
        }
        if !doubtful.is_empty() {
            self.confirm(doubtful, is_last).await?;
        }
        Ok(pause.min(self.client.limits().max_pause))
    }

    /// Returns true if an earlier change to an existing row is sent again: the order of changes to a
    /// row is kept.
    fn is_behind(&self, row: &Row<T, M, L>) -> bool {
        !row.is_new && self.rows.iter().any(|earlier| earlier.key == row.key)
    }

    /// Finds out which of these rows exist. A row with the values of another one in an alternate
    /// key, or with those of a duplicate, is rejected with the same status.
    async fn confirm(
        &mut self,
        rejected: Vec<(Row<T, M, L>, Error)>,
        is_last: bool,
    ) -> Result<(), Error> {
        let requests = rejected.iter().map(|(row, _)| {
            let path = format!("{}?$select={}", row.request.path, T::info().primary_id);
            Request::new(Method::Get, path)
        });
        let requests: Vec<_> = requests.collect();
        let answers = match self.exchange(requests, Retry::Safe).await {
            Ok((answers, _)) => answers,
            Err(error) => {
                self.rows.extend(rejected.into_iter().map(|(row, _)| row));
                return Err(error);
            }
        };
        let mut answers = answers.iter().flat_map(|answer| answer.responses());
        for (row, error) in rejected {
            match answers.next().map(|response| response.status) {
                Some(200) => {
                    self.done.existing += 1;
                    self.done.keys.extend(row.key);
                }
                status if !is_last && may_retry(&row, status) => self.rows.push(row),
                _ => self.done.failures.push(row.failed(error)),
            }
        }
        Ok(())
    }

    /// Sends a batch.
    async fn exchange(
        &mut self,
        requests: impl IntoIterator<Item = Request>,
        retry: Retry,
    ) -> Result<(Vec<Answer>, Trail), Error> {
        let batch = requests.into_iter().fold(Batch::new(), Batch::request);
        let request = batch
            .continue_on_error()
            .into_request(self.client.base())
            .map_err(Error::invalid)?;
        let reply = self.client.exchange(request, retry).await?;
        self.note_parallel(&reply);
        let answers = self.client.answers(&reply)?.into_vec();
        Ok((answers, reply.trail))
    }

    fn note_parallel(&mut self, reply: &Reply) {
        let hint = reply.response.header("x-ms-dop-hint");
        let hint = hint.and_then(|hint| hint.trim().parse().ok());
        self.done.parallel = hint.or(self.done.parallel);
    }
}

/// Returns true if a row can be sent again after an answer with this status, or after none.
fn may_retry<T, M, L>(row: &Row<T, M, L>, status: Option<u16>) -> bool {
    status == Some(429) || is_unclear(status) && row.key.is_some()
}

/// Returns true if the service may have written the row.
fn is_unclear(status: Option<u16>) -> bool {
    matches!(status, None | Some(408 | 500 | 502 | 503 | 504))
}

fn trail<T: Table, M, L>(row: &Row<T, M, L>, batch: &Trail) -> Trail {
    Trail {
        name: format!("{} {}", row.request.method, T::info().entity_set),
        may_have_happened: row.is_uncertain,
        ..batch.clone()
    }
}
