use crate::model::{Blank, CellValue, Expected, Fact};
use crate::source::Span;

/// The outcome of storing a row of a property table.
#[derive(Debug)]
pub(crate) enum Stored {
    Yes,
    /// The key is unknown in this table.
    UnknownKey,
    /// The key is a duplicate. The span is that of the first row.
    Duplicate(Span),
    /// The value doesn't have the expected form.
    Invalid(Expected),
}

/// A value outside its closed vocabulary.
#[cfg(feature = "lint")]
#[derive(Debug)]
pub(crate) struct UnknownWord {
    pub(crate) key: &'static str,
    pub(crate) text: String,
    pub(crate) span: Span,
    /// The words of the vocabulary.
    pub(crate) expected: &'static [&'static str],
}

/// Defines a struct with a field for each key of a property table.
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
            /// The rows without a value.
            #[cfg_attr(feature = "json", serde(skip))]
            pub blank: $crate::model::Blank,
        }

        #[allow(dead_code)] // Not every kind of facts needs every method.
        #[allow(non_upper_case_globals)] // They are named as the fields are.
        impl $name {
            $(pub(crate) const $field: $crate::model::Property =
                $crate::model::Property::new($key, stringify!($field));)*

            pub(crate) const KEYS: &[&str] = &[$($key),*];

            /// Stores a row of the property table. `text` is its value, or `None` if it has no
            /// value.
            pub(crate) fn store(
                &mut self,
                key: &str,
                text: Option<&str>,
                span: $crate::source::Span,
            ) -> $crate::model::Stored {
                match key {
                    $($key => $crate::model::facts::store(
                        $key, &mut self.$field, &mut self.blank, text, span,
                    ),)*
                    _ => $crate::model::Stored::UnknownKey,
                }
            }

            /// Returns the existing rows, each with its key and the text of its value.
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

            /// Returns the existing facts, each with its property.
            #[cfg(feature = "json")]
            pub(crate) fn values(&self) -> Vec<($crate::model::Property, $crate::model::FactValue)> {
                let mut values = Vec::new();
                $(
                    if let Some(fact) = &self.$field {
                        values.push((Self::$field, $crate::model::CellValue::value(&fact.value)));
                    }
                )*
                values
            }

            /// Returns true if the row exists, with or without a value.
            pub(crate) fn has(&self, key: &str) -> bool {
                match key {
                    $($key => self.$field.is_some() || self.blank.has($key),)*
                    _ => false,
                }
            }

            /// Returns true if the row is the one at this span.
            pub(crate) fn has_at(&self, key: &str, span: $crate::source::Span) -> bool {
                match key {
                    $($key => $crate::model::facts::is_at(&self.$field, &self.blank, $key, span),)*
                    _ => false,
                }
            }

            /// Returns the values outside their closed vocabularies.
            #[cfg(feature = "lint")]
            pub(crate) fn unknown_words(&self) -> Vec<$crate::model::UnknownWord> {
                let mut unknown = Vec::new();
                $(
                    if let Some(fact) = &self.$field {
                        unknown.extend($crate::model::facts::unknown_word($key, fact));
                    }
                )*
                unknown
            }

            /// Returns the rows that another page has with another value, each with both values.
            pub(crate) fn differences(&self, other: &Self) -> Vec<$crate::model::Difference> {
                let mut differences = Vec::new();
                $(
                    let first = $crate::model::facts::text(&self.$field, &self.blank, $key);
                    let second = $crate::model::facts::text(&other.$field, &other.blank, $key);
                    if let (Some(first), Some(second)) = (first, second) && first != second {
                        differences.push(($key, first, second));
                    }
                )*
                differences
            }

            /// Applies the facts of another page.
            ///
            /// A row replaces the existing row. A row without a value removes the existing value.
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

/// Stores a row. A second row with the same key is a duplicate.
pub(super) fn store<T: CellValue>(
    key: &'static str,
    field: &mut Option<Fact<T>>,
    blank: &mut Blank,
    text: Option<&str>,
    span: Span,
) -> Stored {
    let first = field.as_ref().map(|fact| fact.span);
    if let Some(first) = first.or(blank.span(key)) {
        return Stored::Duplicate(first);
    }
    let Some(text) = text else {
        blank.add(key, span);
        return Stored::Yes;
    };
    match T::parse(text) {
        Ok(value) => {
            *field = Some(Fact::new(value, span));
            Stored::Yes
        }
        Err(expected) => Stored::Invalid(expected),
    }
}

/// Returns true if a row is the one at this span.
pub(super) fn is_at<T>(field: &Option<Fact<T>>, blank: &Blank, key: &str, span: Span) -> bool {
    let at = field.as_ref().map(|fact| fact.span);
    at.or(blank.span(key)) == Some(span)
}

/// A row with the values that two pages have in it.
pub(crate) type Difference = (&'static str, Fact<String>, Fact<String>);

/// Returns the text of an existing row. It is empty if the row has no value.
pub(super) fn text<T: CellValue>(
    field: &Option<Fact<T>>,
    blank: &Blank,
    key: &'static str,
) -> Option<Fact<String>> {
    match field {
        Some(fact) => Some(Fact::new(fact.value.write(), fact.span)),
        None => blank.span(key).map(|span| Fact::new(String::new(), span)),
    }
}

#[cfg(feature = "lint")]
pub(super) fn unknown_word<T: CellValue>(key: &'static str, fact: &Fact<T>) -> Option<UnknownWord> {
    let expected = fact.value.expected_words()?;
    Some(UnknownWord {
        key,
        text: fact.value.write(),
        span: fact.span,
        expected,
    })
}
