use rust_decimal::Decimal;

use super::boolean::BooleanLabels;
use crate::value::ValueType;
use crate::value::choice_info::ChoiceInfo;
use crate::value::party_role::PartyRole;

/// The type of a column, with its limits.
#[derive(Clone, Copy, Debug, PartialEq)]
// The variants are the type names of Dataverse, and the fields are rows of the reference pages.
#[allow(missing_docs)]
#[non_exhaustive]
pub enum ColumnKind {
    /// Text on one line, at most `max_length` UTF-16 code units.
    String {
        max_length: u32,
    },
    /// Text on several lines, at most `max_length` UTF-16 code units.
    Memo {
        max_length: u32,
    },
    Integer {
        min: i32,
        max: i32,
    },
    BigInt {
        min: i64,
        max: i64,
    },
    Decimal {
        min: Decimal,
        max: Decimal,
        precision: u32,
    },
    /// `precision` is `None` if the page has none.
    Double {
        min: f64,
        max: f64,
        precision: Option<u32>,
    },
    /// `precision` is `None` if the organization or the currency determines it.
    Money {
        min: Decimal,
        max: Decimal,
        precision: Option<u32>,
    },
    Boolean {
        labels: &'static BooleanLabels,
    },
    DateTime {
        behavior: DateTimeBehavior,
    },
    Picklist {
        choice: &'static ChoiceInfo,
    },
    MultiSelectPicklist {
        choice: &'static ChoiceInfo,
    },
    State {
        choice: &'static ChoiceInfo,
    },
    Status {
        choice: &'static ChoiceInfo,
    },
    /// `targets` contains logical names.
    Lookup {
        targets: &'static [&'static str],
    },
    Customer {
        targets: &'static [&'static str],
    },
    Owner {
        targets: &'static [&'static str],
    },
    /// `role` is the `participationtypemask` of the column's parties.
    ///
    /// It is `None` if the column contains parties of all roles, or if the role is unknown.
    PartyList {
        targets: &'static [&'static str],
        role: Option<PartyRole>,
    },
    Uniqueidentifier,
    EntityName,
    ManagedProperty,
    /// `max_size` is in kilobytes.
    File {
        max_size: u32,
    },
    /// `max_size` is in kilobytes.
    ///
    /// `can_store_full_image` is false if the column stores only a thumbnail, or if the page
    /// doesn't say.
    Image {
        max_size: u32,
        can_store_full_image: bool,
    },
    CalendarRules,
    Virtual,
}

impl ColumnKind {
    /// Returns true if the column points to one row: a Lookup, Customer, or Owner column.
    pub fn is_lookup(&self) -> bool {
        matches!(self.value_type(), Some(ValueType::Lookup))
    }

    /// Returns true if the column's values are strings.
    pub(crate) fn is_text(&self) -> bool {
        matches!(self.value_type(), Some(ValueType::Text))
    }

    /// Returns the choice with the column's options, or `None` if the column isn't a choice.
    pub fn choice(&self) -> Option<&'static ChoiceInfo> {
        match self {
            Self::Picklist { choice }
            | Self::MultiSelectPicklist { choice }
            | Self::State { choice }
            | Self::Status { choice } => Some(choice),
            _ => None,
        }
    }

    /// Returns the type of the column's values, or `None` if the column has no value in a row.
    pub fn value_type(&self) -> Option<ValueType> {
        Some(match self {
            Self::String { .. } | Self::Memo { .. } | Self::EntityName => ValueType::Text,
            Self::Integer { .. } => ValueType::Integer,
            Self::BigInt { .. } => ValueType::BigInt,
            Self::Decimal { .. } | Self::Money { .. } => ValueType::Decimal,
            Self::Double { .. } => ValueType::Double,
            Self::Boolean { .. } => ValueType::Boolean,
            Self::DateTime { behavior } => match behavior {
                DateTimeBehavior::UserLocal => ValueType::DateTime,
                DateTimeBehavior::TimeZoneIndependent => ValueType::ZonelessDateTime,
                DateTimeBehavior::DateOnly => ValueType::Date,
            },
            Self::Picklist { .. } | Self::State { .. } | Self::Status { .. } => ValueType::Choice,
            Self::MultiSelectPicklist { .. } => ValueType::Choices,
            Self::Lookup { .. } | Self::Customer { .. } | Self::Owner { .. } => ValueType::Lookup,
            Self::Uniqueidentifier => ValueType::Guid,
            Self::ManagedProperty => ValueType::Managed,
            Self::File { .. } => ValueType::File,
            Self::Image { .. } => ValueType::Image,
            Self::PartyList { .. } | Self::CalendarRules | Self::Virtual => return None,
        })
    }

    /// Returns the logical names of the tables that the column may point to.
    ///
    /// The list is empty for columns that don't point to rows.
    pub fn targets(&self) -> &'static [&'static str] {
        match self {
            Self::Lookup { targets }
            | Self::Customer { targets }
            | Self::Owner { targets }
            | Self::PartyList { targets, .. } => targets,
            _ => &[],
        }
    }
}

/// The behavior of a DateTime column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateTimeBehavior {
    /// A moment in time, shown in each user's time zone.
    UserLocal,
    /// A date and clock time without a time zone.
    TimeZoneIndependent,
    /// A calendar day.
    DateOnly,
}
