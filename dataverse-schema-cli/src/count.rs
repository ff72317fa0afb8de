use std::fmt::{self, Display};

/// A number and what it counts: `1 page`, `1,200 pages`.
pub(crate) struct Count(pub(crate) usize, pub(crate) &'static str);

impl Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(number, noun) = self;
        let plural = if *number == 1 { "" } else { "s" };
        write!(f, "{} {noun}{plural}", Number(*number))
    }
}

/// A number with thousands separators.
pub(crate) struct Number(pub(crate) usize);

impl Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.0.to_string();
        for (index, digit) in digits.char_indices() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                write!(f, ",")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Count, Number};

    #[test]
    fn thousands() {
        let shown = [0, 999, 1000, 12_330, 1_000_000].map(|number| Number(number).to_string());
        assert_eq!(shown, ["0", "999", "1,000", "12,330", "1,000,000"]);
    }

    #[test]
    fn plurals() {
        let shown = [0, 1, 2].map(|number| Count(number, "page").to_string());
        assert_eq!(shown, ["0 pages", "1 page", "2 pages"]);
    }
}
