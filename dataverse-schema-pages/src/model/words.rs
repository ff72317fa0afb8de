/// Defines an enum of the words that a key can have.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($word:ident,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[cfg_attr(feature = "json", derive(serde::Serialize))]
        #[allow(missing_docs)] // The words are the page's own.
        pub enum $name {
            $($word,)*
        }

        impl $name {
            const WORDS: &'static [&'static str] = &[$(stringify!($word)),*];

            /// Returns the word as the page writes it.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$word => stringify!($word),)*
                }
            }
        }

        impl $crate::model::CellValue for $name {
            fn parse(text: &str) -> Result<Self, $crate::model::Expected> {
                match text {
                    $(stringify!($word) => Ok(Self::$word),)*
                    _ => Err($crate::model::Expected::OneOf(Self::WORDS)),
                }
            }

            fn write(&self) -> String {
                self.as_str().to_owned()
            }
        }
    };
}
pub(crate) use words;

/// Defines an enum of the words of a vocabulary, with a variant for any other text.
macro_rules! open_words {
    ($(#[$doc:meta])* $name:ident { $($word:ident,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs)] // The words are the page's own.
        pub enum $name {
            $($word,)*
            /// A string outside the vocabulary, as the page has it.
            Unknown(String),
        }

        impl $name {
            /// Returns the text as the page writes it.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$word => stringify!($word),)*
                    Self::Unknown(text) => text,
                }
            }
        }

        impl $crate::model::CellValue for $name {
            fn parse(text: &str) -> Result<Self, $crate::model::Expected> {
                Ok(match text {
                    $(stringify!($word) => Self::$word,)*
                    _ => Self::Unknown(text.to_owned()),
                })
            }

            fn write(&self) -> String {
                self.as_str().to_owned()
            }

            #[cfg(feature = "lint")]
            fn expected_words(&self) -> Option<&'static [&'static str]> {
                let is_unknown = matches!(self, Self::Unknown(_));
                is_unknown.then_some(&[$(stringify!($word)),*])
            }
        }

        #[cfg(feature = "json")]
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}
pub(crate) use open_words;
