//! Microsoft's examples of FetchXML, as typed queries. `docs/samples.md` lists them.

mod aggregates;
mod canonical;
mod columns;
mod filters;
mod links;
mod operators;
mod orders;
mod pages;
mod samples;

use std::sync::LazyLock;

use dataverse_schema::Request;
use dataverse_schema::query::Queryable as _;
use dataverse_schema::query::fetch::{Fetch, FetchGroups, IntoFetchFilter};
use dataverse_schema::{Projection, Table};
use percent_encoding::percent_decode_str;
use test_support::book::Book;
use test_support::logs::logged_fetch;
use test_support::pages::markdown_files;
use test_support::workspace;

use self::canonical::{canonical, with_keys};
use crate::book::sent;

/// The columns of real tables that the examples need.
mod schema {
    dataverse_schema::include_schema!("*.md", dir = "../tests/pages/documented");
}

static BOOK: LazyLock<Book> = LazyLock::new(|| {
    let mut book = Book::default();
    book.add_pages(&markdown_files(&workspace().join("tests/pages/documented")));
    book
});

/// Returns the XML of a request, which violates no rule.
#[track_caller]
fn xml(request: &Request) -> String {
    let found = BOOK.check(&sent(request));
    let shown: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert!(found.is_empty(), "{request}\n{}", shown.join("\n"));
    let (_, xml) = request.path.split_once("?fetchXml=").expect("FetchXML");
    let xml = percent_decode_str(xml).decode_utf8().expect("UTF-8");
    logged_fetch(&xml)
}

#[track_caller]
fn assert_same(request: &Request, documented: &str) {
    logged_fetch(documented.trim());
    let expected = canonical(documented);
    // Groups have no other columns.
    let expected = if expected.get("aggregate").is_some() {
        expected
    } else {
        with_keys(expected)
    };
    assert_eq!(canonical(&xml(request)), expected, "{request}");
}

#[track_caller]
fn assert_fetch<P: Projection, L>(fetch: &Fetch<P, L>, documented: &str) {
    assert_same(&fetch.to_request().expect("no errors"), documented);
}

#[track_caller]
fn assert_groups<T: Table, K, V>(groups: &FetchGroups<T, K, V>, documented: &str) {
    assert_same(&groups.to_request().expect("no errors"), documented);
}

/// Compares a condition that is shown without the query around it.
#[track_caller]
fn assert_condition<T: Table>(condition: impl IntoFetchFilter<T>, documented: &str) {
    let table = T::info().logical_name;
    let fetch = T::unlisted().fetch().filter(condition);
    let documented =
        format!("<fetch><entity name='{table}'><filter>{documented}</filter></entity></fetch>");
    assert_fetch(&fetch, &documented);
}
