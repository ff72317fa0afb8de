use core::pin::{Pin, pin};
use std::panic::resume_unwind;

use dataverse_schema_runtime::table::Table as _;
use futures_core::Stream;
use tokio::task::{JoinError, JoinSet};

use super::chunk::{Chunk, Done};
use super::options::WriteOptions;
use super::report::{Progress, RowFailure, StreamRow, WriteError, WriteReport};
use super::row::{Row, fit_one_message};
use super::source::{RowSource, SourceStream};
use super::support::allows_batches;
use crate::cause::Cause;
use crate::client::Client;
use crate::error::Error;

/// The number of requests at the same time before the service has recommended one.
const FIRST_PARALLEL: usize = 2;

impl Client {
    /// Writes any number of rows, and returns what became of each.
    ///
    /// Rows are sent in chunks, several at the same time, so in no particular order: by
    /// `CreateMultiple`, `UpdateMultiple`, or `UpsertMultiple` if the table supports the message,
    /// and by a batch otherwise. If the service rejects the message, its rows are sent in a batch,
    /// each as a request of its own, so that each has its own result.
    ///
    /// A table supports the message if its page lists it, or if it is elastic. Otherwise the client
    /// asks the service, once for each table, unless [`WriteOptions::bulk`] is set. If there is no
    /// answer, rows are sent in batches, and [`WriteReport::support_error`] says why.
    ///
    /// A new row whose primary key is set is created exactly once, whatever happens to the
    /// connection: it is only sent again on the condition that it doesn't exist. Updates and
    /// upserts may be executed twice. A new row without an id is only sent again if the service
    /// didn't execute the request.
    ///
    /// Of several changes to a row, by the same id or key, the last one in the stream is executed
    /// last if they are in one chunk, or if there is only one request at a time:
    /// [`WriteOptions::max_parallel`].
    ///
    /// Any [`Stream`](crate::Stream) of [changes](dataverse_schema_runtime::changes::Changes) will
    /// do, or of a `Result` with them, by themselves or behind a label: see [`RowSource`].
    ///
    /// # Errors
    /// Returns an error if what is left can't be written either: no connection, no token, an
    /// invalid response. Rows that the service rejects are in the report.
    pub async fn write_all<S: RowSource>(
        &self,
        rows: impl SourceStream<Item = S>,
        options: WriteOptions,
    ) -> Result<WriteReport<S::Label>, WriteError<S::Label>> {
        let mut run = Run {
            client: self,
            parallel: FIRST_PARALLEL.min(options.max_parallel),
            options,
            bulk: None,
            support_error: None,
            progress: Progress::default(),
            failures: Vec::new(),
            stopped: None,
            read: 0,
            uncertain: Vec::new(),
            unwritten: Vec::new(),
            chunks: JoinSet::new(),
            rows: Vec::new(),
        };
        run.read(pin!(rows)).await;
        run.start_chunk().await;
        while let Some(done) = run.chunks.join_next().await {
            run.finish_chunk(done).await;
        }
        run.failures.sort_by_key(|failure| failure.index);
        run.uncertain.sort_by_key(|row| row.index);
        run.unwritten.sort_by_key(|row| row.index);
        let report = WriteReport {
            progress: run.progress,
            failures: run.failures,
            support_error: run.support_error,
        };
        match run.stopped {
            Some(error) => Err(WriteError {
                error,
                report,
                uncertain: run.uncertain,
                unwritten: run.unwritten,
                read: run.read,
            }),
            None => Ok(report),
        }
    }
}

struct Run<'c, S: RowSource> {
    client: &'c Client,
    options: WriteOptions,
    parallel: usize,
    /// Whether the table supports the message for many rows, once that is known.
    bulk: Option<bool>,
    support_error: Option<Error>,
    progress: Progress,
    failures: Vec<RowFailure<S::Label>>,
    stopped: Option<Error>,
    /// The number of rows that were read.
    read: u64,
    uncertain: Vec<StreamRow<S::Label>>,
    unwritten: Vec<StreamRow<S::Label>>,
    chunks: JoinSet<Done<S::Label>>,
    /// The rows of the next chunk.
    rows: Vec<Row<S::Table, S::Message, S::Label>>,
}

