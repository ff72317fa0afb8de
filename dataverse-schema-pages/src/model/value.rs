#[cfg(feature = "json")]
use crate::model::FactValue;
use crate::model::Number;

/// A value that the text of a cell can hold.
pub(crate) trait CellValue: Sized {
    /// Parses a text. The error is what was expected.
    fn parse(text: &str) -> Result<Self, Expected>;

    /// Writes the text that is parsed as this value.
    fn write(&self) -> String;

    /// The words of the closed vocabulary that the value lies outside of.
    #[cfg(feature = "lint")]
    fn expected_words(&self) -> Option<&'static [&'static str]> {
        None
    }

    /// Returns the value as one of any type.
    #[cfg(feature = "json")]
    fn value(&self) -> FactValue {
        FactValue::Text(self.write())
    }
}

/// What a text should have been.
#[derive(Debug)]
pub(crate) enum Expected {
    Form(&'static str),
    OneOf(&'static [&'static str]),
}

impl CellValue for String {
    fn parse(text: &str) -> Result<Self, Expected> {
        Ok(text.to_owned())
    }

    fn write(&self) -> String {
        self.clone()
    }
}

impl CellValue for bool {
    fn parse(text: &str) -> Result<Self, Expected> {
        match text {
            "True" => Ok(true),
            "False" => Ok(false),
            _ => Err(Expected::Form("`True` or `False`")),
        }
    }

    fn write(&self) -> String {
        if *self { "True" } else { "False" }.to_owned()
    }

    #[cfg(feature = "json")]
    fn value(&self) -> FactValue {
        FactValue::Bool(*self)
    }
}

impl CellValue for Number {
    fn parse(text: &str) -> Result<Self, Expected> {
        let form = "a number, for example `100`, `-1` or `1E-12`";
        Self::new(text).ok_or(Expected::Form(form))
    }

    fn write(&self) -> String {
        self.as_str().to_owned()
    }

    #[cfg(feature = "json")]
    fn value(&self) -> FactValue {
        FactValue::Number(self.clone())
    }
}

/// The value of an option on the wire.
impl CellValue for i32 {
    fn parse(text: &str) -> Result<Self, Expected> {
        let form = "a whole number of 32 bits";
        text.parse().map_err(|_| Expected::Form(form))
    }

    fn write(&self) -> String {
        self.to_string()
    }

    #[cfg(feature = "json")]
    fn value(&self) -> FactValue {
        FactValue::Integer(*self)
    }
}

/// The targets of a lookup, the columns of a key.
impl CellValue for Vec<String> {
    fn parse(text: &str) -> Result<Self, Expected> {
        let names: Self = text.split(',').map(|name| name.trim().to_owned()).collect();
        let is_name = |name: &String| {
            let mut bytes = name.bytes();
            !name.is_empty() && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        };
        if names.iter().all(is_name) {
            Ok(names)
        } else {
            Err(Expected::Form("logical names, separated by commas"))
        }
    }

    fn write(&self) -> String {
        self.join(", ")
    }

    #[cfg(feature = "json")]
    fn value(&self) -> FactValue {
        FactValue::List(self.iter().cloned().map(FactValue::Text).collect())
    }
}
