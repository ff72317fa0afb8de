//! Conditions that never hold, for the errors of the compiler.
//!
//! An impl with such a condition never applies, but the compiler considers it, and then explains
//! the condition instead of the trait.

/// A trait that no type implements.
pub trait Never<P = ()> {
    #[doc(hidden)]
    fn never<V>() -> V;
}

/// Declares traits that no type implements, each with the error about its absence.
macro_rules! never {
    ($($(#[$attribute:meta])* $trait:ident [$($parameter:ident)?])*) => {
        $(never! { @ $(#[$attribute])* $trait $($parameter)? })*
    };
    (@ $(#[$attribute:meta])* $trait:ident) => {
        $(#[$attribute])*
        pub trait $trait: $crate::value::never::Never {}
    };
    (@ $(#[$attribute:meta])* $trait:ident $parameter:ident) => {
        $(#[$attribute])*
        pub trait $trait<$parameter>: $crate::value::never::Never<$parameter> {}
    };
}
pub(crate) use never;
