use core::fmt::{self, Debug};

use dataverse_schema_runtime::check::Checks;

use super::journal::Journal;
use super::report::Progress;

/// The maximum number of requests in a batch.
const MAX_CHUNK: usize = 1_000;

/// How [`Client::write_all`](crate::Client::write_all) writes rows.
#[must_use]
pub struct WriteOptions {
    pub(super) checks: Checks,
    pub(super) chunk: usize,
    pub(super) max_parallel: usize,
    pub(super) bulk: Option<bool>,
    pub(super) journal: Option<Journal>,
    pub(super) progress: Option<Callback>,
}

type Callback = Box<dyn FnMut(Progress) + Send>;

impl WriteOptions {
    /// Creates options with chunks of 100 rows, up to 8 of them at the same time.
    pub fn new() -> Self {
        Self {
            checks: Checks::default(),
            chunk: 100,
            max_parallel: 8,
            bulk: None,
            journal: None,
            progress: None,
        }
    }

    /// Sets the checks of each row.
    pub fn checks(mut self, checks: Checks) -> Self {
        self.checks = checks;
        self
    }

    /// Sets the number of rows in a request, 1 to 1,000. Numbers beyond are reduced.
    pub fn chunk(mut self, rows: usize) -> Self {
        self.chunk = rows.clamp(1, MAX_CHUNK);
        self
    }

    /// Sets the maximum number of requests at the same time. The service recommends a number in its
    /// responses (`x-ms-dop-hint`), which counts if it is lower.
    pub fn max_parallel(mut self, requests: usize) -> Self {
        self.max_parallel = requests.max(1);
        self
    }

    /// Sets whether rows are sent by `CreateMultiple`, `UpdateMultiple`, or `UpsertMultiple`, or
    /// always in batches. By default the client finds out whether the table supports the message:
    /// see [`write_all`](crate::Client::write_all).
    ///
    /// If the service rejects the message, the rows are sent in batches anyway, so `true` writes
    /// the same rows for a table that doesn't support it, but takes longer.
    pub fn bulk(mut self, bulk: bool) -> Self {
        self.bulk = Some(bulk);
        self
    }

    /// Leaves out the rows in the journal, and adds those that are written. `None` is no journal.
    ///
    /// New rows without an id can't be added: [`Progress::unlisted`] is their number.
    pub fn journal(mut self, journal: impl Into<Option<Journal>>) -> Self {
        self.journal = journal.into();
        self
    }

    /// Sets a function that is called after each request.
    pub fn on_progress(mut self, progress: impl FnMut(Progress) + Send + 'static) -> Self {
        self.progress = Some(Box::new(progress));
        self
    }
}

impl Default for WriteOptions {
    fn default() -> Self {
        Self::new()
    }
}

impl Debug for WriteOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WriteOptions")
            .field("checks", &self.checks)
            .field("chunk", &self.chunk)
            .field("max_parallel", &self.max_parallel)
            .field("bulk", &self.bulk)
            .finish_non_exhaustive()
    }
}
