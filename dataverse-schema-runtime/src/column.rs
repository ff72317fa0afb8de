use core::fmt::{self, Debug, Display};
use core::marker::PhantomData;

use rust_decimal::Decimal;

use crate::table::label_in;
use crate::{
    ChoiceInfo, ColumnValue, Failure, File, Image, LocalizedLabel, PartyRole, Table, rule,
};

/// How far a column must have a value (`RequiredLevel`).
///
/// Dataverse itself enforces only [`SystemRequired`](Self::SystemRequired), and that only for columns of its own;
/// [`ApplicationRequired`](Self::ApplicationRequired) is enforced by model-driven apps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequiredLevel {
    /// Optional.
    None,
    /// Recommended.
    Recommended,
    /// The application requires a value.
    ApplicationRequired,
    /// Dataverse requires a value.
    SystemRequired,
}

impl Display for RequiredLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(self, f)
    }
}

/// What the moments in a DateTime column mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateTimeBehavior {
    /// A moment in time, shown in each user's time zone.
    UserLocal,
    /// A date and clock time without a time zone.
    TimeZoneIndependent,
    /// A calendar day.
    DateOnly,
}

/// The type of a column, with its limits.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs)] // The variants are Dataverse's own type names, the fields the rows of the reference pages.
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
    /// `precision` is `None` where the page gives none.
    Double {
        min: f64,
        max: f64,
        precision: Option<u32>,
    },
    /// `precision` is `None` where the organization or the currency decides it.
    Money {
        min: Decimal,
        max: Decimal,
        precision: Option<u32>,
    },
    Boolean,
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
    /// `targets` are logical names.
    Lookup {
        targets: &'static [&'static str],
    },
    Customer {
        targets: &'static [&'static str],
    },
    Owner {
        targets: &'static [&'static str],
    },
    /// `role` is the `participationtypemask` of the column's parties; `None` where it is all of them, or isn't known.
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
    Image {
        max_size: u32,
    },
    CalendarRules,
    Virtual,
}

impl ColumnKind {
    /// Whether the column points to one row: Lookup, Customer and Owner.
    pub fn is_lookup(&self) -> bool {
        matches!(
            self,
            Self::Lookup { .. } | Self::Customer { .. } | Self::Owner { .. }
        )
    }

    /// The logical names of the tables that the column may point to; empty for columns that point nowhere.
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

/// What the page says of a column.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct ColumnInfo {
    /// The logical name.
    pub logical_name: &'static str,
    /// The schema name.
    pub schema_name: &'static str,
    /// The display name in the language of the page; empty where it gives none.
    pub display_name: &'static str,
    /// The name of the Web API's property: `_x_value` for a lookup `x`, else the logical name.
    pub property: &'static str,
    /// Type and limits.
    pub kind: ColumnKind,
    /// Whether it must have a value.
    pub required: RequiredLevel,
    /// Whether it can be set in the body of a create or an update.
    pub writable: bool,
    /// Whether the service fills it when a create doesn't set it.
    pub has_default: bool,
    /// The display name and the description in further languages, from an overlay.
    pub labels: &'static [LocalizedLabel],
    /// The format of the number that the service gives to new rows, for example `A-{SEQNUM:4}`; empty where it gives none, or
    /// no overlay says so.
    pub auto_number: &'static str,
    /// What the value is made of, for a column with a formula, a calculation or a rollup, as an overlay says; else empty.
    pub formula: &'static str,
}

impl ColumnInfo {
    /// The display name in a language, a locale id such as 1031; `None` where the pages give none.
    pub fn label_in(&self, language: i32) -> Option<&'static str> {
        label_in(self.labels, language)
    }
}

/// A column of table `T` whose value is a `V`, with the access `A` (see [`access`](crate::access)).
pub struct Column<T, V, A> {
    index: u16,
    r#type: PhantomData<fn(T, A) -> V>,
}

/// The column at this place in [`TableInfo::columns`](crate::TableInfo::columns).
pub const fn column<T, V, A>(index: u16) -> Column<T, V, A> {
    Column {
        index,
        r#type: PhantomData,
    }
}

impl<T, V, A> Clone for Column<T, V, A> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T, V, A> Copy for Column<T, V, A> {}
impl<T: Table, V, A> Debug for Column<T, V, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let table = T::info();
        write!(f, "{}.{}", table.logical_name, self.info().logical_name)
    }
}

impl<T: Table, V, A> Column<T, V, A> {
    /// What the page says of the column.
    pub fn info(self) -> &'static ColumnInfo {
        &T::info().columns[usize::from(self.index)]
    }
}

impl<T, V, A> Column<T, V, A> {
    pub(crate) const fn index(self) -> u16 {
        self.index
    }
}

impl<T: Table, V: ColumnValue, A> Column<T, V, A> {
    /// Checks a value against the column's limits.
    ///
    /// # Errors
    /// The rule that the value breaks.
    pub fn check(self, value: &V) -> Result<(), Failure> {
        let column = self.info();
        match value.broken(&column.kind, rule::Scope::ALL) {
            Some(rule) => Err(Failure::new(column, rule)),
            None => Ok(()),
        }
    }
}

impl<T: Table, A> Column<T, String, A> {
    /// The largest length, in UTF-16 code units; `None` for a column that has none.
    pub fn max_length(self) -> Option<u32> {
        match self.info().kind {
            ColumnKind::String { max_length } | ColumnKind::Memo { max_length } => Some(max_length),
            _ => None,
        }
    }
}

impl<T: Table, A> Column<T, File, A> {
    /// The most bytes that a file may have (`MaxSizeInKB`, of 1,024 bytes); `None` where the page gives no limit.
    pub fn max_size(self) -> Option<u64> {
        max_size(self.info())
    }

    /// Checks the size in bytes of a file that is to be uploaded.
    ///
    /// # Errors
    /// When it is larger than the page allows.
    pub fn check_size(self, bytes: u64) -> Result<(), Failure> {
        check_size(self.info(), bytes)
    }
}

impl<T: Table, A> Column<T, Image, A> {
    /// The most bytes that an image may have (`MaxSizeInKB`, of 1,024 bytes); `None` where the page gives no limit.
    pub fn max_size(self) -> Option<u64> {
        max_size(self.info())
    }

    /// Checks the size in bytes of an image that is to be uploaded.
    ///
    /// # Errors
    /// When it is larger than the page allows.
    pub fn check_size(self, bytes: u64) -> Result<(), Failure> {
        check_size(self.info(), bytes)
    }
}

fn check_size(column: &'static ColumnInfo, bytes: u64) -> Result<(), Failure> {
    let rule = match column.kind {
        ColumnKind::File { max_size } | ColumnKind::Image { max_size } => {
            rule::size(bytes, max_size)
        }
        _ => None,
    };
    rule.map_or(Ok(()), |rule| Err(Failure::new(column, rule)))
}

fn max_size(column: &ColumnInfo) -> Option<u64> {
    match column.kind {
        ColumnKind::File { max_size } | ColumnKind::Image { max_size } => {
            (max_size != u32::MAX).then_some(u64::from(max_size) * 1024)
        }
        _ => None,
    }
}

impl<T: Table, A> Column<T, i32, A> {
    /// The values allowed, both ends included.
    pub fn range(self) -> core::ops::RangeInclusive<i32> {
        match self.info().kind {
            ColumnKind::Integer { min, max } => min..=max,
            _ => i32::MIN..=i32::MAX,
        }
    }
}
