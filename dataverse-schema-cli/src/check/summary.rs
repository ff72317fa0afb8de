use std::fmt::{self, Display};

use crate::check::family::Family;
use crate::check::fix::Fixer;
use crate::count::{Count, Number};
use crate::report::{Totals, sanitize};

/// The last lines of a check: skipped files, pages that belong together, the number of checked pages, and the result.
pub(super) struct Summary<'a> {
    pub(super) pages: usize,
    pub(super) columns: usize,
    pub(super) skipped: &'a [String],
    pub(super) families: &'a [Family],
    /// True if tables with several pages are listed, not only counted.
    pub(super) lists_families: bool,
    pub(super) totals: Totals,
    pub(super) fixer: Option<&'a Fixer>,
    /// The number of suggestions that `--fix` applies.
    pub(super) sure_suggestions: usize,
}

impl Summary<'_> {
    /// The maximum number of skipped pages that are named.
    const MAX_NAMES: usize = 5;

    fn fmt_families(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let extended = || self.families.iter().filter(|family| family.is_extended());
        if self.lists_families {
            return extended().try_for_each(|family| write!(f, "{family}"));
        }
        match extended().count() {
            0 => Ok(()),
            count => {
                let tables = Count(count, "table");
                writeln!(
                    f,
                    "extension pages of {tables} (run with --pages to list them)"
                )
            }
        }
    }

    fn fmt_skipped(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<String> = self
            .skipped
            .iter()
            .take(Self::MAX_NAMES)
            .map(|name| sanitize(name))
            .collect();
        let pages = match self.skipped.len() {
            1 => "1 file that isn't a table reference page".to_owned(),
            number => format!("{} files that aren't table reference pages", Number(number)),
        };
        write!(f, "skipped {pages}: {}", names.join(", "))?;
        match self.skipped.len() - names.len() {
            0 => writeln!(f),
            more => writeln!(f, ", and {} more", Number(more)),
        }
    }
}

impl Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.skipped.is_empty() {
            self.fmt_skipped(f)?;
        }
        self.fmt_families(f)?;
        let pages = Count(self.pages, "page");
        let columns = Count(self.columns, "column");
        if let Some(fixer) = self.fixer {
            let verb = if fixer.is_dry_run {
                "would apply"
            } else {
                "applied"
            };
            let applied = Count(fixer.applied, "suggestion");
            writeln!(f, "{verb} {applied} in {}", Count(fixer.pages, "page"))?;
        }
        write!(f, "checked {pages}, {columns}: {}", self.totals)?;
        if self.fixer.is_none() && self.sure_suggestions > 0 {
            let suggestions = Count(self.sure_suggestions, "suggestion");
            write!(f, " (run with --fix to apply {suggestions})")?;
        }
        writeln!(f)
    }
}
