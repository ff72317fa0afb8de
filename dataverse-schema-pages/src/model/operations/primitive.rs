/// Declares the primitive types, each with its name in metadata.
macro_rules! primitives {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// A primitive type of OData.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Primitive {
            $($(#[$doc])* $name,)*
        }

        impl Primitive {
            /// Returns the name, such as `Edm.String`.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }

            /// Returns the type with this name.
            pub fn from_name(name: &str) -> Option<Self> {
                match name {
                    $($text => Some(Self::$name),)*
                    _ => None,
                }
            }
        }

        /// What a type on a page can be.
        pub(super) const FORMS: &[&str] = &[
            $($text,)*
            "Row",
            "Row(table)",
            "Complex(type)",
            "Enum(type)",
            "Choice(table.column)",
            "Collection(…)",
        ];
    };
}

primitives! {
    /// Bytes, in Base64.
    Binary = "Edm.Binary",
    /// `true` or `false`.
    Boolean = "Edm.Boolean",
    /// An integer from 0 to 255.
    Byte = "Edm.Byte",
    /// A date.
    Date = "Edm.Date",
    /// A date and time with an offset.
    DateTimeOffset = "Edm.DateTimeOffset",
    /// A decimal number.
    Decimal = "Edm.Decimal",
    /// A 64-bit floating-point number.
    Double = "Edm.Double",
    /// A length of time.
    Duration = "Edm.Duration",
    /// A GUID.
    Guid = "Edm.Guid",
    /// A 16-bit integer.
    Int16 = "Edm.Int16",
    /// A 32-bit integer.
    Int32 = "Edm.Int32",
    /// A 64-bit integer.
    Int64 = "Edm.Int64",
    /// An integer from -128 to 127.
    SByte = "Edm.SByte",
    /// A 32-bit floating-point number.
    Single = "Edm.Single",
    /// Text.
    String = "Edm.String",
    /// A time of day.
    TimeOfDay = "Edm.TimeOfDay",
    /// Any JSON.
    Untyped = "Edm.Untyped",
}
