use dataverse_schema_runtime::row::{ColumnValue, IntoValue, Ordered};
use dataverse_schema_runtime::table::Column;
use dataverse_schema_runtime::value::{Date, DateTime, Value, ValueType, ZonelessDateTime};

use super::declare::{call_function, functions};
use crate::query::ast::Arguments;
use crate::query::filter::Filter;
use crate::query::query_column::{OwnColumn, QueryColumn};
use crate::query::traverse::RelatedColumn;

/// Dates of any behavior.
#[diagnostic::on_unimplemented(
    message = "`{Self}` isn't a date",
    label = "only columns with dates have this condition",
    note = "use a DateTime column, whose values are `DateTime`, `Date`, or `ZonelessDateTime`; compare other values with `eq`, `gt`, and their like"
)]
pub trait DateValue: Ordered {}
impl DateValue for DateTime {}
impl DateValue for ZonelessDateTime {}
impl DateValue for Date {}
#[diagnostic::do_not_recommend]
impl DateValue for Value<'static> {}

fn is_date(value_type: ValueType) -> bool {
    has_time(value_type) || value_type == ValueType::Date
}

/// Dates with a time of day.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no time of day",
    label = "only columns with a time of day have this condition",
    note = "a DateOnly column has no hours and minutes: use conditions on days such as `last_x_days(1)` or `on(day)`"
)]
pub trait TimeValue: DateValue {}
impl TimeValue for DateTime {}
impl TimeValue for ZonelessDateTime {}
#[diagnostic::do_not_recommend]
impl TimeValue for Value<'static> {}

fn has_time(value_type: ValueType) -> bool {
    matches!(
        value_type,
        ValueType::DateTime | ValueType::ZonelessDateTime
    )
}

/// Conditions on DateTime columns, in the caller's time zone and the organization's fiscal year.
pub trait DateFunctions: Sized {
    functions! {
        DateValue, is_date:
        /// Matches today
        today = "Today" ();
        /// Matches tomorrow
        tomorrow = "Tomorrow" ();
        /// Matches yesterday
        yesterday = "Yesterday" ();
        /// Matches the last seven days
        last_7_days = "Last7Days" ();
        /// Matches the next seven days
        next_7_days = "Next7Days" ();
        /// Matches the week before the current one
        last_week = "LastWeek" ();
        /// Matches the month before the current one
        last_month = "LastMonth" ();
        /// Matches the year before the current one
        last_year = "LastYear" ();
        /// Matches the current week
        this_week = "ThisWeek" ();
        /// Matches the current month
        this_month = "ThisMonth" ();
        /// Matches the current year
        this_year = "ThisYear" ();
        /// Matches the week after the current one
        next_week = "NextWeek" ();
        /// Matches the month after the current one
        next_month = "NextMonth" ();
        /// Matches the year after the current one
        next_year = "NextYear" ();
        /// Matches the fiscal period before the current one
        last_fiscal_period = "LastFiscalPeriod" ();
        /// Matches the fiscal year before the current one
        last_fiscal_year = "LastFiscalYear" ();
        /// Matches the current fiscal period
        this_fiscal_period = "ThisFiscalPeriod" ();
        /// Matches the current fiscal year
        this_fiscal_year = "ThisFiscalYear" ();
        /// Matches the fiscal period after the current one
        next_fiscal_period = "NextFiscalPeriod" ();
        /// Matches the fiscal year after the current one
        next_fiscal_year = "NextFiscalYear" ();
        /// Matches the last `days` days
        last_x_days = "LastXDays" (days);
        /// Matches the last `weeks` weeks
        last_x_weeks = "LastXWeeks" (weeks);
        /// Matches the last `months` months
        last_x_months = "LastXMonths" (months);
        /// Matches the last `years` years
        last_x_years = "LastXYears" (years);
        /// Matches the last `periods` fiscal periods
        last_x_fiscal_periods = "LastXFiscalPeriods" (periods);
        /// Matches the last `years` fiscal years
        last_x_fiscal_years = "LastXFiscalYears" (years);
        /// Matches the next `days` days
        next_x_days = "NextXDays" (days);
        /// Matches the next `weeks` weeks
        next_x_weeks = "NextXWeeks" (weeks);
        /// Matches the next `months` months
        next_x_months = "NextXMonths" (months);
        /// Matches the next `years` years
        next_x_years = "NextXYears" (years);
        /// Matches the next `periods` fiscal periods
        next_x_fiscal_periods = "NextXFiscalPeriods" (periods);
        /// Matches the next `years` fiscal years
        next_x_fiscal_years = "NextXFiscalYears" (years);
        /// Matches dates more than `days` days ago
        older_than_x_days = "OlderThanXDays" (days);
        /// Matches dates more than `weeks` weeks ago
        older_than_x_weeks = "OlderThanXWeeks" (weeks);
        /// Matches dates more than `months` months ago
        older_than_x_months = "OlderThanXMonths" (months);
        /// Matches dates more than `years` years ago
        older_than_x_years = "OlderThanXYears" (years);
        /// Matches the fiscal period with this number, in any year
        in_fiscal_period = "InFiscalPeriod" (period);
        /// Matches this fiscal year, for example 2025
        in_fiscal_year = "InFiscalYear" (year);
        /// Matches the fiscal period with this number in this fiscal year
        in_fiscal_period_and_year = "InFiscalPeriodAndYear" (period, year);
        /// Matches the fiscal period with this number in this fiscal year, and later ones
        in_or_after_fiscal_period_and_year = "InOrAfterFiscalPeriodAndYear" (period, year);
        /// Matches the fiscal period with this number in this fiscal year, and earlier ones
        in_or_before_fiscal_period_and_year = "InOrBeforeFiscalPeriodAndYear" (period, year);
        /// Matches this day
        on = "On" [value];
        /// Matches this day and later ones
        on_or_after = "OnOrAfter" [value];
        /// Matches this day and earlier ones
        on_or_before = "OnOrBefore" [value];
    }
}
impl<T, V, A> DateFunctions for Column<T, V, A> {}
impl<T, V> DateFunctions for RelatedColumn<T, V> {}

/// Conditions on DateTime columns with a time of day.
pub trait TimeFunctions: Sized {
    functions! {
        TimeValue, has_time:
        /// Matches the last `hours` hours
        last_x_hours = "LastXHours" (hours);
        /// Matches the next `hours` hours
        next_x_hours = "NextXHours" (hours);
        /// Matches dates more than `hours` hours ago
        older_than_x_hours = "OlderThanXHours" (hours);
        /// Matches dates more than `minutes` minutes ago
        older_than_x_minutes = "OlderThanXMinutes" (minutes);
    }
}
impl<T, V, A> TimeFunctions for Column<T, V, A> {}
impl<T, V> TimeFunctions for RelatedColumn<T, V> {}
