#[cfg(feature = "chrono-04")]
mod chrono;
#[cfg(feature = "jiff-1")]
mod jiff;
#[cfg(feature = "time-03")]
mod time;

use core::fmt::{self, Debug, Display};
use core::str::FromStr;
use std::time::SystemTime;

use ::chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta, Timelike, Utc};

/// The error for a string that isn't a valid date in the expected format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseDateError {
    text: String,
    form: &'static str,
}

impl Display for ParseDateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}, found `{}`", self.form, self.text)
    }
}

impl core::error::Error for ParseDateError {}

/// The error for a date or time that the Web API can't represent.
///
/// It is outside the years 1 to 9999, or in a leap second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfRange;

impl Display for OutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("time is outside the years 1 to 9999, or in a leap second")
    }
}

impl core::error::Error for OutOfRange {}

/// Returns true if the Web API can represent a time: a four-digit year, no leap second.
fn is_written(time: NaiveDateTime) -> bool {
    (1..=9999).contains(&time.year()) && time.nanosecond() < 1_000_000_000
}

/// The number of nanoseconds in a second.
const NANOSECONDS: i128 = 1_000_000_000;

/// The value of a DateTime column with the behavior UserLocal: a moment in time.
///
/// It is sent and received in UTC.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateTime(::chrono::DateTime<Utc>);

impl DateTime {
    /// Returns the current time of the system's clock.
    ///
    /// # Panics
    /// Panics if the clock is outside the years 1 to 9999.
    pub fn now() -> Self {
        let now = Self::try_from(SystemTime::now());
        now.expect("the clock of a working system is between the years 1 and 9999")
    }

    /// Creates the moment this many seconds after 1970-01-01T00:00:00Z.
    ///
    /// Returns `None` outside the years 1 to 9999.
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        ::chrono::DateTime::from_timestamp(seconds, 0).and_then(Self::checked)
    }

    fn checked(time: ::chrono::DateTime<Utc>) -> Option<Self> {
        let time = time.naive_utc();
        is_written(time).then(|| Self(time.and_utc()))
    }

    /// Creates the moment this many nanoseconds after 1970-01-01T00:00:00Z.
    ///
    /// Returns `None` outside the years 1 to 9999.
    pub fn from_unix_nanoseconds(nanoseconds: i128) -> Option<Self> {
        let seconds = nanoseconds.div_euclid(NANOSECONDS).try_into().ok()?;
        let rest = nanoseconds.rem_euclid(NANOSECONDS).try_into().ok()?;
        ::chrono::DateTime::from_timestamp(seconds, rest).and_then(Self::checked)
    }

    /// Returns the year in UTC.
    pub(crate) fn year(self) -> i32 {
        self.0.year()
    }

    /// Returns the nanoseconds since 1970-01-01T00:00:00Z.
    pub fn unix_nanoseconds(self) -> i128 {
        let rest = i128::from(self.0.timestamp_subsec_nanos());
        i128::from(self.0.timestamp()) * NANOSECONDS + rest
    }

    /// Returns the whole seconds since 1970-01-01T00:00:00Z.
    pub fn unix_seconds(self) -> i64 {
        self.0.timestamp()
    }
}

impl TryFrom<SystemTime> for DateTime {
    type Error = OutOfRange;

    fn try_from(time: SystemTime) -> Result<Self, OutOfRange> {
        let (since, before) = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(since) => (since, false),
            Err(error) => (error.duration(), true),
        };
        let since = TimeDelta::from_std(since).map_err(|_| OutOfRange)?;
        let since = if before { -since } else { since };
        let time = ::chrono::DateTime::UNIX_EPOCH.checked_add_signed(since);
        time.and_then(Self::checked).ok_or(OutOfRange)
    }
}

impl FromStr for DateTime {
    type Err = ParseDateError;

    /// Parses a string such as `2023-04-07T21:59:01Z`, or one with an offset such as `-08:00`.
    fn from_str(text: &str) -> Result<Self, ParseDateError> {
        let time = ::chrono::DateTime::parse_from_rfc3339(text).ok();
        time.and_then(|time| Self::checked(time.to_utc()))
            .ok_or_else(|| ParseDateError {
                text: text.to_owned(),
                form: "a time with offset such as 2023-04-07T21:59:01Z",
            })
    }
}

/// The value of a DateTime column with the behavior TimeZoneIndependent.
///
/// It is a date and a clock time without a time zone. The Web API writes it with a `Z` that has
/// no meaning.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ZonelessDateTime(NaiveDateTime);

impl ZonelessDateTime {
    /// Creates a date and clock time. Returns `None` if it is invalid.
    pub fn new(date: Date, hour: u32, minute: u32, second: u32) -> Option<Self> {
        date.0.and_hms_opt(hour, minute, second).map(Self)
    }

    fn checked(time: NaiveDateTime) -> Option<Self> {
        is_written(time).then_some(Self(time))
    }

    /// Returns the hour, minute, and second.
    pub fn clock(self) -> (u32, u32, u32) {
        (self.0.hour(), self.0.minute(), self.0.second())
    }

    /// Returns the date.
    pub fn date(self) -> Date {
        Date(self.0.date())
    }
}

impl FromStr for ZonelessDateTime {
    type Err = ParseDateError;

    /// Parses a string such as `2019-12-18T00:00:00Z`. The `Z` is optional.
    fn from_str(text: &str) -> Result<Self, ParseDateError> {
        let time = text.strip_suffix('Z').unwrap_or(text).parse().ok();
        time.and_then(Self::checked).ok_or_else(|| ParseDateError {
            text: text.to_owned(),
            form: "a date and time such as 2019-12-18T00:00:00Z",
        })
    }
}

/// The value of a DateTime column with the behavior DateOnly: a calendar day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

impl Date {
    /// Creates a calendar day.
    ///
    /// Returns `None` if it doesn't exist or is outside the years 1 to 9999.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).and_then(Self::checked)
    }

    fn checked(date: NaiveDate) -> Option<Self> {
        is_written(date.into()).then_some(Self(date))
    }

    /// Returns the year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// Returns the month, starting at 1.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// Returns the day of the month, starting at 1.
    pub fn day(self) -> u32 {
        self.0.day()
    }
}

impl FromStr for Date {
    type Err = ParseDateError;

    /// Parses a string such as `2019-12-18`.
    fn from_str(text: &str) -> Result<Self, ParseDateError> {
        let date: Option<NaiveDate> = text.parse().ok();
        // chrono also accepts `2019-1-5`, which the Web API doesn't write.
        date.filter(|_| text.len() == 10)
            .and_then(Self::checked)
            .ok_or_else(|| ParseDateError {
                text: text.to_owned(),
                form: "a date such as 2019-12-18",
            })
    }
}

/// Formats the moment in UTC by RFC 3339, as in `2023-04-07T21:59:01Z`.
///
/// The fraction of a second is omitted if it is zero.
impl Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}Z", self.0.naive_utc())
    }
}

/// Formats the value as the Web API does, as in `2019-12-18T00:00:00Z`.
///
/// The `Z` has no meaning here.
impl Display for ZonelessDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}Z", self.0)
    }
}

/// Formats the day as in `2019-12-18`.
impl Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(&self.0, f)
    }
}

macro_rules! debug_as_displayed {
    ($($date:ty)*) => {
        $(impl Debug for $date {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                Display::fmt(self, f)
            }
        })*
    };
}
debug_as_displayed!(DateTime ZonelessDateTime Date);
