use core::fmt::{self, Display};

use crate::error::Error;

/// The numbers of rows that were dealt with so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// Rows that were written.
    pub written: u64,
    /// New rows that were there already: an earlier attempt or run has created them.
    pub existing: u64,
    /// Rows in the journal, which were left out.
    pub skipped: u64,
    /// Rows that were not written.
    pub failed: u64,
}

/// What became of the rows.
#[derive(Debug, Default)]
pub struct WriteReport {
    pub(super) progress: Progress,
    pub(super) failures: Vec<RowFailure>,
}

/// A row that was not written.
#[derive(Debug)]
#[non_exhaustive]
pub struct RowFailure {
    /// The row's index in the stream, from 0.
    pub index: u64,
    /// The rule that the row violates, or the service's error.
    pub error: Error,
}

impl WriteReport {
    /// Returns the numbers of rows.
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// Returns the rows that were not written, in no particular order.
    pub fn failures(&self) -> &[RowFailure] {
        &self.failures
    }
}

/// An error that ended the writing of rows, such as the loss of the connection.
///
/// Requests under way were finished. Rows that are neither in the report nor in the journal may
/// have been written.
#[derive(Debug)]
pub struct WriteError {
    pub(super) error: Error,
    pub(super) report: WriteReport,
}

impl WriteError {
    /// Returns the error.
    pub fn error(&self) -> &Error {
        &self.error
    }

    /// Returns what became of the rows before.
    pub fn report(&self) -> &WriteReport {
        &self.report
    }
}

impl Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.error, f)
    }
}

impl core::error::Error for WriteError {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        self.error.source()
    }
}
