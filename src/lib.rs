//! Typed Rust for Microsoft Dataverse tables, generated at compile time from their reference pages.
//!
//! The macro `include_schema!` generates the types of a table. Rows are read with serde ([`Rows`], or the row type for a single
//! row), [`RowExt`] tells what can be asked of them. What is to be written is a value of [`Changes`]; `IntoRequest` makes the
//! request. `Query` and `Retrieve` ask for rows, as the row type or as a `Projection` of yours, `Aggregate` for groups of rows and
//! totals; `Response` reads what comes back, `Batch` sends several requests as one. Typed values of columns and relationships ([`Column`], [`ManyToOne`](table::ManyToOne),
//! [`OneToMany`](table::OneToMany), [`ManyToMany`](table::ManyToMany)) come from the row type: `columns()`, and `many_to_one()`, `one_to_many()`, `many_to_many()` for the kinds of relationships that the table has.
//!
//! Nothing here does I/O: any HTTP client sends the requests and fetches the bodies.
//!
//! ```
//! mod schema {
//!     dataverse_schema::include_schema!("pluginpackage.md"); // schemas/pluginpackage.md, Microsoft's page
//! }
//! use dataverse_schema::prelude::*;
//! use schema::PluginPackage;
//!
//! let c = PluginPackage::columns();
//! let query = PluginPackage::query().select((c.name, c.version)).filter(c.name.starts_with("contoso")).top(10);
//! assert_eq!(query.to_string(), "pluginpackages?$select=name,version&$filter=startswith(name,'contoso')&$top=10");
//!
//! let rows: Rows<PluginPackage> = serde_json::from_str(r#"{"value": [{"name": "contoso", "version": "1.0.0"}]}"#)?;
//! assert_eq!(rows[0].name.as_deref(), Some("contoso"));
//!
//! let too_long = PluginPackage::create().set(c.name, "x".repeat(101));
//! assert!(too_long.validate().is_err());
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! The module `guide` teaches all of it, step by step. Features:
//!
//! * `macros` (default): `include_schema!` and the derive `Projection`. Code that was generated otherwise does without.
//! * `webapi` (default): queries, requests and responses.
//! * `http`: requests as those of the crate `http`.

#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(all(doc, feature = "macros", feature = "webapi"))]
pub mod guide;

pub use dataverse_schema_runtime::changes::{self, Changes};
pub use dataverse_schema_runtime::row_ext::RowExt;
pub use dataverse_schema_runtime::rows::Rows;
pub use dataverse_schema_runtime::table::{self, Column, Table};
pub use dataverse_schema_runtime::value::{
    self, Choice, Date, DateTime, Decimal, Id, Lookup, Reference,
};
pub use dataverse_schema_runtime::{info, party, projection};
#[cfg(feature = "webapi")]
pub use dataverse_schema_webapi::{
    batch,
    query::{self, Projection, Query},
    request::{self, Request},
    response::{self, Response},
};

/// Rows, collections of rows, and related rows.
pub mod row {
    pub use dataverse_schema_runtime::related::{Expanded, Related, RelatedError};
    pub use dataverse_schema_runtime::row::{
        ColumnValue, Comparable, Extras, Groupable, Ordered, Row, Slot,
    };
    pub use dataverse_schema_runtime::row_ext::RowExt;
    pub use dataverse_schema_runtime::rows::Rows;
}

/// The rules that pages give their columns, and which of them are checked.
pub mod rule {
    pub use dataverse_schema_runtime::check::{Checks, Fractional, Ranged};
    pub use dataverse_schema_runtime::rule::{Failure, Invalid, Rule};
}

#[doc(hidden)]
pub use dataverse_schema_runtime::__rt;

// The derive names these here.
#[doc(hidden)]
pub use dataverse_schema_runtime::projection::{FromRow, ProjectionError};
#[cfg(feature = "webapi")]
#[doc(hidden)]
pub use dataverse_schema_webapi::query::{Selection, WithOptions};

/// Makes a struct of yours a projection of a table's rows: a query asks for just what its fields hold, and reads just that.
///
/// ```
/// # mod schema { dataverse_schema::include_schema!("pluginpackage.md"); }
/// use dataverse_schema::{Lookup, Projection, prelude::*};
/// use schema::{PluginPackage, tables::Systemuser};
///
/// #[derive(Projection)]
/// #[projection(table = PluginPackage)]
/// struct Package {
///     name: String,
///     version: Option<String>,
///     created_by: Option<Lookup<Systemuser>>,
///     #[projection(formatted = created_on)]
///     created: Option<String>,
/// }
///
/// let query = Package::query().top(10);
/// assert_eq!(
///     query.to_string(),
///     "pluginpackages?$select=pluginpackageid,name,version,_createdby_value,createdon&$top=10",
/// );
/// let body = r#"{"value": [{"pluginpackageid": "3f1b7c5a-6d2e-ef11-840a-0022482d2c11", "name": "Contoso plug-ins"}]}"#;
/// let packages: Rows<Package> = serde_json::from_str(body)?;
/// assert_eq!(packages[0].name, "Contoso plug-ins");
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// A field holds the column of its name, as `Option<V>`, or as `V` where there always is a value: a row without one is an error.
/// For a lookup of several targets `V` may be [`Reference`], too.
/// Attributes say what else it holds:
///
/// * `#[projection(column = created_on)]`: another column;
/// * `#[projection(formatted = revenue)]`: the formatted value of a column, an `Option<String>`;
/// * `#[projection(etag)]`: the row's etag, an `Option<String>`;
/// * `#[projection(many_to_one = primarycontactid)]`: the row that a lookup leads to, as `Option<P>` or `P`, where `P` is the
///   related table's row type or a projection of it;
/// * `#[projection(one_to_many = account_tasks, filter = …, order_by = …, top = 3)]`, and `many_to_many`: a list of related rows, as
///   `Vec<P>`; the options can be left out.
///
/// On the struct stand `table = …`, the table's row type, and, where this crate has another name, `crate = path`.
#[cfg(all(feature = "macros", feature = "webapi"))]
pub use dataverse_schema_macros::Projection;

