//! Conversions of dates to and from chrono, jiff, and time.

use dataverse_schema::value::{OutOfRange, ZonelessDateTime};
use dataverse_schema::{Date, DateTime};
use proptest::prelude::{Strategy, prop_assert_eq, proptest};

/// Year (1 to 9999), month, day, hour, minute, second, and nanosecond.
type Parts = (i32, u32, u32, u32, u32, u32, u32);

fn parts() -> impl Strategy<Value = Parts> {
    let days = (1..=9999_i32, 1..=12_u32, 1..=31_u32);
    let real = days.prop_filter("a day of the calendar", |(year, month, day)| {
        Date::new(*year, *month, *day).is_some()
    });
    let clock = (0..24_u32, 0..60_u32, 0..60_u32, 0..1_000_000_000_u32);
    (real, clock).prop_map(|((y, m, d), (h, min, s, n))| (y, m, d, h, min, s, n))
}

fn text((year, month, day, hour, minute, second, nanosecond): Parts) -> String {
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{nanosecond:09}Z")
}

fn ours(parts: Parts) -> (Date, ZonelessDateTime, DateTime) {
    let text = text(parts);
    let date = text[..10].parse().expect("a date");
    let zoneless = text.parse().expect("a time");
    (date, zoneless, text.parse().expect("a moment"))
}

proptest! {
    #[test]
    fn chrono_conversions_agree(parts in parts()) {
        let (date, zoneless, moment) = ours(parts);
        let (year, month, day, hour, minute, second, nanosecond) = parts;
        let of_chrono = chrono::NaiveDate::from_ymd_opt(year, month, day).expect("a date");
        prop_assert_eq!(chrono::NaiveDate::from(date), of_chrono);
        prop_assert_eq!(Date::try_from(of_chrono), Ok(date));
        let of_chrono = of_chrono.and_hms_nano_opt(hour, minute, second, nanosecond).expect("a time");
        prop_assert_eq!(chrono::NaiveDateTime::from(zoneless), of_chrono);
        prop_assert_eq!(ZonelessDateTime::try_from(of_chrono), Ok(zoneless));
        let of_chrono = of_chrono.and_utc();
        prop_assert_eq!(chrono::DateTime::<chrono::Utc>::from(moment), of_chrono);
        prop_assert_eq!(DateTime::try_from(of_chrono), Ok(moment));
    }

    #[test]
    fn jiff_conversions_agree(parts in parts()) {
        let (date, zoneless, moment) = ours(parts);
        let (year, month, day, hour, minute, second, nanosecond) = parts;
        let of_jiff = jiff::civil::date(year as i16, month as i8, day as i8);
        prop_assert_eq!(jiff::civil::Date::from(date), of_jiff);
        prop_assert_eq!(Date::try_from(of_jiff), Ok(date));
        let of_jiff = of_jiff.at(hour as i8, minute as i8, second as i8, nanosecond as i32);
        prop_assert_eq!(jiff::civil::DateTime::from(zoneless), of_jiff);
        prop_assert_eq!(ZonelessDateTime::try_from(of_jiff), Ok(zoneless));
        // jiff's range ends some hours earlier.
        let of_jiff: Result<jiff::Timestamp, _> = text(parts).parse();
        prop_assert_eq!(jiff::Timestamp::try_from(moment).ok(), of_jiff.clone().ok());
        if let Ok(of_jiff) = of_jiff {
            prop_assert_eq!(DateTime::try_from(of_jiff), Ok(moment));
        }
    }

    #[test]
    fn time_conversions_agree(parts in parts()) {
        let (date, zoneless, moment) = ours(parts);
        let (year, month, day, hour, minute, second, nanosecond) = parts;
        let month = time::Month::try_from(month as u8).expect("a month");
        let of_time = time::Date::from_calendar_date(year, month, day as u8).expect("a date");
        prop_assert_eq!(time::Date::from(date), of_time);
        prop_assert_eq!(Date::try_from(of_time), Ok(date));
        let clock = time::Time::from_hms_nano(hour as u8, minute as u8, second as u8, nanosecond);
        let of_time = of_time.with_time(clock.expect("a time of day"));
        prop_assert_eq!(time::PrimitiveDateTime::from(zoneless), of_time);
        prop_assert_eq!(ZonelessDateTime::try_from(of_time), Ok(zoneless));
        let of_time = of_time.as_utc();
        prop_assert_eq!(time::UtcDateTime::from(moment), of_time);
        prop_assert_eq!(DateTime::try_from(of_time), Ok(moment));
        let offset = time::UtcOffset::from_hms(-9, -30, 0).expect("an offset");
        prop_assert_eq!(time::OffsetDateTime::from(moment), of_time);
        if let Some(elsewhere) = of_time.checked_to_offset(offset) {
            prop_assert_eq!(DateTime::try_from(elsewhere), Ok(moment));
        }
    }

    #[test]
    fn nanoseconds_round_trip(parts in parts()) {
        let (_, _, moment) = ours(parts);
        prop_assert_eq!(DateTime::from_unix_nanoseconds(moment.unix_nanoseconds()), Some(moment));
        let seconds = moment.unix_nanoseconds().div_euclid(1_000_000_000);
        prop_assert_eq!(i128::from(moment.unix_seconds()), seconds);
    }
}

#[test]
fn years_out_of_range_are_rejected() {
    let day = chrono::NaiveDate::from_ymd_opt(0, 12, 31).expect("a date");
    let time = day.and_hms_opt(23, 59, 59).expect("a time");
    assert_eq!(Date::try_from(day), Err(OutOfRange));
    assert_eq!(ZonelessDateTime::try_from(time), Err(OutOfRange));
    assert_eq!(DateTime::try_from(time.and_utc()), Err(OutOfRange));

    let day = jiff::civil::date(0, 12, 31);
    assert_eq!(Date::try_from(day), Err(OutOfRange));
    assert_eq!(
        ZonelessDateTime::try_from(day.at(23, 59, 59, 0)),
        Err(OutOfRange)
    );
    assert_eq!(DateTime::try_from(jiff::Timestamp::MIN), Err(OutOfRange));
    let last: DateTime = "9999-12-31T23:59:59Z".parse().expect("a moment");
    assert!(jiff::Timestamp::try_from(last).is_err());

    let day = time::Date::from_calendar_date(0, time::Month::December, 31).expect("a date");
    assert_eq!(Date::try_from(day), Err(OutOfRange));
    assert_eq!(ZonelessDateTime::try_from(day.midnight()), Err(OutOfRange));
    assert_eq!(
        DateTime::try_from(day.midnight().assume_utc()),
        Err(OutOfRange)
    );
    assert_eq!(DateTime::from_unix_nanoseconds(i128::MAX), None);
    assert_eq!(DateTime::from_unix_nanoseconds(i128::MIN), None);
}

#[test]
fn leap_seconds_are_rejected() {
    let day = chrono::NaiveDate::from_ymd_opt(2016, 12, 31).expect("a date");
    let time = day
        .and_hms_milli_opt(23, 59, 59, 1_500)
        .expect("a leap second");
    assert_eq!(ZonelessDateTime::try_from(time), Err(OutOfRange));
    assert_eq!(DateTime::try_from(time.and_utc()), Err(OutOfRange));
}
