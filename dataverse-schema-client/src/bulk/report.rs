use core::fmt::{self, Debug, Display};

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
#[derive(Debug)]
pub struct WriteReport<L = ()> {
    pub(super) progress: Progress,
    pub(super) failures: Vec<RowFailure<L>>,
}

/// A row that was not written.
///
/// Formats as `label: error`.
#[derive(Debug)]
#[non_exhaustive]
pub struct RowFailure<L = ()> {
    /// The row's index in the stream, from 0.
    pub index: u64,
    /// The row's label, if the stream has labels.
    pub label: L,
    /// The rule that the row violates, or the service's error.
    pub error: Error,
}

impl<L: Display> Display for RowFailure<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.label, self.error)
    }
}

/// Formats the numbers that matter: `7 written, 2 already there, 1 failed`.
impl Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let there = self.existing + self.skipped;
        let (written, failed) = (self.written, self.failed);
        write!(
            f,
            "{written} written, {there} already there, {failed} failed"
        )
    }
}

impl<L> WriteReport<L> {
    /// Returns the numbers of rows.
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// Returns the rows that were not written, in the order of the stream.
    pub fn failures(&self) -> &[RowFailure<L>] {
        &self.failures
    }
}

/// An error that ended the writing of rows, such as the loss of the connection.
///
/// Requests under way were finished. Rows that are neither in the report nor in the journal may
/// have been written.
pub struct WriteError<L = ()> {
    pub(super) error: Error,
    pub(super) report: WriteReport<L>,
}

impl<L> WriteError<L> {
    /// Returns the error.
    pub fn error(&self) -> &Error {
        &self.error
    }

    /// Returns what became of the rows before.
    pub fn report(&self) -> &WriteReport<L> {
        &self.report
    }
}

impl<L> Display for WriteError<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.error, f)
    }
}

/// Formats like [`Display`], for `expect` and for a `main` that returns the error.
impl<L> Debug for WriteError<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

impl<L> core::error::Error for WriteError<L> {}
