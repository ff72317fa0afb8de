//! Tables of a third team, in a committed file.
//!
//! ```console
//! $ dataverse-schema expand ../schemas/contoso_invoice.md --out src/schema.rs --options '
//!     extern_tables(contoso_quote = split_quotes::schema::tables::ContosoQuote),
//!     extern_choices(contoso_service = split_core::schema::contoso_parcel::ContosoService)'
//! ```

#![deny(warnings, missing_docs, missing_debug_implementations, unreachable_pub)]
#![deny(clippy::all, clippy::pedantic)]

/// Tables of Dataverse.
#[rustfmt::skip]
pub mod schema;
