//! How-to guides, with examples that compile.
//!
//! 1. [Reading](reading): rows, choices, lookups, exact numbers, annotations.
//! 2. [Writing](writing): creates, updates, upserts, states, guards.
//! 3. [Validating](validating): the page's rules and your environment's.
//! 4. [Querying](querying): filters, related rows, paging, projections, aggregates.
//! 5. [Fetching](fetching): queries in FetchXML: links, patterns, pages.
//! 6. [Navigating](navigating): relationships between rows.
//! 7. [By name](by_name): columns that are known only at run time.
//! 8. [Operations](operations): actions and functions.
//! 9. [Batches](batches): several requests in one, and many rows at once.
//! 10. [Requests](requests): sending with any HTTP client.
//! 11. [Talking to Dataverse](sending): the client: credentials, pages, faults, retries, limits.
//! 12. [Testing](testing): unit tests without a tenant.
//! 13. [Errors](errors): what each kind means, and what to do.
//! 14. [Migrating](migrating): from handwritten structs, early-bound C#, and DynamicsWebApi.
//!
//! Pages of tables:
//!
//! 1. [Including](including): the macro, its options, its errors.
//! 2. [Custom tables](custom_tables): pages of your own tables.
//! 3. [Solutions](solutions): pages of tables in source control.
//! 4. [Overlays](overlays): several pages of one table.
//! 5. [Several apps](several_apps): the source of each page.
//! 6. [Limits of pages](limits_of_pages): what pages don't contain.
//!
//! Code and tools:
//!
//! 1. [Choosing](choosing): less code from large tables.
//! 2. [Splitting](splitting): one schema in several crates.
//! 3. [Without a macro](without_a_macro): a build script, a committed file.
//! 4. [Commands](commands): the program `dataverse-schema`.

#[doc = include_str!("batches.md")]
pub mod batches {}
#[doc = include_str!("by_name.md")]
pub mod by_name {}
#[doc = include_str!("choosing.md")]
pub mod choosing {}
#[doc = include_str!("commands.md")]
pub mod commands {}
#[doc = include_str!("custom_tables.md")]
pub mod custom_tables {}
#[doc = include_str!("errors.md")]
pub mod errors {}
#[doc = include_str!("fetching.md")]
pub mod fetching {}
#[doc = include_str!("including.md")]
pub mod including {}
#[doc = include_str!("limits_of_pages.md")]
pub mod limits_of_pages {}
#[doc = include_str!("migrating.md")]
pub mod migrating {}
#[doc = include_str!("navigating.md")]
pub mod navigating {}
#[doc = include_str!("operations.md")]
pub mod operations {}
#[doc = include_str!("overlays.md")]
pub mod overlays {}
#[doc = include_str!("querying.md")]
pub mod querying {}
#[doc = include_str!("reading.md")]
pub mod reading {}
#[doc = include_str!("requests.md")]
pub mod requests {}
// Its examples need the feature.
#[cfg_attr(any(feature = "client", not(doctest)), doc = include_str!("sending.md"))]
pub mod sending {}
#[doc = include_str!("several_apps.md")]
pub mod several_apps {}
#[doc = include_str!("solutions.md")]
pub mod solutions {}
#[doc = include_str!("splitting.md")]
pub mod splitting {}
// Its examples need the feature.
#[cfg_attr(any(feature = "client", not(doctest)), doc = include_str!("testing.md"))]
pub mod testing {}
#[doc = include_str!("validating.md")]
pub mod validating {}
// Its example is a doctest of `dataverse-schema-codegen`, on which this crate doesn't depend.
#[cfg_attr(not(doctest), doc = include_str!("without_a_macro.md"))]
pub mod without_a_macro {}
#[doc = include_str!("writing.md")]
pub mod writing {}
