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
    /// Rows that the service didn't confirm, or that were not sent since they are invalid.
    pub failed: u64,
    /// Written rows that the journal can't list, as they have neither an id nor an alternate key.
    /// The next run writes them again.
    pub unlisted: u64,
}

/// What became of the rows.
#[derive(Debug)]
pub struct WriteReport<L = ()> {
    pub(super) progress: Progress,
    pub(super) failures: Vec<RowFailure<L>>,
    pub(super) support_error: Option<Error>,
}

/// A row that the service didn't confirm, or that was not sent since it is invalid.
///
/// If [`may_have_happened`](Error::may_have_happened) is true for its error, the row may be written
/// even so. Formats as `label: error`.
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

/// Formats the numbers that matter: `7 written, 2 already there, 1 failed`. Rows that the journal
/// can't list follow: `, 7 not in the journal (no id)`.
impl Display for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let there = self.existing + self.skipped;
        let (written, failed) = (self.written, self.failed);
        write!(
            f,
            "{written} written, {there} already there, {failed} failed"
        )?;
        match self.unlisted {
            0 => Ok(()),
            unlisted => write!(f, ", {unlisted} not in the journal (no id)"),
        }
    }
}

impl<L> WriteReport<L> {
    /// Returns the numbers of rows.
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// Returns the rows that failed, in the order of the stream.
    pub fn failures(&self) -> &[RowFailure<L>] {
        &self.failures
    }

    /// Returns why the client couldn't find out whether the table supports the message for many
    /// rows, if so: a privilege may be missing. The rows were then sent in batches.
    pub fn support_error(&self) -> Option<&Error> {
        self.support_error.as_ref()
    }
}

/// A row of the stream, by its index and its label.
///
/// Formats as the label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct StreamRow<L = ()> {
    /// The row's index in the stream, from 0.
    pub index: u64,
    /// The row's label, if the stream has labels.
    pub label: L,
}

impl<L: Display> Display for StreamRow<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.label, f)
    }
}

/// An error that ended the writing of rows, such as the loss of the connection.
///
/// Requests under way were finished. Each row that was read from the stream is in the report or in
/// one of two lists: [`uncertain`](Self::uncertain) rows may have been written, and
/// [`unwritten`](Self::unwritten) ones were not.
pub struct WriteError<L = ()> {
    pub(super) error: Error,
    pub(super) report: WriteReport<L>,
    pub(super) uncertain: Vec<StreamRow<L>>,
    pub(super) unwritten: Vec<StreamRow<L>>,
    pub(super) read: u64,
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

    /// Returns the rows that were sent, but of which the service didn't say whether they were
    /// written, in the order of the stream.
    pub fn uncertain(&self) -> &[StreamRow<L>] {
        &self.uncertain
    }

    /// Returns the rows that were not written, besides the failures in the report, in the order of
    /// the stream. They weren't sent, or the service refused all of the request.
    pub fn unwritten(&self) -> &[StreamRow<L>] {
        &self.unwritten
    }

    /// Returns the number of rows that were read from the stream. The rows after them are in
    /// neither list.
    pub fn rows_read(&self) -> u64 {
        self.read
    }
}

impl<L> Display for WriteError<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.error, f)?;
        match (self.uncertain.len(), self.unwritten.len()) {
            (0, 0) => Ok(()),
            (uncertain, unwritten) => write!(
                f,
                "\nnote: uncertain rows: {uncertain}, unwritten rows: {unwritten}"
            ),
        }
    }
}

/// Formats like [`Display`], for `expect` and for a `main` that returns the error.
impl<L> Debug for WriteError<L> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

impl<L> core::error::Error for WriteError<L> {}
