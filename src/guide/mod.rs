//! How-to guides, with examples that compile.
//!
//! 1. [Reading](reading): rows, choices, lookups, exact numbers, annotations.
//! 2. [Writing](writing): creates, updates, upserts, states, guards.
//! 3. [Validating](validating): the page's rules and your environment's.
//! 4. [Querying](querying): filters, related rows, paging, projections, aggregates.
//! 5. [Fetching](fetching): queries in FetchXML: links, patterns, pages.
//! 6. [Navigating](navigating): relationships between rows.
//! 7. [Sending](sending): the client: pages, faults, retries, tokens.
//! 8. [Custom tables](custom_tables): pages of your own tables, overlays.
//! 9. [Choosing](choosing): less code from large tables.
//! 10. [Splitting](splitting): one schema in several crates.
//! 11. [Without a macro](without_a_macro): a build script, a committed file.
//! 12. [Limits of pages](limits_of_pages): what pages don't contain.

#[doc = include_str!("choosing.md")]
pub mod choosing {}
#[doc = include_str!("custom_tables.md")]
pub mod custom_tables {}
#[doc = include_str!("fetching.md")]
pub mod fetching {}
#[doc = include_str!("limits_of_pages.md")]
pub mod limits_of_pages {}
#[doc = include_str!("navigating.md")]
pub mod navigating {}
#[doc = include_str!("querying.md")]
pub mod querying {}
#[doc = include_str!("reading.md")]
pub mod reading {}
// Its examples need the feature.
#[cfg_attr(any(feature = "client", not(doctest)), doc = include_str!("sending.md"))]
pub mod sending {}
#[doc = include_str!("splitting.md")]
pub mod splitting {}
#[doc = include_str!("validating.md")]
pub mod validating {}
// Its example is a doctest of `dataverse-schema-codegen`, on which this crate doesn't depend.
#[cfg_attr(not(doctest), doc = include_str!("without_a_macro.md"))]
pub mod without_a_macro {}
#[doc = include_str!("writing.md")]
pub mod writing {}
