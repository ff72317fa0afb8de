//! Typed Rust for Microsoft Dataverse tables, generated at compile time from their reference pages.
//!
//! See the macro [`include_schema!`].

pub use dataverse_schema_runtime::*;
#[cfg(feature = "webapi")]
pub use dataverse_schema_webapi::{IntoRequest, Method, Request, WebApi};

#[doc(hidden)]
pub mod __private {
    #[cfg(feature = "macros")]
    pub use dataverse_schema_macros::include_schema;
}

/// The traits that bring the methods of rows, choices and tables into scope.
pub mod prelude {
    pub use crate::{
        Choice as _, EntitySet as _, Named as _, RowExt as _, StateChoice as _, StatusChoice as _,
        Table as _,
    };
    pub use crate::{Id, Rows};
    #[cfg(feature = "webapi")]
    pub use crate::{IntoRequest as _, WebApi as _};
}

/// Generates the types of the tables whose reference pages are named.
#[cfg(feature = "macros")]
#[macro_export]
macro_rules! include_schema {
    ($($input:tt)*) => {
        $crate::__private::include_schema! { [$crate] $($input)* }
    };
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