#[doc(hidden)]
pub mod __private {
    #[cfg(feature = "macros")]
    pub use dataverse_schema_macros::include_schema;
}

/// The traits that bring the methods of rows, choices and tables into scope.
pub mod prelude {
    pub use dataverse_schema_runtime::row_ext::RowExt as _;
    pub use dataverse_schema_runtime::table::{EntitySet as _, Named as _, Table as _};
    pub use dataverse_schema_runtime::value::{
        Choice as _, StateChoice as _, StatusChoice as _, Targets as _,
    };
    #[cfg(feature = "webapi")]
    pub use dataverse_schema_webapi::{
        query::{
            ChoicesFunctions as _, ComparableColumns as _, Computable as _, DateFunctions as _,
            Filterable as _, IdentityFunctions as _, Lambda as _, LanguageFunctions as _,
            ListFunctions as _, QueryRelated as _, Queryable as _, RetrieveRelated as _,
            Sortable as _, TimeFunctions as _, Traverse as _, WithOptions as _,
        },
        request::{
            IntoRequest as _, Navigate as _, NavigateList as _, NavigateRow as _, Transfer as _,
            ValueRequests as _, Writable as _,
        },
    };

    pub use crate::{Id, Rows};
}

/// Reads table reference pages and gives their tables as types: for each page a module with the row type and the enums of
/// its choices, the row type again beside it, and a module `tables` with a type for every table that the pages name.
///
/// ```
/// mod schema {
///     dataverse_schema::include_schema!("pluginpackage.md", "stagedmetadata*.md");
/// }
/// use schema::{PluginPackage, plugin_package::StatusCode, tables::Systemuser};
/// # fn main() {}
/// ```
///
/// Pages are looked for in the folder `schemas` beside the crate's `Cargo.toml`. After the names and patterns (`*`, `?`, `[…]`,
/// `**`; files called `README.md` are left out) may come, separated by commas:
///
/// * `dir = "pages"`: another folder;
/// * `crate = crate::vendored::dataverse_schema`: another path of this crate;
/// * `entity_sets(team = "teams")`: the entity sets of tables whose pages aren't included, so that lookups can be bound to them;
/// * `extern_tables(team = crate::core::tables::Team)`: types that another include has for tables that these pages name;
/// * `extern_choices(contoso_region = crate::core::customer::Region)`: enums that another include has for global choices;
/// * `columns(account = only(name, "address1_*"), contact = except("yomi*"))`, `relationships(account = none)`: what is generated;
///   `columns = …` and so on for all tables;
/// * `docs = none`, `docs(account = full)`: how much documentation is made of the pages' descriptions (`full`, `brief`, `none`);
/// * `serialization = read`: which of serde's traits row types have (`both`, `read`, `write`, `none`);
/// * `rename(account = Customer, account.websiteurl = website, account.industrycode.1 = Accounting)`: other names for row types,
///   fields and variants.
///
/// Every page is tracked, so editing one rebuilds the crate. Whatever is wrong with pages or options is a compile error that
/// says where and what would be right; what can be generated all the same is generated beside it.
///
/// The README tells the translation rules type by type.
#[cfg(feature = "macros")]
#[macro_export]
macro_rules! include_schema {
    ($($input:tt)*) => {
        $crate::__private::include_schema! { [$crate] $($input)* }
    };
}

/// A value for a column, checked while your crate compiles, by `cargo check` already: the length of a text, the range of a
/// number, and the digits behind the point of a Decimal or Money column. It serves columns whose values are texts or numbers.
///
/// ```
/// # mod schema { dataverse_schema::include_schema!("pluginpackage.md"); }
/// use dataverse_schema::{literal, prelude::*};
/// use schema::PluginPackage;
///
/// let c = PluginPackage::columns();
/// let new = PluginPackage::create().set(c.name, literal!(PluginPackage.name, "Contoso plug-ins"));
/// # assert!(!new.is_empty());
/// ```
///
/// A value that breaks a rule is a compile error:
///
/// ```compile_fail
/// # mod schema { dataverse_schema::include_schema!("pluginpackage.md"); }
/// # use schema::PluginPackage;
/// dataverse_schema::literal!(PluginPackage.importsequencenumber, -3_000_000_000);
/// ```
///
/// Numbers for Decimal and Money columns are taken exactly as they are written, `12.50` with two digits behind the point; the
/// macro gives a `Decimal` then. Limits that your environment has overridden ([`Checks`](rule::Checks)) aren't known here.
#[macro_export]
macro_rules! literal {
    ($($table:ident)::+ . $column:ident, $value:expr $(,)?) => {{
        const _: () = {
            let _ = $($table)::+::columns().$column.literal($value, stringify!($value));
        };
        $($table)::+::columns().$column.literal($value, stringify!($value))
    }};
}

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
