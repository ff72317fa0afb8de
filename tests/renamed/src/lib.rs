//! A user's crate with strict lints that depends on `dataverse-schema` under another name, in
//! edition 2021.

#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, missing_debug_implementations, unreachable_pub)]
#![deny(clippy::all)]

/// Tables at a public path.
pub mod schema {
    tables_of_dataverse::include_schema!(
        "pluginpackage.md",
        "stagedmetadataasyncoperation.md",
        dir = "../../schemas",
    );
}

/// Another include, which shares the ids of the first one.
pub mod parcels {
    tables_of_dataverse::include_schema!(
        "contoso_*.md",
        "operations/fabrikam_operations.md",
        "self.md",
        dir = "../pages",
        extern_tables(systemuser = crate::schema::tables::Systemuser),
    );
}

/// A module whose names hide the usual ones.
pub mod hidden {
    #![no_implicit_prelude]
    #![allow(missing_debug_implementations)]

    /// Hides the type of this name.
    pub struct Option;
    /// Hides the type of this name.
    pub struct String;
    /// Hides the type of this name.
    pub struct Result;
    /// Hides the type of this name.
    pub struct Vec;
    /// Hides the value of this name.
    pub struct Some;
    /// Hides the value of this name.
    pub struct None;

    ::tables_of_dataverse::include_schema!(
        ["pluginpackage.md", "operations/dataverse.md"],
        dir = "../../schemas",
    );
}

/// A module that names the crate by another path.
pub mod by_path {
    /// The crate, passed on.
    pub mod passed_on {
        pub use ::tables_of_dataverse as facade;
    }
    tables_of_dataverse::include_schema!(
        "contoso_carrier.md",
        dir = "../pages",
        crate = crate::by_path::passed_on::facade,
    );
}
