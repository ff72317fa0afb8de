//! Conversions to and from the types of jiff 1.

use chrono::{Datelike, NaiveTime, Timelike};
use jiff::{Timestamp, civil};

use super::{Date, DateTime, OutOfRange, ZonelessDateTime};

/// The reason why the conversion of a date in the years 1 to 9999 can't fail.
const SUPPORTED: &str = "jiff supports the years 1 to 9999";

/// Fails in the last 26 hours of the year 9999, which are outside the range of jiff's timestamps.
impl TryFrom<DateTime> for Timestamp {
    type Error = jiff::Error;

    fn try_from(time: DateTime) -> Result<Self, jiff::Error> {
        Self::from_nanosecond(time.unix_nanoseconds())
    }
}

/// Fails before the year 1.
impl TryFrom<Timestamp> for DateTime {
    type Error = OutOfRange;

    fn try_from(time: Timestamp) -> Result<Self, OutOfRange> {
        Self::from_unix_nanoseconds(time.as_nanosecond()).ok_or(OutOfRange)
    }
}

impl From<ZonelessDateTime> for civil::DateTime {
    fn from(time: ZonelessDateTime) -> Self {
        let clock = time.0.time();
        let [hour, minute, second] =
            [clock.hour(), clock.minute(), clock.second()].map(|part| part as i8);
        let nanosecond = clock.nanosecond().cast_signed();
        civil::Date::from(time.date()).at(hour, minute, second, nanosecond)
    }
}

/// Fails before the year 1.
impl TryFrom<civil::DateTime> for ZonelessDateTime {
    type Error = OutOfRange;

    fn try_from(time: civil::DateTime) -> Result<Self, OutOfRange> {
        let [hour, minute, second] =
            [time.hour(), time.minute(), time.second()].map(|part| u32::from(part.cast_unsigned()));
        let nanosecond = time.subsec_nanosecond().cast_unsigned();
        let clock = NaiveTime::from_hms_nano_opt(hour, minute, second, nanosecond);
        let date = Date::try_from(time.date())?;
        clock
            .map(|clock| Self(date.0.and_time(clock)))
            .ok_or(OutOfRange)
    }
}

impl From<Date> for civil::Date {
    fn from(date: Date) -> Self {
        let [month, day] = [date.0.month(), date.0.day()].map(|part| part as i8);
        Self::new(date.0.year() as i16, month, day).expect(SUPPORTED)
    }
}

/// Fails before the year 1.
impl TryFrom<civil::Date> for Date {
    type Error = OutOfRange;

    fn try_from(date: civil::Date) -> Result<Self, OutOfRange> {
        let [month, day] = [date.month(), date.day()].map(|part| u32::from(part.cast_unsigned()));
        Self::new(date.year().into(), month, day).ok_or(OutOfRange)
    }
}
