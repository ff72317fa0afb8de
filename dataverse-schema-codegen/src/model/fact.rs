use crate::page::{Cell, Style};
use crate::source::Span;

/// Something that a page says, and where it says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact<T> {
    /// What the page says.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<T> Fact<T> {
    pub(crate) fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

#[cfg(feature = "json")]
impl<T: serde::Serialize> serde::Serialize for Fact<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

/// A number exactly as the page writes it: `100`, `-922337203685477`, `1E-12`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Number(String);

impl Number {
    /// The number as the page writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number as mantissa and scale (the digits after the point), if it is one of at most 28 digits.
    pub(crate) fn decimal(&self) -> Option<(i128, u32)> {
        const MOST: i64 = 28;
        let (mantissa, exponent) = self.0.split_once(['e', 'E']).unwrap_or((&self.0, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let digits = format!("{whole}{fraction}");
        let digits: i128 = digits.parse().ok()?;
        let fraction = i64::try_from(fraction.len()).ok()?;
        let scale = fraction.checked_sub(exponent.parse().ok()?)?;
        let power = u32::try_from(scale.min(0).unsigned_abs()).ok()?;
        let digits = digits.checked_mul(10_i128.checked_pow(power)?)?;
        let fits = scale <= MOST && digits.unsigned_abs() < 10_u128.pow(28);
        fits.then_some((digits, u32::try_from(scale.max(0)).ok()?))
    }

    /// The number, if it is of type `N`.
    pub fn parse<N: std::str::FromStr>(&self) -> Option<N> {
        self.0.parse().ok()
    }
}

#[cfg(feature = "json")]
impl serde::Serialize for Number {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::Error as _;
        let raw = serde_json::value::RawValue::from_string(self.0.clone());
        raw.map_err(S::Error::custom)?.serialize(serializer)
    }
}

/// A value that can be read from a cell. The error says what was expected.
pub(crate) trait FromCell: Sized {
    fn from_cell(cell: &Cell) -> Result<Self, Expected>;
}

/// What a cell should have held.
#[derive(Debug)]
pub(crate) enum Expected {
    Form(&'static str),
    OneOf(&'static str, &'static [&'static str]),
}

/// What became of a row of a property table.
#[derive(Debug)]
pub(crate) enum Stored {
    Yes,
    /// The key isn't one of this table's.
    UnknownKey,
    /// The key stood here already.
    Twice(Span),
    Wrong(Expected),
}

impl FromCell for String {
    fn from_cell(cell: &Cell) -> Result<Self, Expected> {
        Ok(cell.text.clone())
    }
}

impl FromCell for bool {
    fn from_cell(cell: &Cell) -> Result<Self, Expected> {
        match cell.text.as_str() {
            "True" => Ok(true),
            "False" => Ok(false),
            _ => Err(Expected::Form("`True` or `False`")),
        }
    }
}

impl FromCell for Number {
    fn from_cell(cell: &Cell) -> Result<Self, Expected> {
        if cell.style == Style::Bold || !is_number(&cell.text) {
            return Err(Expected::Form(
                "a number, for example `100`, `-1` or `1E-12`",
            ));
        }
        Ok(Self(cell.text.clone()))
    }
}

/// A JSON number: digits without a leading zero, a fraction, an exponent.
fn is_number(text: &str) -> bool {
    fn digits(text: &str) -> bool {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
    }
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let unsigned = exponent.map(|e| e.strip_prefix(['+', '-']).unwrap_or(e));
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && unsigned.is_none_or(digits)
}

/// Targets of a lookup.
impl FromCell for Vec<String> {
    fn from_cell(cell: &Cell) -> Result<Self, Expected> {
        let targets: Self = cell
            .text
            .split(',')
            .map(|target| target.trim().to_owned())
            .collect();
        let is_name = |name: &String| {
            let mut bytes = name.bytes();
            !name.is_empty() && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        };
        if targets.iter().all(is_name) {
            Ok(targets)
        } else {
            Err(Expected::Form(
                "logical names of tables, separated by commas",
            ))
        }
    }
}

/// Makes a struct with a field for each key of a property table.
macro_rules! facts {
    ($(#[$doc:meta])* $name:ident { $($key:literal $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default)]
        #[cfg_attr(feature = "json", derive(serde::Serialize))]
        pub struct $name {
            $(
                #[doc = concat!("`", $key, "`")]
                #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
                pub $field: Option<$crate::model::Fact<$type>>,
            )*
        }

        impl $name {
            pub(crate) const KEYS: &[&str] = &[$($key),*];

            /// Stores a row of the property table.
            pub(crate) fn store(
                &mut self,
                key: &str,
                cell: &$crate::page::Cell,
            ) -> $crate::model::Stored {
                match key {
                    $($key => $crate::model::fact::store(&mut self.$field, cell),)*
                    _ => $crate::model::Stored::UnknownKey,
                }
            }
        }
    };
}
pub(crate) use facts;

pub(crate) fn store<T: FromCell>(place: &mut Option<Fact<T>>, cell: &Cell) -> Stored {
    if let Some(first) = place {
        return Stored::Twice(first.span);
    }
    if cell.is_empty() {
        return Stored::Yes;
    }
    match T::from_cell(cell) {
        Ok(value) => {
            *place = Some(Fact::new(value, cell.span));
            Stored::Yes
        }
        Err(expected) => Stored::Wrong(expected),
    }
}

/// Makes an enum of the words that a key can have.
macro_rules! words {
    ($(#[$doc:meta])* $what:literal $name:ident { $($word:ident,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "json", derive(serde::Serialize))]
        #[allow(missing_docs)] // The words are the page's own.
        pub enum $name {
            $($word,)*
        }

        impl $name {
            const WORDS: &'static [&'static str] = &[$(stringify!($word)),*];

            /// The word as the page writes it.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$word => stringify!($word),)*
                }
            }
        }

        impl $crate::model::FromCell for $name {
            fn from_cell(cell: &$crate::page::Cell) -> Result<Self, $crate::model::fact::Expected> {
                match cell.text.as_str() {
                    $(stringify!($word) => Ok(Self::$word),)*
                    _ => Err($crate::model::fact::Expected::OneOf($what, Self::WORDS)),
                }
            }
        }
    };
}
pub(crate) use words;
