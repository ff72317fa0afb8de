use crate::model::{CellValue, Expected};

/// The source of the maximum decimal places of a Money column.
///
/// It is a number, followed by its meaning in parentheses in the current layout.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "json", derive(serde::Serialize), serde(transparent))]
pub struct PrecisionSource(String);

impl PrecisionSource {
    /// Returns the text as the page writes it: `2` or `2 (TransactionCurrency.CurrencyPrecision)`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns true if the column's own `Precision` is the limit.
    pub fn is_column(&self) -> bool {
        self.0.starts_with('0')
    }
}

impl CellValue for PrecisionSource {
    fn parse(text: &str) -> Result<Self, Expected> {
        Ok(Self(text.to_owned()))
    }

    fn write(&self) -> String {
        self.0.clone()
    }

    #[cfg(feature = "lint")]
    fn expected_words(&self) -> Option<&'static [&'static str]> {
        const NUMBERS: &[&str] = &["0", "1", "2"];
        let number = self
            .0
            .split_once(" (")
            .map_or(&*self.0, |(number, _)| number);
        (!NUMBERS.contains(&number)).then_some(NUMBERS)
    }
}
