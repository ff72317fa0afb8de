//! The tables that all teams refer to, by the macro.

#![deny(warnings, missing_docs, missing_debug_implementations, unreachable_pub)]
#![deny(clippy::all, clippy::pedantic)]

/// Tables of Dataverse.
pub mod schema {
    dataverse_schema::include_schema!(
        "contoso_carrier.md",
        "contoso_parcel.md",
        dir = "../../pages"
    );
}
