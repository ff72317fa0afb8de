//! Conversions to and from the types of chrono 0.4.

use chrono::{NaiveDate, NaiveDateTime, TimeZone, Utc};

use super::{Date, DateTime, OutOfRange, ZonelessDateTime};

impl From<DateTime> for chrono::DateTime<Utc> {
    fn from(time: DateTime) -> Self {
        time.0
    }
}

/// Fails outside the years 1 to 9999, and in a leap second.
impl<Tz: TimeZone> TryFrom<chrono::DateTime<Tz>> for DateTime {
    type Error = OutOfRange;

    fn try_from(time: chrono::DateTime<Tz>) -> Result<Self, OutOfRange> {
        Self::checked(time.to_utc()).ok_or(OutOfRange)
    }
}

impl From<ZonelessDateTime> for NaiveDateTime {
    fn from(time: ZonelessDateTime) -> Self {
        time.0
    }
}

/// Fails outside the years 1 to 9999, and in a leap second.
impl TryFrom<NaiveDateTime> for ZonelessDateTime {
    type Error = OutOfRange;

    fn try_from(time: NaiveDateTime) -> Result<Self, OutOfRange> {
        Self::checked(time).ok_or(OutOfRange)
    }
}

impl From<Date> for NaiveDate {
    fn from(date: Date) -> Self {
        date.0
    }
}

/// Fails outside the years 1 to 9999.
impl TryFrom<NaiveDate> for Date {
    type Error = OutOfRange;

    fn try_from(date: NaiveDate) -> Result<Self, OutOfRange> {
        Self::checked(date).ok_or(OutOfRange)
    }
}
