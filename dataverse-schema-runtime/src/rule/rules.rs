use core::fmt::{self, Display};

use crate::info::RequiredLevel;
use crate::value::ValueType;
use crate::value::byte_count::ByteCount;

/// A rule of a column that a value violates, with the limit and the actual value.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Rule {
    /// `RequiredLevel`: the value is missing.
    Required(RequiredLevel),
    /// `MaxLength`, counted in UTF-16 code units, because Dataverse stores .NET strings.
    ///
    /// The documentation of Dataverse specifies only "characters".
    MaxLength {
        /// The maximum length.
        limit: u32,
        /// The length of the value.
        actual: usize,
    },
    /// `MinValue`.
    MinValue {
        /// The minimum value.
        limit: String,
        /// The value.
        actual: String,
    },
    /// `MaxValue`.
    MaxValue {
        /// The maximum value.
        limit: String,
        /// The value.
        actual: String,
    },
    /// `Precision`: the number of decimal places, without trailing zeros.
    ///
    /// For a double, it counts the digits that distinguish it from adjacent doubles. The service
    /// rounds values with more, as the sample in Microsoft's documentation of creating rows shows:
    /// a latitude of 47.639583 is stored as 47.63958.
    Precision {
        /// The maximum number of decimal places.
        limit: u32,
        /// The value.
        actual: String,
    },
    /// The date is before 1753-01-01, which Dataverse doesn't store.
    TooEarly {
        /// The value.
        actual: String,
    },
    /// The page doesn't list this option. The organization may have added it.
    UnknownOption(i32),
    /// The set has more options than it may contain.
    TooManyOptions {
        /// The maximum number of options.
        limit: usize,
        /// The actual number of options.
        actual: usize,
    },
    /// The page doesn't list this table as a target of the lookup.
    Target {
        /// The logical names of the targets.
        targets: &'static [&'static str],
        /// The logical name of the table that the lookup points to.
        table: String,
    },
    /// `MaxSizeInKB`, in bytes.
    MaxSize {
        /// The maximum number of bytes.
        limit: u64,
        /// The actual number of bytes.
        actual: u64,
    },
    /// A double that is infinite or NaN, which JSON can't represent.
    NotFinite,
    /// The status isn't on the page, so its state is unknown.
    UnknownStatus(i32),
    /// The status belongs to another state on the page.
    StateOfAnotherStatus {
        /// The state that the status belongs to.
        expected: i32,
        /// The state that the changes set with it.
        actual: i32,
    },
    /// The status isn't one of those that may follow the row's current status on the page.
    Transition {
        /// The current status of the row.
        from: i32,
        /// The status that the changes set.
        to: i32,
        /// The statuses that may follow.
        allowed: &'static [i32],
    },
    /// An upsert to an elastic table replaces the whole row.
    ReplacesRow,
    /// The value differs from the one in the alternate key of the upsert.
    KeyDiffers {
        /// The value in the key.
        key: String,
    },
    /// The service doesn't support this character in a string of an alternate key.
    ///
    /// Microsoft documents `/ < > * % & : \ ? +` for URLs. In the body of a request, `#` isn't
    /// supported either.
    KeyCharacter(char),
    /// The table of a lookup with several targets is unknown, because no annotation specifies it.
    NoTable,
    /// The entity set of the table that a lookup points to is unknown.
    NoEntitySet {
        /// The logical name of the table.
        table: String,
    },
    /// The value isn't of the column's type.
    WrongType {
        /// The type of the column's values, or `None` if it has none in a row.
        expected: Option<ValueType>,
        /// The type of the value.
        actual: ValueType,
    },
    /// Rows don't have the column: see `valid_for_read` of
    /// [`ColumnInfo`](crate::info::ColumnInfo).
    NotInRow,
    /// Values of this type can't be part of an alternate key: files and images.
    NotInKey(ValueType),
    /// A state or status always has a value.
    NotClearable,
    /// The request can't set the column: see `valid_for_create` and `valid_for_update` of
    /// [`ColumnInfo`](crate::info::ColumnInfo).
    NotSettable,
    /// The primary key of a row can't be changed.
    PrimaryKeyDiffers,
    /// The page has no navigation property from this lookup to the table.
    NoNavigationProperty {
        /// The logical name of the table to bind; empty for a lookup to clear.
        table: String,
    },
}

