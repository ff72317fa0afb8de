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

/// A text that is not a valid date of the expected form.
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

/// A date or a time that the Web API can't write: one outside the years 1 to 9999, or in a leap second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfRange;

impl Display for OutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("time is outside the years 1 to 9999, or in a leap second")
    }
}

impl core::error::Error for OutOfRange {}

/// Whether the Web API's form can write a time: four digits for the year, and no leap second.
fn is_written(time: NaiveDateTime) -> bool {
    (1..=9999).contains(&time.year()) && time.nanosecond() < 1_000_000_000
}

/// Of a second.
const NANOSECONDS: i128 = 1_000_000_000;

/// A DateTime column with the behavior UserLocal: a moment in time. Sent and received in UTC.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateTime(::chrono::DateTime<Utc>);

impl DateTime {
    /// The moment this many seconds after 1970-01-01T00:00:00Z. `None` outside the years 1 to 9999.
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        ::chrono::DateTime::from_timestamp(seconds, 0).and_then(Self::checked)
    }

    fn checked(time: ::chrono::DateTime<Utc>) -> Option<Self> {
        let time = time.naive_utc();
        is_written(time).then(|| Self(time.and_utc()))
    }

    /// The moment this many nanoseconds after 1970-01-01T00:00:00Z. `None` outside the years 1 to 9999.
    pub fn from_unix_nanoseconds(nanoseconds: i128) -> Option<Self> {
        let seconds = nanoseconds.div_euclid(NANOSECONDS).try_into().ok()?;
        let rest = nanoseconds.rem_euclid(NANOSECONDS).try_into().ok()?;
        ::chrono::DateTime::from_timestamp(seconds, rest).and_then(Self::checked)
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

    /// Reads `2023-04-07T21:59:01Z` or the same with an offset such as `-08:00`.
    fn from_str(text: &str) -> Result<Self, ParseDateError> {
        let time = ::chrono::DateTime::parse_from_rfc3339(text).ok();
        time.and_then(|time| Self::checked(time.to_utc()))
            .ok_or_else(|| ParseDateError {
                text: text.to_owned(),
                form: "a time with offset such as 2023-04-07T21:59:01Z",
            })
    }
}

/// A DateTime column with the behavior TimeZoneIndependent: a date and a clock time, without a time zone.
/// The Web API writes it with a `Z` that means nothing.
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

    /// Returns the hour, minute and second.
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

    /// Reads `2019-12-18T00:00:00Z`, the `Z` being optional.
    fn from_str(text: &str) -> Result<Self, ParseDateError> {
        let time = text.strip_suffix('Z').unwrap_or(text).parse().ok();
        time.and_then(Self::checked).ok_or_else(|| ParseDateError {
            text: text.to_owned(),
            form: "a date and time such as 2019-12-18T00:00:00Z",
        })
    }
}

/// A DateTime column with the behavior DateOnly: a calendar day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

impl Date {
    /// A calendar day; `None` where there is no such one, and outside the years 1 to 9999.
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

    /// Reads `2019-12-18`.
    fn from_str(text: &str) -> Result<Self, ParseDateError> {
        let date: Option<NaiveDate> = text.parse().ok();
        // chrono takes `2019-1-5` too, which the Web API doesn't write.
        date.filter(|_| text.len() == 10)
            .and_then(Self::checked)
            .ok_or_else(|| ParseDateError {
                text: text.to_owned(),
                form: "a date such as 2019-12-18",
            })
    }
}

/// RFC 3339 in UTC: `2023-04-07T21:59:01Z`, with a fraction only where there is one.
impl Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}Z", self.0.naive_utc())
    }
}

/// `2019-12-18T00:00:00Z`: the form of the Web API, whose `Z` means nothing here.
impl Display for ZonelessDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}Z", self.0)
    }
}

/// `2019-12-18`.
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
