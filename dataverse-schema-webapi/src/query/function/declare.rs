use dataverse_schema_runtime::value::ValueType;

use crate::query::ast::{Arguments, Condition};
use crate::query::filter::Filter;
use crate::query::query_column::QueryColumn;

pub(super) fn call_function<P: QueryColumn>(
    column: P,
    name: &'static str,
    fits: fn(ValueType) -> bool,
    arguments: Arguments,
) -> Filter<P::Table> {
    Filter::new(Condition::Function {
        name,
        path: column.path(),
        fits,
        arguments,
    })
}

/// Declares methods for query functions without arguments, with one or two numbers, or a value. The
/// function after the trait checks the values of columns that are found by name.
macro_rules! functions {
    ($value:ident, $fits:ident: $($(#[$doc:meta])* $method:ident = $name:literal $arguments:tt;)*) => {
        $(functions! { @ $value $fits $(#[$doc])* $method $name $arguments })*
    };
    (@ $value:ident $fits:ident $(#[$doc:meta])* $method:ident $name:literal ()) => {
        $(#[$doc])*
        #[doc = concat!("(`", $name, "`).")]
        fn $method(self) -> Filter<<Self as QueryColumn>::Table>
        where
            Self: OwnColumn<Value: $value>,
        {
            call_function(self, $name, $fits, Arguments::None)
        }
    };
    (@ $value:ident $fits:ident $(#[$doc:meta])* $method:ident $name:literal ($number:ident)) => {
        $(#[$doc])*
        #[doc = concat!("(`", $name, "`).")]
        fn $method(self, $number: u32) -> Filter<<Self as QueryColumn>::Table>
        where
            Self: OwnColumn<Value: $value>,
        {
            call_function(self, $name, $fits, Arguments::Number($number.into()))
        }
    };
    (@ $value:ident $fits:ident $(#[$doc:meta])* $method:ident $name:literal ($first:ident, $second:ident)) => {
        $(#[$doc])*
        #[doc = concat!("(`", $name, "`).")]
        fn $method(self, $first: u32, $second: u32) -> Filter<<Self as QueryColumn>::Table>
        where
            Self: OwnColumn<Value: $value>,
        {
            call_function(self, $name, $fits, Arguments::Numbers($first.into(), $second.into()))
        }
    };
    (@ $value:ident $fits:ident $(#[$doc:meta])* $method:ident $name:literal [value]) => {
        $(#[$doc])*
        #[doc = concat!("(`", $name, "`).")]
        fn $method(
            self,
            value: impl IntoValue<<Self as QueryColumn>::Value>,
        ) -> Filter<<Self as QueryColumn>::Table>
        where
            Self: OwnColumn<Value: $value>,
        {
            let value = value.into_value().value().into_owned();
            call_function(self, $name, $fits, Arguments::Value(value))
        }
    };
}

pub(super) use functions;
