use std::ops::RangeInclusive;

use rust_decimal::Decimal;

use crate::info::ColumnKind;

/// A number type whose columns have a minimum and a maximum.
pub trait Ranged: Sized + sealed::Sealed {
    #[doc(hidden)]
    fn set(kind: &mut ColumnKind, range: RangeInclusive<Self>);
}

/// A number type whose columns have a maximum number of decimal places.
pub trait Fractional: Ranged {}

impl Fractional for f64 {}
impl Fractional for Decimal {}

mod sealed {
    pub trait Sealed {}
}

macro_rules! ranged {
    ($($number:ty: $($kind:ident)*;)*) => {
        $(
            impl sealed::Sealed for $number {}
            impl Ranged for $number {
                fn set(kind: &mut ColumnKind, range: RangeInclusive<Self>) {
                    match kind {
                        $(ColumnKind::$kind { min, max, .. })|* => (*min, *max) = range.into_inner(),
                        _ => {}
                    }
                }
            }
        )*
    };
}
ranged! {
    i32: Integer;
    i64: BigInt;
    f64: Double;
    Decimal: Decimal Money;
}