impl<S: RowSource> Run<'_, S> {
    async fn read(&mut self, mut rows: Pin<&mut impl Stream<Item = S>>) {
        while self.stopped.is_none()
            && let Some(row) =
                core::future::poll_fn(|context| rows.as_mut().poll_next(context)).await
        {
            self.add(row);
            if self.rows.len() == self.options.chunk {
                self.start_chunk().await;
            }
        }
    }

    fn add(&mut self, row: S) {
        let index = self.read;
        self.read += 1;
        let row = match Row::new(index, row, &self.options.checks) {
            Ok(row) => row,
            Err(failure) => return self.fail(failure),
        };
        let journal = self.options.journal.as_ref();
        let is_known = |key| journal.is_some_and(|journal| journal.contains(key));
        if row.key.as_deref().is_some_and(is_known) {
            self.progress.skipped += 1;
        } else {
            self.rows.push(row);
        }
    }

    fn fail(&mut self, failure: RowFailure<S::Label>) {
        self.progress.failed += 1;
        self.failures.push(failure);
    }

    /// Starts to write the rows that were read, as soon as fewer requests are under way.
    async fn start_chunk(&mut self) {
        while let Some(done) = self.chunks.try_join_next() {
            self.finish_chunk(done).await;
        }
        while self.chunks.len() >= self.parallel
            && let Some(done) = self.chunks.join_next().await
        {
            self.finish_chunk(done).await;
        }
        let rows = core::mem::take(&mut self.rows);
        let bulk = self.may_use_bulk(&rows).await;
        if self.stopped.is_some() {
            let rows = rows.into_iter().map(Row::into_stream_row);
            self.unwritten.extend(rows);
        } else if !rows.is_empty() {
            let chunk = Chunk::new(self.client.clone(), rows, bulk);
            self.chunks.spawn(chunk.write());
        }
    }

    /// Returns true if a bulk message can be used. It has no use for a single row. The service is
    /// only asked about rows that fit the message.
    async fn may_use_bulk(&mut self, rows: &[Row<S::Table, S::Message, S::Label>]) -> bool {
        if rows.len() < 2 || self.stopped.is_some() || !fit_one_message(rows) {
            return false;
        }
        if let Some(known) = self.bulk.or(self.options.bulk) {
            return known;
        }
        let supports = self.client.supports::<S::Message>(S::Table::info());
        let supports = supports.await.unwrap_or_else(|error| {
            let place = if allows_batches(&error) {
                &mut self.support_error
            } else {
                &mut self.stopped
            };
            *place = Some(error);
            false
        });
        *self.bulk.insert(supports)
    }

    async fn finish_chunk(&mut self, done: Result<Done<S::Label>, JoinError>) {
        let done = done.unwrap_or_else(|error| resume_unwind(error.into_panic()));
        self.progress.written += done.written;
        self.progress.existing += done.existing;
        if self.options.journal.is_some() {
            self.progress.unlisted += done.written + done.existing - done.keys.len() as u64;
        }
        for failure in done.failures {
            self.fail(failure);
        }
        self.uncertain.extend(done.uncertain);
        self.unwritten.extend(done.unwritten);
        if let Some(hint) = done.parallel {
            self.parallel = hint.clamp(1, self.options.max_parallel);
        }
        let noted = match &self.options.journal {
            Some(journal) => journal.add(&done.keys).await,
            None => Ok(()),
        };
        let noted = noted.map_err(|error| Cause::Journal(error).into());
        self.stopped = self.stopped.take().or(done.stopped).or(noted.err());
        if let Some(progress) = &mut self.options.progress {
            progress(self.progress);
        }
    }
}
