use crate::query::ast::{Arguments, Condition};
use crate::query::filter::Filter;
use crate::query::query_column::Property;

pub(super) fn function<P: Property>(
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

/// Declares methods that make a condition of one of Dataverse's query functions.
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

pub(super) use functions;
