use dataverse_schema_runtime::{
    Choice, Choices, Column, ColumnValue, Comparable, Date, DateTime, Id, IntoValue, Lookup,
    Ordered, Readable, Table, Value, ZonelessDateTime,
};

use super::filter::{Arguments, Condition, Filter};
use super::property::Property;

fn function<P: Property>(
    property: P,
    name: &'static str,
    arguments: Arguments,
) -> Filter<P::Table> {
    Filter::new(Condition::Function {
        name,
        path: property.path(),
        arguments,
    })
}

fn list<P: Property, I: IntoValue<P::Value>>(
    property: P,
    name: &'static str,
    values: impl IntoIterator<Item = I>,
) -> Filter<P::Table> {
    let values = values.into_iter();
    let values = values.map(|value| value.into_value().value().into_owned());
    function(property, name, Arguments::List(values.collect()))
}

/// A set of values of one column. The service takes numbers, ids, and texts of at most 850 characters.
#[allow(clippy::wrong_self_convention)] // They are questions to the service.
pub trait Matches: Property {
    /// The value is one of these (`In`).
    fn is_in<I: IntoValue<Self::Value>>(
        self,
        values: impl IntoIterator<Item = I>,
    ) -> Filter<Self::Table>
    where
        Self::Value: Comparable,
    {
        list(self, "In", values)
    }

    /// The value is none of these (`NotIn`).
    fn is_not_in<I: IntoValue<Self::Value>>(
        self,
        values: impl IntoIterator<Item = I>,
    ) -> Filter<Self::Table>
    where
        Self::Value: Comparable,
    {
        list(self, "NotIn", values)
    }

    /// The value lies between these, both included (`Between`).
    fn between(
        self,
        least: impl IntoValue<Self::Value>,
        most: impl IntoValue<Self::Value>,
    ) -> Filter<Self::Table>
    where
        Self::Value: Ordered,
    {
        list(self, "Between", [least.into_value(), most.into_value()])
    }

    /// The value is less than the first or greater than the second (`NotBetween`).
    fn not_between(
        self,
        least: impl IntoValue<Self::Value>,
        most: impl IntoValue<Self::Value>,
    ) -> Filter<Self::Table>
    where
        Self::Value: Ordered,
    {
        list(self, "NotBetween", [least.into_value(), most.into_value()])
    }
}
impl<T: Table, V: ColumnValue, A: Readable> Matches for Column<T, V, A> {}

macro_rules! functions {
    ($($(#[$doc:meta])* $method:ident = $name:literal $arguments:tt;)*) => {
        $(functions! { @ $(#[$doc])* $method $name $arguments })*
    };
    (@ $(#[$doc:meta])* $method:ident $name:literal ()) => {
        $(#[$doc])*
        #[doc = concat!("(`", $name, "`).")]
        fn $method(self) -> Filter<Self::Table> {
            function(self, $name, Arguments::None)
        }
    };
    (@ $(#[$doc:meta])* $method:ident $name:literal ($number:ident)) => {
        $(#[$doc])*
        #[doc = concat!("(`", $name, "`).")]
        fn $method(self, $number: u32) -> Filter<Self::Table> {
            function(self, $name, Arguments::Value(Value::BigInt($number.into())))
        }
    };
    (@ $(#[$doc:meta])* $method:ident $name:literal ($first:ident, $second:ident)) => {
        $(#[$doc])*
        #[doc = concat!("(`", $name, "`).")]
        fn $method(self, $first: u32, $second: u32) -> Filter<Self::Table> {
            function(self, $name, Arguments::Numbers($first.into(), $second.into()))
        }
    };
    (@ $(#[$doc:meta])* $method:ident $name:literal [value]) => {
        $(#[$doc])*
        #[doc = concat!("(`", $name, "`).")]
        fn $method(self, value: impl IntoValue<Self::Value>) -> Filter<Self::Table> {
            let value = value.into_value().value().into_owned();
            function(self, $name, Arguments::Value(value))
        }
    };
}

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

/// Values that identify a row: ids and lookups.
#[diagnostic::on_unimplemented(message = "`{Self}` identifies no row")]
pub trait Identity: Comparable {}
impl<T> Identity for Id<T> {}
impl<S> Identity for Lookup<S> {}

/// The conditions on ids and lookups that go by who asks, or by a hierarchy of rows.
pub trait OfCaller: Property<Value: Identity> {
    functions! {
        /// The business unit of the user who asks
        equal_business_id = "EqualBusinessId" ();
        /// Another business unit than that of the user who asks
        not_equal_business_id = "NotEqualBusinessId" ();
        /// The user who asks
        equal_user_id = "EqualUserId" ();
        /// Another user than the one who asks
        not_equal_user_id = "NotEqualUserId" ();
        /// The teams of the user who asks
        equal_user_teams = "EqualUserTeams" ();
        /// The user who asks, or one of that user's teams
        equal_user_or_user_teams = "EqualUserOrUserTeams" ();
        /// The user who asks, or one below in the hierarchy
        equal_user_or_user_hierarchy = "EqualUserOrUserHierarchy" ();
        /// The user who asks, or one below in the hierarchy, or one of their teams
        equal_user_or_user_hierarchy_and_teams = "EqualUserOrUserHierarchyAndTeams" ();
        /// Above this row in its hierarchy
        above = "Above" [value];
        /// This row, or above it in its hierarchy
        above_or_equal = "AboveOrEqual" [value];
        /// Below this row in its hierarchy
        under = "Under" [value];
        /// This row, or below it in its hierarchy
        under_or_equal = "UnderOrEqual" [value];
        /// Not below this row in its hierarchy
        not_under = "NotUnder" [value];
    }
}
impl<T: Table, V: ColumnValue + Identity, A: Readable> OfCaller for Column<T, V, A> {}

/// The conditions on MultiSelectPicklist columns. They rest on a full-text index, which new values reach after some time.
pub trait OfChoices<C: Choice>: Property<Value = Choices<C>> {
    /// One of these options is selected (`ContainValues`).
    fn contain_values(self, options: impl IntoIterator<Item = C>) -> Filter<Self::Table> {
        options_function(self, "ContainValues", options)
    }

    /// None of these options is selected (`DoesNotContainValues`).
    fn does_not_contain_values(self, options: impl IntoIterator<Item = C>) -> Filter<Self::Table> {
        options_function(self, "DoesNotContainValues", options)
    }
}
impl<T: Table, C: Choice, A: Readable> OfChoices<C> for Column<T, Choices<C>, A> {}

fn options_function<P: Property, C: Choice>(
    property: P,
    name: &'static str,
    options: impl IntoIterator<Item = C>,
) -> Filter<P::Table> {
    let options = options.into_iter();
    let options = options.map(|option| Value::Choice(option.value()));
    function(property, name, Arguments::List(options.collect()))
}

/// The condition on Integer columns that hold a language.
pub trait OfLanguage: Property<Value = i32> {
    functions! {
        /// The language of the user who asks
        equal_user_language = "EqualUserLanguage" ();
    }
}
impl<T: Table, A: Readable> OfLanguage for Column<T, i32, A> {}
