use core::marker::PhantomData;

use dataverse_schema_runtime::table::Column;

use crate::query::ast::LinkedPath;
use crate::query::fetch::linked_column::LinkedColumn;
use crate::query::fetch_column::FetchColumn;
use crate::query::function::DateValue;
use crate::query::traverse::RelatedColumn;

macro_rules! part {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        #[must_use]
        pub struct $name<T> {
            pub(super) path: LinkedPath,
            pub(super) part: &'static str,
            pub(super) is_local: Option<bool>,
            table: PhantomData<fn() -> T>,
        }

        impl<T> $name<T> {
            fn new(path: LinkedPath, part: &'static str) -> Self {
                Self {
                    path,
                    part,
                    is_local: None,
                    table: PhantomData,
                }
            }

            /// Takes the date in the user's time zone (`usertimezone`).
            pub fn in_user_time_zone(mut self) -> Self {
                self.is_local = Some(true);
                self
            }

            /// Takes the date in UTC.
            pub fn in_utc(mut self) -> Self {
                self.is_local = Some(false);
                self
            }
        }
    };
}
part! {
    /// A part of a date that is a number, as a key of groups. See [`DateParts`].
    TimePart
}
part! {
    /// The fiscal year or period of a date, as a key of groups. See [`DateParts`].
    FiscalPart
}

/// Declares a method for each part of a date.
macro_rules! parts {
    ($($(#[$doc:meta])* $method:ident: $part:ident = $name:literal;)*) => {
        $($(#[$doc])*
        fn $method(self) -> $part<<Self as FetchColumn>::Table>
        where
            Self: FetchColumn<Value: DateValue>,
        {
            $part::new(self.linked_path(), $name)
        })*
    };
}

/// Parts of dates to group rows by. Fiscal years and periods are those of the organization.
pub trait DateParts: Sized {
    parts! {
        /// Returns the day of the month, 1 to 31.
        day: TimePart = "day";
        /// Returns the week of the year.
        week: TimePart = "week";
        /// Returns the month, 1 to 12.
        month: TimePart = "month";
        /// Returns the quarter, 1 to 4.
        quarter: TimePart = "quarter";
        /// Returns the year.
        year: TimePart = "year";
        /// Returns the fiscal period, as text in the form of the organization.
        fiscal_period: FiscalPart = "fiscal-period";
        /// Returns the fiscal year, as text in the form of the organization.
        fiscal_year: FiscalPart = "fiscal-year";
    }
}
// The methods have the bounds, so that the compiler explains them instead of missing a method.
impl<T, V, A> DateParts for Column<T, V, A> {}
impl<T, V> DateParts for RelatedColumn<T, V> {}
impl<T, V> DateParts for LinkedColumn<T, V> {}
