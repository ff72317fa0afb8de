#[cfg(feature = "json")]
use crate::model::FactValue;
use crate::model::{CellValue, Expected, Number};

/// The origin of a column's values. Pages write it as a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceType {
    /// 0: the values are stored.
    Simple,
    /// 1: the values are calculated from other columns of the row.
    Calculated,
    /// 2: the values are aggregated from related rows.
    Rollup,
    /// 3: the values are calculated by a Power Fx formula.
    Formula,
    /// A number outside the vocabulary, as the page has it.
    Unknown(Number),
}

impl SourceType {
    /// Returns the number as the page writes it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Simple => "0",
            Self::Calculated => "1",
            Self::Rollup => "2",
            Self::Formula => "3",
            Self::Unknown(number) => number.as_str(),
        }
    }
}

impl CellValue for SourceType {
    fn parse(text: &str) -> Result<Self, Expected> {
        Ok(match text {
            "0" => Self::Simple,
            "1" => Self::Calculated,
            "2" => Self::Rollup,
            "3" => Self::Formula,
            _ => Self::Unknown(CellValue::parse(text)?),
        })
    }

    fn write(&self) -> String {
        self.as_str().to_owned()
    }

    #[cfg(feature = "json")]
    fn value(&self) -> FactValue {
        match self {
            Self::Simple => FactValue::Integer(0),
            Self::Calculated => FactValue::Integer(1),
            Self::Rollup => FactValue::Integer(2),
            Self::Formula => FactValue::Integer(3),
            Self::Unknown(number) => number.value(),
        }
    }

    #[cfg(feature = "lint")]
    fn expected_words(&self) -> Option<&'static [&'static str]> {
        matches!(self, Self::Unknown(_)).then_some(&["0", "1", "2", "3"])
    }
}

#[cfg(feature = "json")]
impl serde::Serialize for SourceType {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Simple => serializer.serialize_u8(0),
            Self::Calculated => serializer.serialize_u8(1),
            Self::Rollup => serializer.serialize_u8(2),
            Self::Formula => serializer.serialize_u8(3),
            Self::Unknown(number) => number.serialize(serializer),
        }
    }
}