impl Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Required(level) => write!(f, "missing value ({level})"),
            Self::MaxLength { limit, actual } => write!(
                f,
                "string is {actual} UTF-16 code units long; MaxLength is {limit}"
            ),
            Self::MinValue { limit, actual } => write!(f, "{actual} is less than MinValue {limit}"),
            Self::MaxValue { limit, actual } => {
                write!(f, "{actual} is greater than MaxValue {limit}")
            }
            Self::Precision { limit, actual } => {
                write!(
                    f,
                    "{actual} has more decimal places than Precision {limit}, so the service rounds it"
                )
            }
            Self::TooEarly { actual } => {
                write!(f, "{actual} is before 1753-01-01, the earliest date in Dataverse")
            }
            Self::UnknownOption(value) => write!(
                f,
                "unknown option {value}: add it in an overlay, or call `Checks::without_options`"
            ),
            Self::TooManyOptions { limit, actual } => {
                write!(f, "{actual} options are selected; the limit is {limit}")
            }
            Self::Target { targets, table } => write!(
                f,
                "invalid target table `{table}` (allowed: {})",
                targets.join(", ")
            ),
            Self::MaxSize { limit, actual } => {
                write!(f, "size is {}; MaxSizeInKB allows {limit}", ByteCount(*actual))
            }
            Self::NotFinite => f.write_str("cannot write an infinite or NaN value as JSON"),
            Self::UnknownStatus(status) => write!(
                f,
                "unknown status {status}: give its state too, with `set_state_as(state, status)`"
            ),
            Self::StateOfAnotherStatus { expected, actual } => {
                write!(f, "expected state {expected} for this status, found {actual}")
            }
            Self::Transition { from, to, allowed } => {
                let allowed: Vec<String> = allowed.iter().map(i32::to_string).collect();
                let allowed = allowed.join(", ");
                write!(
                    f,
                    "status transition {from} -> {to} is not allowed (allowed: {allowed})"
                )
            }
            Self::ReplacesRow => f.write_str(
                "an upsert to an elastic table erases all other columns of the row: call `replace()` if it may, or use `update`",
            ),
            Self::KeyDiffers { key } => write!(
                f,
                "expected the value `{key}` of the alternate key: remove this value, or use `update` to change the key"
            ),
            Self::KeyCharacter(character) => write!(
                f,
                "the service doesn't support `{character}` in an alternate key: filter rows by this column instead, or use `AlternateKey::new_unchecked`"
            ),
            Self::NoTable => f.write_str(
                "unknown target table of the lookup: set a `Reference` with its table (`with_table`), use `bind`, or request the annotation `lookuplogicalname`",
            ),
            Self::NoEntitySet { table } => write!(
                f,
                "unknown entity set of table `{table}`: include its page, or add `entity_sets({table} = \"…\")`"
            ),
            Self::WrongType { expected: Some(expected), actual } => {
                write!(f, "expected a value of type {expected}, found {actual}")
            }
            Self::WrongType { expected: None, actual } => {
                write!(f, "expected no value, as rows don't have the column, found {actual}")
            }
            Self::NotInRow => f.write_str("rows don't have the column"),
            Self::NotInKey(value_type) => {
                write!(f, "values of type {value_type} can't be part of an alternate key")
            }
            Self::NotClearable => {
                f.write_str("cannot clear a state or status, which always has a value")
            }
            Self::NotSettable => f.write_str("this request cannot set the column"),
            Self::PrimaryKeyDiffers => f.write_str("cannot change the primary key of a row"),
            Self::NoNavigationProperty { table } if table.is_empty() => {
                f.write_str("missing navigation property of this lookup")
            }
            Self::NoNavigationProperty { table } => write!(
                f,
                "missing navigation property from this lookup to table `{table}`"
            ),
        }
    }
}
