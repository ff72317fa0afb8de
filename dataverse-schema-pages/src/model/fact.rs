use crate::layout::LINE_BREAK;
use crate::page::{Cell, Style};
use crate::source::Span;

/// Something that a page says, and where it says so. Two facts are equal when they say the same.
#[derive(Clone, Debug)]
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

impl<T: PartialEq> PartialEq for Fact<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
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
pub(crate) trait CellValue: Sized {
    fn read(cell: &Cell<'_>) -> Result<Self, Expected>;

    /// Whether the cell says that there is no value.
    fn is_blank(cell: &Cell<'_>) -> bool {
        cell.is_blank()
    }

    /// The text of a cell with this value.
    fn write(&self) -> String;
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

impl CellValue for String {
    fn read(cell: &Cell<'_>) -> Result<Self, Expected> {
        let is_one_line = cell.style == Style::Code || !cell.text.as_bytes().contains(&b'<');
        Ok(match is_one_line {
            true => cell.text.clone().into_owned(),
            false => cell.text.replace(LINE_BREAK, "\n"),
        })
    }

    fn write(&self) -> String {
        self.clone()
    }
}

impl CellValue for bool {
    fn read(cell: &Cell<'_>) -> Result<Self, Expected> {
        match &*cell.text {
            "True" => Ok(true),
            "False" => Ok(false),
            _ => Err(Expected::Form("`True` or `False`")),
        }
    }

    fn write(&self) -> String {
        if *self { "True" } else { "False" }.to_owned()
    }
}

impl CellValue for Number {
    fn read(cell: &Cell<'_>) -> Result<Self, Expected> {
        if cell.style == Style::Bold || !is_number(&cell.text) {
            return Err(Expected::Form(
                "a number, for example `100`, `-1` or `1E-12`",
            ));
        }
        Ok(Self(cell.text.clone().into_owned()))
    }

    fn write(&self) -> String {
        self.0.clone()
    }
}

/// The value of an option on the wire.
impl CellValue for i32 {
    fn read(cell: &Cell<'_>) -> Result<Self, Expected> {
        let form = "a whole number of 32 bits";
        cell.text.parse().map_err(|_| Expected::Form(form))
    }

    fn write(&self) -> String {
        self.to_string()
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

/// The targets of a lookup, the columns of a key.
impl CellValue for Vec<String> {
    fn read(cell: &Cell<'_>) -> Result<Self, Expected> {
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
            Err(Expected::Form("logical names, separated by commas"))
        }
    }

    fn write(&self) -> String {
        self.join(", ")
    }
}

/// Makes a struct with a field for each key of a property table.
macro_rules! facts {
    ($(#[$doc:meta])* $name:ident { $($key:literal $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq)]
        #[cfg_attr(feature = "json", derive(serde::Serialize))]
        pub struct $name {
            $(
                #[doc = concat!("`", $key, "`")]
                #[cfg_attr(feature = "json", serde(skip_serializing_if = "Option::is_none"))]
                pub $field: Option<$crate::model::Fact<$type>>,
            )*
            /// The rows that stand there without a value.
            #[cfg_attr(feature = "json", serde(skip))]
            pub blank: $crate::model::Blank,
        }

        #[allow(dead_code)] // Not every kind of facts needs every method.
        impl $name {
            pub(crate) const KEYS: &[&str] = &[$($key),*];

            /// Stores a row of the property table.
            pub(crate) fn store(
                &mut self,
                key: &str,
                cell: &$crate::page::Cell<'_>,
            ) -> $crate::model::Stored {
                match key {
                    $($key => self.blank.store($key, &mut self.$field, cell),)*
                    _ => $crate::model::Stored::UnknownKey,
                }
            }

            /// The rows that are there, each with its key and the text of its value.
            pub(crate) fn rows(&self) -> impl Iterator<Item = (&'static str, String)> {
                let mut rows: Vec<(&'static str, String)> = Vec::new();
                $(
                    match &self.$field {
                        Some(fact) => rows.push(($key, $crate::model::CellValue::write(&fact.value))),
                        None if self.blank.has($key) => rows.push(($key, String::new())),
                        None => {}
                    }
                )*
                rows.into_iter()
            }

            /// Whether the row is there, be it without a value.
            pub(crate) fn has(&self, key: &str) -> bool {
                match key {
                    $($key => self.$field.is_some() || self.blank.has($key),)*
                    _ => false,
                }
            }

            /// Takes over what another page says: a row replaces this one's, a row without a value takes it away.
            pub(crate) fn patch(&mut self, other: &Self) {
                $(
                    if other.$field.is_some() || other.blank.has($key) {
                        self.$field.clone_from(&other.$field);
                        self.blank.copy($key, &other.blank);
                    }
                )*
            }
        }
    };
}
pub(crate) use facts;

/// The rows of a property table that have no value.
#[derive(Clone, Debug, Default)]
pub struct Blank(Vec<(&'static str, Span)>);

/// Two tables are equal when the same rows have no value, whatever their order.
impl PartialEq for Blank {
    fn eq(&self, other: &Self) -> bool {
        self.0.len() == other.0.len() && self.0.iter().all(|(key, _)| other.has(key))
    }
}

impl Blank {
    /// Whether the row is there, but has no value.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.0.iter().any(|(blank, _)| *blank == key)
    }

    pub(crate) fn copy(&mut self, key: &'static str, other: &Self) {
        self.0.retain(|(blank, _)| *blank != key);
        let copied = other.0.iter().filter(|(blank, _)| *blank == key);
        self.0.extend(copied);
    }

    pub(crate) fn store<T: CellValue>(
        &mut self,
        key: &'static str,
        place: &mut Option<Fact<T>>,
        cell: &Cell<'_>,
    ) -> Stored {
        let blank = self.0.iter().find(|(blank, _)| *blank == key);
        if let Some(first) = place.as_ref().map(|fact| fact.span).or(blank.map(|b| b.1)) {
            return Stored::Twice(first);
        }
        if T::is_blank(cell) {
            self.0.push((key, cell.span));
            return Stored::Yes;
        }
        match T::read(cell) {
            Ok(value) => {
                *place = Some(Fact::new(value, cell.span));
                Stored::Yes
            }
            Err(expected) => Stored::Wrong(expected),
        }
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

        impl $crate::model::CellValue for $name {
            fn read(
                cell: &$crate::page::Cell<'_>,
            ) -> Result<Self, $crate::model::fact::Expected> {
                match &*cell.text {
                    $(stringify!($word) => Ok(Self::$word),)*
                    _ => Err($crate::model::fact::Expected::OneOf($what, Self::WORDS)),
                }
            }

            fn write(&self) -> String {
                self.as_str().to_owned()
            }
        }
    };
}
pub(crate) use words;
