//! Tests of requests, queries, and responses with generated types.

mod addresses;
mod aggregates;
mod base_urls;
mod batches;
mod blocks;
mod book;
mod by_name;
mod by_name_functions;
mod definitions;
mod documented;
mod evaluation;
mod every_table;
mod fetch;
mod files;
mod headers;
mod operations;
mod options;
mod projections;
mod queries;
mod requests;
mod responses;
mod returning;
mod sent;
mod service;
mod tasks;
mod tracked;

/// The types of Microsoft's pages.
mod packages {
    dataverse_schema::include_schema!(
        "pluginpackage.md",
        dir = "../schemas",
        entity_sets(managedidentity = "managedidentities")
    );
}
