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
            fn parse(text: &str) -> Result<Self, $crate::model::Expected> {
                match text {
                    $(stringify!($word) => Ok(Self::$word),)*
                    _ => Err($crate::model::Expected::OneOf($what, Self::WORDS)),
                }
            }

            fn write(&self) -> String {
                self.as_str().to_owned()
            }
        }
    };
}
pub(crate) use words;
