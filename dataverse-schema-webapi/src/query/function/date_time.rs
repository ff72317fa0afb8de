use dataverse_schema_runtime::row::{ColumnValue, Ordered};
use dataverse_schema_runtime::table::{Column, Readable, Table};
use dataverse_schema_runtime::value::{Date, DateTime, IntoValue, Value, ZonelessDateTime};

use super::declare::{function, functions};
use crate::query::ast::Arguments;
use crate::query::filter::Filter;
use crate::query::query_column::Property;

/// Values that are dates, of any behavior.
#[diagnostic::on_unimplemented(message = "`{Self}` is no date")]
pub trait Calendar: Ordered {}
impl Calendar for DateTime {}
impl Calendar for ZonelessDateTime {}
impl Calendar for Date {}

/// Values that have a time of day.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no time of day",
    note = "hours and minutes can't be asked of a DateOnly column"
)]
pub trait Clock: Calendar {}
impl Clock for DateTime {}
impl Clock for ZonelessDateTime {}

/// The conditions on DateTime columns, evaluated in the caller's time zone and with the organization's fiscal year.
pub trait InTime: Property<Value: Calendar> {
    functions! {
        /// Today
        today = "Today" ();
        /// Tomorrow
        tomorrow = "Tomorrow" ();
        /// Yesterday
        yesterday = "Yesterday" ();
        /// The seven days before now
        last_7_days = "Last7Days" ();
        /// The seven days from now
        next_7_days = "Next7Days" ();
        /// The week before this one
        last_week = "LastWeek" ();
        /// The month before this one
        last_month = "LastMonth" ();
        /// The year before this one
        last_year = "LastYear" ();
        /// This week
        this_week = "ThisWeek" ();
        /// This month
        this_month = "ThisMonth" ();
        /// This year
        this_year = "ThisYear" ();
        /// The week after this one
        next_week = "NextWeek" ();
        /// The month after this one
        next_month = "NextMonth" ();
        /// The year after this one
        next_year = "NextYear" ();
        /// The fiscal period before this one
        last_fiscal_period = "LastFiscalPeriod" ();
        /// The fiscal year before this one
        last_fiscal_year = "LastFiscalYear" ();
        /// This fiscal period
        this_fiscal_period = "ThisFiscalPeriod" ();
        /// This fiscal year
        this_fiscal_year = "ThisFiscalYear" ();
        /// The fiscal period after this one
        next_fiscal_period = "NextFiscalPeriod" ();
        /// The fiscal year after this one
        next_fiscal_year = "NextFiscalYear" ();
        /// So many days before now
        last_x_days = "LastXDays" (days);
        /// So many weeks before now
        last_x_weeks = "LastXWeeks" (weeks);
        /// So many months before now
        last_x_months = "LastXMonths" (months);
        /// So many years before now
        last_x_years = "LastXYears" (years);
        /// So many fiscal periods before now
        last_x_fiscal_periods = "LastXFiscalPeriods" (periods);
        /// So many fiscal years before now
        last_x_fiscal_years = "LastXFiscalYears" (years);
        /// So many days from now
        next_x_days = "NextXDays" (days);
        /// So many weeks from now
        next_x_weeks = "NextXWeeks" (weeks);
        /// So many months from now
        next_x_months = "NextXMonths" (months);
        /// So many years from now
        next_x_years = "NextXYears" (years);
        /// So many fiscal periods from now
        next_x_fiscal_periods = "NextXFiscalPeriods" (periods);
        /// So many fiscal years from now
        next_x_fiscal_years = "NextXFiscalYears" (years);
        /// More than so many days ago
        older_than_x_days = "OlderThanXDays" (days);
        /// More than so many weeks ago
        older_than_x_weeks = "OlderThanXWeeks" (weeks);
        /// More than so many months ago
        older_than_x_months = "OlderThanXMonths" (months);
        /// More than so many years ago
        older_than_x_years = "OlderThanXYears" (years);
        /// In this fiscal period of any year
        in_fiscal_period = "InFiscalPeriod" (period);
        /// In this fiscal year
        in_fiscal_year = "InFiscalYear" (year);
        /// In this fiscal period of this year
        in_fiscal_period_and_year = "InFiscalPeriodAndYear" (period, year);
        /// In this fiscal period of this year, or later
        in_or_after_fiscal_period_and_year = "InOrAfterFiscalPeriodAndYear" (period, year);
        /// In this fiscal period of this year, or before
        in_or_before_fiscal_period_and_year = "InOrBeforeFiscalPeriodAndYear" (period, year);
        /// On this day
        on = "On" [value];
        /// On this day, or later
        on_or_after = "OnOrAfter" [value];
        /// On this day, or before
        on_or_before = "OnOrBefore" [value];
    }
}
impl<T: Table, V: ColumnValue + Calendar, A: Readable> InTime for Column<T, V, A> {}

/// The conditions on DateTime columns that have a time of day.
pub trait InHours: Property<Value: Clock> {
    functions! {
        /// So many hours before now
        last_x_hours = "LastXHours" (hours);
        /// So many hours from now
        next_x_hours = "NextXHours" (hours);
        /// More than so many hours ago
        older_than_x_hours = "OlderThanXHours" (hours);
        /// More than so many minutes ago
        older_than_x_minutes = "OlderThanXMinutes" (minutes);
    }
}
impl<T: Table, V: ColumnValue + Clock, A: Readable> InHours for Column<T, V, A> {}
