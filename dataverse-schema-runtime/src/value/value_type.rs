use core::fmt::{self, Debug, Display};

/// The type of a [`Value`](super::Value), which has a variant of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ValueType {
    /// String, Memo, EntityName
    Text,
    /// Integer
    Integer,
    /// BigInt
    BigInt,
    /// Decimal, Money
    Decimal,
    /// Double
    Double,
    /// Boolean
    Boolean,
    /// Uniqueidentifier
    Guid,
    /// Picklist, State, Status
    Choice,
    /// MultiSelectPicklist
    Choices,
    /// DateTime, UserLocal
    DateTime,
    /// DateTime, TimeZoneIndependent
    ZonelessDateTime,
    /// DateTime, DateOnly
    Date,
    /// Lookup, Customer, Owner
    Lookup,
    /// ManagedProperty
    Managed,
    /// File
    File,
    /// Image
    Image,
}

impl Display for ValueType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(self, f)
    }
}
