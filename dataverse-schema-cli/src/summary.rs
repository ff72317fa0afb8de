use std::fmt::{self, Display};

use crate::snippet::clean;

/// What comes after the problems.
pub(crate) struct Summary<'a> {
    pub(crate) pages: usize,
    pub(crate) columns: usize,
    pub(crate) skipped: &'a [String],
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
}

impl Summary<'_> {
    /// The most pages that are named.
    const NAMED: usize = 5;
}

impl Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let [first, rest @ ..] = self.skipped {
            let pages = Count(self.skipped.len(), "page");
            let verb = if rest.is_empty() { "isn't" } else { "aren't" };
            write!(
                f,
                "skipped {pages} that {verb} of a table: {}",
                clean(first)
            )?;
            for name in rest.iter().take(Self::NAMED - 1) {
                write!(f, ", {}", clean(name))?;
            }
            if rest.len() >= Self::NAMED {
                write!(f, " and {} more", Number(rest.len() + 1 - Self::NAMED))?;
            }
            writeln!(f)?;
        }
        let pages = Count(self.pages, "page");
        let columns = Count(self.columns, "column");
        write!(f, "checked {pages}, {columns}: ")?;
        let errors = Count(self.errors, "error");
        let warnings = Count(self.warnings, "warning");
        match (self.errors, self.warnings) {
            (0, 0) => writeln!(f, "no problems"),
            (_, 0) => writeln!(f, "{errors}"),
            (0, _) => writeln!(f, "{warnings}"),
            _ => writeln!(f, "{errors}, {warnings}"),
        }
    }
}

/// A number with its thousands separated.
pub(crate) struct Number(pub(crate) usize);

impl Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_string();
        for (at, digit) in digits.char_indices() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                write!(f, ",")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

/// So many of something.
pub(crate) struct Count(pub(crate) usize, pub(crate) &'static str);

impl Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(number, what) = self;
        let plural = if *number == 1 { "" } else { "s" };
        write!(f, "{} {what}{plural}", Number(*number))
    }
}

#[cfg(test)]
mod tests {
    use super::Number;

    #[test]
    fn thousands() {
        let shown = [0, 999, 1000, 12_330, 1_000_000].map(|number| Number(number).to_string());
        assert_eq!(shown, ["0", "999", "1,000", "12,330", "1,000,000"]);
    }
}
