//! What tests look at in requests.

use std::fs;
use std::path::{Path, PathBuf};

use dataverse_schema::Request;
use dataverse_schema::request::BaseUrl;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::book::violated;

/// The functions that hold a request against the rules and return it.
const HOLDING: [&str; 2] = ["held", "violating"];

pub(crate) fn base() -> BaseUrl {
    "https://contoso.api.crm.dynamics.com"
        .parse()
        .expect("a valid URL")
}

/// Returns the request, which violates no rule of the service.
#[track_caller]
pub(crate) fn held(request: &Request) -> &Request {
    violating(request, &[])
}

/// Returns the request, which violates exactly the rules with these names.
#[track_caller]
pub(crate) fn violating<'r>(request: &'r Request, rules: &[&str]) -> &'r Request {
    let found = violated(request);
    let names: Vec<&str> = found.iter().map(|found| found.rule.name).collect();
    let shown: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(names, rules, "{request}\n{}", shown.join("\n"));
    request
}

/// Returns the method, path, and body of a request.
#[track_caller]
pub(crate) fn shown(request: &Request) -> String {
    let request = held(request);
    let body = request.body.as_str().unwrap_or("(bytes)");
    format!("{} {} {body}", request.method, request.path)
        .trim_end()
        .to_owned()
}

/// Returns the value of a header, which is there once at most.
#[track_caller]
pub(crate) fn header<'r>(request: &'r Request, name: &str) -> Option<&'r str> {
    value(held(request), name)
}

/// Returns the value of a header of a request that violates rules.
#[track_caller]
pub(crate) fn value<'r>(request: &'r Request, name: &str) -> Option<&'r str> {
    let headers = request.headers.iter();
    let mut values = headers.filter(|(known, _)| known.eq_ignore_ascii_case(name));
    let first = values.next();
    assert_eq!(values.next(), None, "duplicate header");
    first.map(|(_, value)| &**value)
}

/// Without this, a test could look at a request that nothing holds against the rules.
#[test]
fn tests_look_at_requests_that_are_held() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it");
    let mut unheld = Vec::new();
    for file in sources(&folder) {
        let text = fs::read_to_string(&file).expect("the source is readable");
        let tokens: TokenStream = text.parse().expect("the source is Rust");
        let mut lines = Vec::new();
        find_unheld(tokens, &mut lines);
        let name = file.strip_prefix(&folder).unwrap_or(&file).display();
        unheld.extend(lines.iter().map(|line| format!("{name}: {line}")));
    }
    assert!(
        unheld.is_empty(),
        "write `held(&request).path`, `shown(&request)` or `header(&request, …)` instead of\n{}",
        unheld.join("\n")
    );
}

/// Returns the files of this test, without this one and folders that hold all requests themselves.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is readable") {
        let path = entry.expect("the folder is readable").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // The rules are about tables: operations are held against Microsoft's examples.
        if [
            "book",
            "documented",
            "every_table",
            "operations.rs",
            "sent.rs",
            "service",
        ]
        .contains(&&*name)
        {
            continue;
        }
        if path.is_dir() {
            files.extend(sources(&path));
        } else {
            files.push(path);
        }
    }
    files
}

/// Finds accesses to the fields of requests that [`HOLDING`] didn't return.
fn find_unheld(tokens: TokenStream, found: &mut Vec<String>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let is_name = |token: Option<&TokenTree>, names: &[&str]| matches!(token, Some(TokenTree::Ident(name)) if names.contains(&&*name.to_string()));
    let is_call = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Parenthesis);
    for (index, token) in tokens.iter().enumerate() {
        if let TokenTree::Group(group) = token {
            find_unheld(group.stream(), found);
        }
        let before = |count: usize| index.checked_sub(count).map(|index| &tokens[index]);
        let is_dot = |token: Option<&TokenTree>| matches!(token, Some(TokenTree::Punct(dot)) if dot.as_char() == '.');
        let is_access = is_dot(before(1)) && !is_dot(before(2));
        let is_field = is_name(Some(token), &["body", "headers", "method", "path"])
            && !is_call(tokens.get(index + 1));
        let is_held = is_call(before(2)) && is_name(before(3), &HOLDING);
        let is_response = is_name(before(2), &["response"]);
        if is_access && is_field && !is_held && !is_response {
            let value = before(2).map(ToString::to_string).unwrap_or_default();
            found.push(format!("{value}.{token}"));
        }
    }
}
