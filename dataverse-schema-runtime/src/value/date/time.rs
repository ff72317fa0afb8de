//! Conversions to and from the types of time 0.3.

use chrono::{Datelike, NaiveTime, Timelike};
use time::{Month, OffsetDateTime, PrimitiveDateTime, Time, UtcDateTime};

use super::{Date, DateTime, OutOfRange, ZonelessDateTime};

/// The reason why the conversion of a date in the years 1 to 9999 can't fail.
const SUPPORTED: &str = "time supports the years 1 to 9999";

impl From<DateTime> for UtcDateTime {
    fn from(time: DateTime) -> Self {
        Self::from_unix_timestamp_nanos(time.unix_nanoseconds()).expect(SUPPORTED)
    }
}

/// Fails outside the years 1 to 9999.
impl TryFrom<UtcDateTime> for DateTime {
    type Error = OutOfRange;

    fn try_from(time: UtcDateTime) -> Result<Self, OutOfRange> {
        Self::from_unix_nanoseconds(time.unix_timestamp_nanos()).ok_or(OutOfRange)
    }
}

impl From<DateTime> for OffsetDateTime {
    fn from(time: DateTime) -> Self {
        UtcDateTime::from(time).into()
    }
}

/// Fails if the moment is outside the years 1 to 9999 in UTC.
impl TryFrom<OffsetDateTime> for DateTime {
    type Error = OutOfRange;

    fn try_from(time: OffsetDateTime) -> Result<Self, OutOfRange> {
        Self::from_unix_nanoseconds(time.unix_timestamp_nanos()).ok_or(OutOfRange)
    }
}

impl From<ZonelessDateTime> for PrimitiveDateTime {
    fn from(time: ZonelessDateTime) -> Self {
        let clock = time.0.time();
        let [hour, minute, second] =
            [clock.hour(), clock.minute(), clock.second()].map(|part| part as u8);
        let clock = Time::from_hms_nano(hour, minute, second, clock.nanosecond()).expect(SUPPORTED);
        Self::new(time.date().into(), clock)
    }
}

/// Fails outside the years 1 to 9999.
impl TryFrom<PrimitiveDateTime> for ZonelessDateTime {
    type Error = OutOfRange;

    fn try_from(time: PrimitiveDateTime) -> Result<Self, OutOfRange> {
        let (hour, minute, second, nanosecond) = time.as_hms_nano();
        let [hour, minute, second] = [hour, minute, second].map(u32::from);
        let clock = NaiveTime::from_hms_nano_opt(hour, minute, second, nanosecond);
        let date = Date::try_from(time.date())?;
        clock
            .map(|clock| Self(date.0.and_time(clock)))
            .ok_or(OutOfRange)
    }
}

impl From<Date> for time::Date {
    fn from(date: Date) -> Self {
        let [month, day] = [date.0.month(), date.0.day()].map(|part| part as u8);
        let month = Month::try_from(month).expect(SUPPORTED);
        Self::from_calendar_date(date.0.year(), month, day).expect(SUPPORTED)
    }
}

/// Fails outside the years 1 to 9999.
impl TryFrom<time::Date> for Date {
    type Error = OutOfRange;

    fn try_from(date: time::Date) -> Result<Self, OutOfRange> {
        let month = u32::from(u8::from(date.month()));
        Self::new(date.year(), month, date.day().into()).ok_or(OutOfRange)
    }
}
