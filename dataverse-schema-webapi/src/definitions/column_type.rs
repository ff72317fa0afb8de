/// A type of columns, whose definitions have properties of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[allow(missing_docs)] // The names are those of Dataverse.
pub enum ColumnType {
    BigInt,
    Boolean,
    DateTime,
    Decimal,
    Double,
    File,
    Image,
    Integer,
    Lookup,
    Memo,
    Money,
    MultiSelectPicklist,
    Picklist,
    State,
    Status,
    String,
    Uniqueidentifier,
}

impl ColumnType {
    /// Returns the type of the definition.
    pub(super) fn metadata(self) -> &'static str {
        match self {
            Self::BigInt => "BigIntAttributeMetadata",
            Self::Boolean => "BooleanAttributeMetadata",
            Self::DateTime => "DateTimeAttributeMetadata",
            Self::Decimal => "DecimalAttributeMetadata",
            Self::Double => "DoubleAttributeMetadata",
            Self::File => "FileAttributeMetadata",
            Self::Image => "ImageAttributeMetadata",
            Self::Integer => "IntegerAttributeMetadata",
            Self::Lookup => "LookupAttributeMetadata",
            Self::Memo => "MemoAttributeMetadata",
            Self::Money => "MoneyAttributeMetadata",
            Self::MultiSelectPicklist => "MultiSelectPicklistAttributeMetadata",
            Self::Picklist => "PicklistAttributeMetadata",
            Self::State => "StateAttributeMetadata",
            Self::Status => "StatusAttributeMetadata",
            Self::String => "StringAttributeMetadata",
            Self::Uniqueidentifier => "UniqueIdentifierAttributeMetadata",
        }
    }

    /// Returns the properties that only this type has.
    pub(super) fn properties(self) -> &'static [&'static str] {
        match self {
            Self::DateTime => &["Format", "DateTimeBehavior"],
            Self::Decimal | Self::Double | Self::Money => &["MinValue", "MaxValue", "Precision"],
            Self::File | Self::Image => &["MaxSizeInKB"],
            Self::BigInt | Self::Integer => &["MinValue", "MaxValue"],
            Self::Lookup => &["Targets"],
            Self::Memo | Self::String => &["MaxLength", "Format"],
            _ => &[],
        }
    }

    /// Returns the properties that lead to the options.
    pub(super) fn choices(self) -> &'static [&'static str] {
        match self {
            Self::Boolean
            | Self::MultiSelectPicklist
            | Self::Picklist
            | Self::State
            | Self::Status => &["OptionSet", "GlobalOptionSet"],
            _ => &[],
        }
    }
}
