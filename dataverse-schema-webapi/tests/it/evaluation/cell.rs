use std::collections::BTreeSet;

/// The number of decimal places of numbers.
const PLACES: usize = 10;

/// A value that isn't null.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub(crate) enum Cell {
    Text(String),
    /// A number in units of the last decimal place.
    Number(i128),
    Options(BTreeSet<String>),
}

impl Cell {
    /// The number 1.
    pub(crate) const UNIT: i128 = 10_i128.pow(10);

    pub(crate) fn number(text: &str) -> Self {
        let (whole, places) = text.split_once('.').unwrap_or((text, ""));
        let digits = format!("{whole}{places:0<PLACES$}");
        Self::Number(digits.parse().expect("a number"))
    }

    /// Reads a list such as `1,3`.
    pub(crate) fn options(text: &str) -> Self {
        let options = text.split(',').filter(|option| !option.is_empty());
        Self::Options(options.map(str::to_owned).collect())
    }

    /// Reads a literal of the same type as another value.
    pub(crate) fn like(&self, text: &str) -> Self {
        match self {
            Self::Text(_) => Self::Text(text.to_owned()),
            Self::Number(_) => Self::number(text),
            Self::Options(_) => Self::options(text),
        }
    }

    /// Returns the day of a date; the whole text for another value.
    pub(crate) fn day(&self) -> &str {
        match self {
            Self::Text(text) => text.get(..10).unwrap_or(text),
            _ => "",
        }
    }

    /// Returns true if a multi-select choice has one of these options.
    pub(crate) fn has_any<'t>(&self, mut options: impl Iterator<Item = &'t str>) -> bool {
        match self {
            Self::Options(known) => options.any(|option| known.contains(option)),
            _ => false,
        }
    }
}

/// Compares like the service: a missing value is unequal to each value, and neither less nor more.
pub(crate) fn compare(left: Option<&Cell>, operator: &str, right: Option<&Cell>) -> bool {
    let (Some(left), Some(right)) = (left, right) else {
        return operator == "ne";
    };
    match operator {
        "eq" => left == right,
        "ne" => left != right,
        "gt" => left > right,
        "ge" => left >= right,
        "lt" => left < right,
        "le" => left <= right,
        _ => panic!("{operator}"),
    }
}
