use core::fmt::{self, Display};

use crate::info::RequiredLevel;

/// A rule of a column that a value breaks, with the limit and what was found instead.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Rule {
    /// `RequiredLevel`: there is no value.
    Required(RequiredLevel),
    /// `MaxLength`, counted in UTF-16 code units: Dataverse stores .NET strings. Its documentation only says "characters".
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
    /// `Precision`: digits after the decimal point, trailing zeros not counted; of a double those that tell it from its
    /// neighbors. Dataverse drops further digits in silence.
    Precision {
        /// The maximum number of digits.
        limit: u32,
        /// The value.
        actual: String,
    },
    /// The page doesn't list this option. The organization may have added it.
    UnknownOption(i32),
    /// More options than a set may hold.
    TooManyOptions {
        /// The maximum number of options.
        limit: usize,
        /// The actual number of options.
        actual: usize,
    },
    /// The page doesn't name this table as a target of the lookup.
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
    /// The status isn't on the page, so that the state it belongs to isn't known.
    UnknownStatus(i32),
    /// The page gives the status another state.
    StateOfAnotherStatus {
        /// The state that the status belongs to.
        expected: i32,
        /// The state that was to be set with it.
        actual: i32,
    },
    /// The page lists the statuses that may follow the one that the row has, and this isn't among them.
    Transition {
        /// The status that the row has.
        from: i32,
        /// The status that was to be set.
        to: i32,
        /// The statuses that may follow.
        allowed: &'static [i32],
    },
    /// A related row can be inserted only together with a new row.
    InsertIntoExisting {
        /// The navigation property under which it was to be inserted.
        navigation_property: &'static str,
    },
    /// Only new rows can be inserted. Existing ones are bound or associated.
    InsertOfExisting {
        /// The navigation property under which it was to be inserted.
        navigation_property: &'static str,
    },
    /// Parties can be given with a new activity only: Microsoft documents no request that works for changing those of an
    /// existing one (the PUT on `<activity>_activity_parties` of 2021 is marked as not working since).
    PartiesOfExisting,
    /// Which table a lookup points to isn't known: it has several targets, and no annotation says which.
    NoTable,
    /// The entity set of the table that a lookup points to isn't known.
    NoEntitySet {
        /// The logical name of the table.
        table: String,
    },
    /// The primary key was to be changed, which can't be done.
    PrimaryKeyDiffers,
    /// The page names no navigation property from this lookup to the table.
    NoNavigationProperty {
        /// The logical name of the table that was to be bound.
        table: String,
    },
}

impl Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Required(level) => write!(f, "missing value ({level})"),
            Self::MaxLength { limit, actual } => write!(
                f,
                "text is {actual} UTF-16 code units long; MaxLength is {limit}"
            ),
            Self::MinValue { limit, actual } => write!(f, "{actual} is less than MinValue {limit}"),
            Self::MaxValue { limit, actual } => {
                write!(f, "{actual} is greater than MaxValue {limit}")
            }
            Self::Precision { limit, actual } => {
                write!(f, "{actual} has more than {limit} decimal places (Precision)")
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
                write!(f, "size is {actual} bytes; MaxSizeInKB allows {limit}")
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
            Self::InsertIntoExisting { .. } => f.write_str(
                "cannot insert a related row together with an existing row: create it in a request of its own",
            ),
            Self::InsertOfExisting { .. } => f.write_str(
                "cannot insert an existing row: create a new one with `create()`, or bind the existing one",
            ),
            Self::PartiesOfExisting => f.write_str(
                "cannot change the parties of an existing row: the Web API has no request for it",
            ),
            Self::NoTable => f.write_str(
                "unknown target table of the lookup: request the annotation `lookuplogicalname`, or use `bind`",
            ),
            Self::NoEntitySet { table } => write!(
                f,
                "unknown entity set of table `{table}`: include its page, or add `entity_sets({table} = \"…\")`"
            ),
            Self::PrimaryKeyDiffers => f.write_str("cannot change the primary key of a row"),
            Self::NoNavigationProperty { table } => write!(
                f,
                "missing navigation property from this lookup to table `{table}`"
            ),
        }
    }
}
