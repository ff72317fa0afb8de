use core::fmt::{self, Debug, Display};
use core::str::FromStr;
use std::time::SystemTime;

use chrono::{NaiveDate, NaiveDateTime, Utc};

/// A text that is no date of the form expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseDateError {
    text: String,
    form: &'static str,
}

impl Display for ParseDateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not {}", self.text, self.form)
    }
}

impl core::error::Error for ParseDateError {}

/// A DateTime column with the behaviour UserLocal: a moment in time. Sent and received in UTC.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DateTime(chrono::DateTime<Utc>);

impl DateTime {
    /// The moment this many seconds after 1970-01-01T00:00:00Z. `None` where the year has more than six digits.
    pub fn from_unix_seconds(seconds: i64) -> Option<Self> {
        chrono::DateTime::from_timestamp(seconds, 0).map(Self)
    }

    /// Whole seconds since 1970-01-01T00:00:00Z.
    pub fn unix_seconds(self) -> i64 {
        self.0.timestamp()
    }
}

impl From<SystemTime> for DateTime {
    fn from(time: SystemTime) -> Self {
        Self(time.into())
    }
}

impl From<DateTime> for SystemTime {
    fn from(time: DateTime) -> Self {
        time.0.into()
    }
}

impl FromStr for DateTime {
    type Err = ParseDateError;

    /// Reads `2023-04-07T21:59:01Z` or the same with an offset such as `-08:00`.
    fn from_str(text: &str) -> Result<Self, ParseDateError> {
        chrono::DateTime::parse_from_rfc3339(text)
            .map(|time| Self(time.to_utc()))
            .map_err(|_| ParseDateError {
                text: text.to_owned(),
                form: "a time with offset such as 2023-04-07T21:59:01Z",
            })
    }
}

/// A DateTime column with the behaviour TimeZoneIndependent: a date and a clock time, without a time zone.
/// The Web API writes it with a `Z` that means nothing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ZonelessDateTime(NaiveDateTime);

impl ZonelessDateTime {
    /// A date and a clock time; `None` where there is no such one.
    pub fn new(date: Date, hour: u32, minute: u32, second: u32) -> Option<Self> {
        date.0.and_hms_opt(hour, minute, second).map(Self)
    }

    /// The date.
    pub fn date(self) -> Date {
        Date(self.0.date())
    }
}

impl FromStr for ZonelessDateTime {
    type Err = ParseDateError;

    /// Reads `2019-12-18T00:00:00Z`, the `Z` being optional.
    fn from_str(text: &str) -> Result<Self, ParseDateError> {
        text.strip_suffix('Z')
            .unwrap_or(text)
            .parse()
            .map(Self)
            .map_err(|_| ParseDateError {
                text: text.to_owned(),
                form: "a date and time such as 2019-12-18T00:00:00Z",
            })
    }
}

/// A DateTime column with the behaviour DateOnly: a calendar day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

impl Date {
    /// A calendar day; `None` where there is no such one.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }
}

impl FromStr for Date {
    type Err = ParseDateError;

    /// Reads `2019-12-18`.
    fn from_str(text: &str) -> Result<Self, ParseDateError> {
        text.parse().map(Self).map_err(|_| ParseDateError {
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
