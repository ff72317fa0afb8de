#[cfg(feature = "json")]
use crate::model::FactValue;
use crate::model::Number;

/// A value that a cell can contain.
pub(crate) trait CellValue: Sized {
    /// Parses a string. The error describes the expected form.
    fn parse(text: &str) -> Result<Self, Expected>;

    /// Returns the text that parses as this value.
    fn write(&self) -> String;

    /// Returns the words of the closed vocabulary, if the value is outside it.
    #[cfg(feature = "lint")]
    fn expected_words(&self) -> Option<&'static [&'static str]> {
        None
    }

    /// Converts the value to a [`FactValue`].
    #[cfg(feature = "json")]
    fn value(&self) -> FactValue {
        FactValue::Text(self.write())
    }
}

/// The expected form of a string.
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
        let form = "a number, for example `100`, `-1`, or `1E-12`";
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
        let form = "a 32-bit integer";
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

/// The number of a member of an enum type.
impl CellValue for i64 {
    fn parse(text: &str) -> Result<Self, Expected> {
        let form = "a 64-bit integer";
        text.parse().map_err(|_| Expected::Form(form))
    }

    fn write(&self) -> String {
        self.to_string()
    }
}

/// The targets of a lookup, or the columns of a key.
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
