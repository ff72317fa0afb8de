//! Headers.

use super::rules;
use super::sent::{Intent, Sent};
use super::url::split;
use super::violations::Violations;

const TRACK_CHANGES: &str = "odata.track-changes";

/// The preferences that the service knows, and the one of RFC 7240 that Microsoft's samples use.
const PREFERENCES: [&str; 6] = [
    "return",
    "odata.include-annotations",
    "odata.maxpagesize",
    "odata.continue-on-error",
    TRACK_CHANGES,
    "respond-async",
];

/// Checks the headers of any request.
pub(super) fn check_headers(sent: &Sent, found: &mut Violations) {
    let names: Vec<String> = sent
        .headers
        .iter()
        .map(|(name, _)| name.to_ascii_lowercase())
        .collect();
    for (index, name) in names.iter().enumerate() {
        found.check(!names[..index].contains(name), &rules::HEADER_ONCE, name);
    }
    found.check(
        sent.header("Accept").is_some(),
        &rules::ODATA_HEADERS,
        "Accept",
    );
    for name in ["OData-Version", "OData-MaxVersion"] {
        let is_4 = sent.header(name) == Some("4.0");
        found.check(is_4, &rules::ODATA_HEADERS, name);
    }
    check_content_type(sent, found);
    if let Some(preferences) = sent.header("Prefer") {
        check_prefer(preferences, found);
    }
}

fn check_content_type(sent: &Sent, found: &mut Violations) {
    let actual = sent.header("Content-Type").unwrap_or_default();
    let matches = match sent.body.as_deref() {
        Some("") => actual.is_empty(),
        Some(body) if body.starts_with("--") => actual.starts_with("multipart/mixed; boundary="),
        Some(_) => actual == "application/json",
        None => actual == "application/octet-stream",
    };
    found.check(matches, &rules::CONTENT_TYPE, actual);
}

fn check_prefer(preferences: &str, found: &mut Violations) {
    let mut names = Vec::new();
    for preference in split(preferences, ',') {
        let (name, value) = preference.split_once('=').unwrap_or((preference, ""));
        let name = name.trim().to_ascii_lowercase();
        let is_token = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
        let quoted = value
            .strip_prefix('"')
            .and_then(|rest| rest.strip_suffix('"'));
        let is_value = match quoted {
            Some(text) => !text.contains('"'),
            None => value.chars().all(is_token),
        };
        let is_known = PREFERENCES.contains(&&*name) && !names.contains(&name);
        found.check(is_known && is_value, &rules::PREFER, preference);
        names.push(name);
    }
}

/// Checks the query options of a request that asks for a link to changes.
pub(super) fn check_tracking(sent: &Sent, options: &[(String, String)], found: &mut Violations) {
    let preferences = sent.header("Prefer").unwrap_or_default();
    let mut preferences = split(preferences, ',').into_iter();
    if !preferences.any(|preference| preference.trim().eq_ignore_ascii_case(TRACK_CHANGES)) {
        return;
    }
    for (name, _) in options {
        let is_supported = !matches!(&**name, "$filter" | "$orderby" | "$expand" | "$top");
        found.check(is_supported, &rules::TRACKING, name);
    }
}

/// Checks the conditions of a `PATCH` of a row, and returns what it may do: create, update.
pub(super) fn check_patch(sent: &Sent, is_elastic: bool, found: &mut Violations) -> (bool, bool) {
    let if_match = sent.header("If-Match");
    let is_new = sent.header("If-None-Match") == Some("*");
    let is_etag = |text: &str| text == "*" || text.starts_with("W/\"") && text.ends_with('"');
    found.check(
        if_match.is_none_or(is_etag),
        &rules::IF_MATCH,
        if_match.unwrap_or_default(),
    );
    found.check(
        !(is_new && if_match.is_some()),
        &rules::IF_MATCH,
        "with If-None-Match",
    );
    match sent.intent {
        Some(Intent::Update) => found.check(if_match.is_some(), &rules::IF_MATCH, "update"),
        Some(_) => found.check(if_match.is_none(), &rules::IF_MATCH, "upsert"),
        None => {}
    }
    let replaces = is_elastic && if_match.is_none() && sent.intent != Some(Intent::Replace);
    found.check(
        !(replaces && sent.intent.is_some()),
        &rules::ELASTIC,
        &sent.path,
    );
    (if_match.is_none(), !is_new)
}
