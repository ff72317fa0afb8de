//! Requests of the library, held against the rules of the service.

mod access;
mod damage;
mod writes;

use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::LazyLock;

use dataverse_schema::request::Method;
use dataverse_schema::{Request, Table};
use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;
use serde_json::Value;
use test_support::book::{Book, Sent, Violation};
use test_support::every_table;
use test_support::logs::{logged_fetch, logged_url};
use test_support::pages::markdown_files;
use test_support::workspace;

pub(crate) use access::check_access;

use crate::sent::held;

mod schema {
    dataverse_schema::include_schema!(
        [
            "tests/pages/contoso_call.md",
            "tests/pages/contoso_carrier.md",
            "tests/pages/contoso_crate.md",
            "tests/pages/contoso_depot.md",
            "tests/pages/contoso_gadget.md",
            "tests/pages/contoso_parcel.md",
            "tests/pages/contoso_reading.md",
            "tests/pages/contoso_route.md",
            "tests/pages/contoso_seal.md",
            "tests/pages/contoso_stop.md",
            "schemas/pluginpackage.md",
            "schemas/stagedmetadataasyncoperation.md"
        ],
        dir = "..",
        entity_sets(
            account = "accounts",
            contact = "contacts",
            managedidentity = "managedidentities",
            organization = "organizations",
            systemuser = "systemusers",
            team = "teams"
        )
    );
}

/// The pages whose generated code is compared with the book.
const PAGES: [&str; 3] = [
    "tests/pages/contoso_*.md",
    "schemas/plugin*.md",
    "schemas/staged*.md",
];

/// The entity sets of tables without a page.
const ENTITY_SETS: [(&str, &str); 9] = [
    ("accounts", "account"),
    ("activityparties", "activityparty"),
    ("contacts", "contact"),
    ("managedidentities", "managedidentity"),
    ("organizations", "organization"),
    ("pluginassemblies", "pluginassembly"),
    ("systemusers", "systemuser"),
    ("teams", "team"),
    ("transactioncurrencies", "transactioncurrency"),
];

/// The tables of the pages in `tests/pages` and `schemas`.
static BOOK: LazyLock<Book> = LazyLock::new(|| {
    let mut pages = markdown_files(&workspace().join("tests/pages"));
    pages.extend(markdown_files(&workspace().join("schemas")));
    pages.retain(|page| {
        let name = page.file_name().unwrap_or_default().to_string_lossy();
        !name.starts_with("bad_")
    });
    let mut book = Book::default();
    book.add_pages(&pages);
    for (entity_set, table) in ENTITY_SETS {
        book.add_entity_set(entity_set, table);
    }
    book
});

/// Returns the request as it is sent.
pub(crate) fn sent(request: &Request) -> Sent {
    let headers = request.headers.iter();
    Sent {
        method: request.method.as_str().to_owned(),
        path: request.path.clone(),
        headers: headers
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect(),
        body: request.body.as_str().map(str::to_owned),
        intent: None,
    }
}

/// Returns the rules that a request violates.
pub(crate) fn violated(request: &Request) -> Vec<Violation> {
    let found = BOOK.check(&sent(request));
    if let Some((_, xml)) = request.path.split_once("?fetchXml=")
        && found.is_empty()
    {
        let xml = xml.split('&').next().unwrap_or_default();
        let xml = percent_decode_str(xml).decode_utf8();
        logged_fetch(&xml.expect("UTF-8"));
    }
    found
}

/// Returns the URL of a query as a string, which is logged for other parsers, and asserts that it
/// violates no rule.
#[track_caller]
pub(crate) fn logged(url: impl Display) -> String {
    let url = logged_url(url);
    held(&Request::new(Method::Get, &*url));
    url
}

/// Requests of random writes to a table, counted by kind.
#[derive(Default)]
pub(crate) struct Held {
    counts: BTreeMap<String, usize>,
    violations: Vec<String>,
}

impl Held {
    pub(crate) fn add(&mut self, book: &Book, request: &Value) {
        let kind = request["kind"].as_str().expect("a kind");
        if let Some(error) = request["error"].as_str() {
            return self.violations.push(format!("{kind} is refused: {error}"));
        }
        for with in request["with"].as_array().into_iter().flatten() {
            let with = with.as_str().expect("a string");
            *self.counts.entry(format!("with {with}")).or_default() += 1;
        }
        self.check(book, kind, &Sent::from_json(request).expect("a request"));
    }

    /// Adds the request for the URL of a query.
    pub(crate) fn add_query(&mut self, book: &Book, url: &str) {
        self.check(book, "query", &sent(&Request::new(Method::Get, url)));
    }

    fn check(&mut self, book: &Book, kind: &str, sent: &Sent) {
        *self.counts.entry(kind.to_owned()).or_default() += 1;
        for violation in book.check(sent) {
            let path = &sent.path;
            self.violations.push(format!("{kind} {path}: {violation}"));
        }
    }

    pub(crate) fn finish(self) {
        eprintln!("requests: {:?}", self.counts);
        for with in ["related rows", "parties", "alternate keys"] {
            let count = self.counts.get(&format!("with {with}"));
            assert!(count.is_some(), "no request with {with}");
        }
        let violations = &self.violations;
        let shown = &violations[..violations.len().min(20)];
        assert!(
            violations.is_empty(),
            "{}:\n{}",
            violations.len(),
            shown.join("\n")
        );
    }
}

fn hold_writes<T: Table + DeserializeOwned>(held: &mut Held) {
    let table = BOOK
        .table(T::info().logical_name)
        .expect("the table has a page");
    for seed in 0..10 {
        for write in BOOK.writes(table, seed) {
            for request in writes::requests::<T>(&write) {
                held.add(&BOOK, &request);
            }
        }
    }
}

#[test]
fn random_writes_violate_no_rule() {
    let mut held = Held::default();
    macro_rules! hold {
        ($($table:ident)*) => {
            $(writes::know::<schema::$table>();)*
            $(hold_writes::<schema::$table>(&mut held);)*
        };
    }
    hold! {
        ContosoCall ContosoCarrier ContosoCrate ContosoDepot ContosoGadget ContosoParcel
        ContosoReading ContosoRoute ContosoSeal ContosoStop PluginPackage
        StagedMetadataAsyncOperation
    }
    held.finish();
}

#[test]
fn access_to_columns_is_that_of_their_page() {
    let names: Vec<String> = PAGES.iter().map(|name| format!("{name:?}")).collect();
    let input = format!("[{}], dir = {:?}", names.join(","), workspace());
    check_access(&BOOK, &every_table::expand(&input));
}
