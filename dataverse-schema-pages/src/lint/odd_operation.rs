//! Warnings about operations of messages. Each message has the same operation in all tables.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::model::{Fact, Message, Table};

/// The HTTP methods of messages that aren't actions or functions.
const METHODS: [(&str, &str); 8] = [
    ("Assign", "PATCH"),
    ("Create", "POST"),
    ("Delete", "DELETE"),
    ("Retrieve", "GET"),
    ("RetrieveMultiple", "GET"),
    ("SetState", "PATCH"),
    ("Update", "PATCH"),
    ("Upsert", "PATCH"),
];

/// Warns about operations that are those of another message or of another table.
pub(super) fn check(table: &Table, warnings: &mut Diagnostics) {
    for message in table.messages.iter().chain(&table.events).flatten() {
        if let Some(operation) = &message.web_api {
            check_reference(
                table,
                message,
                operation,
                "Microsoft.Dynamics.CRM.",
                "?",
                warnings,
            );
            check_request(table, message, operation, warnings);
        }
        if let Some(class) = &message.sdk {
            let prefix = "Sdk.Messages.";
            check_reference(table, message, class, prefix, "Request>", warnings);
        }
    }
    check_see_also(table, warnings);
}

/// Warns about a reference such as `<xref:Microsoft.Dynamics.CRM.Merge?…>` to another message.
fn check_reference(
    table: &Table,
    message: &Message,
    cell: &Fact<String>,
    prefix: &str,
    suffix: &str,
    warnings: &mut Diagnostics,
) {
    let named = cell.value.starts_with("<xref:").then_some(&cell.value);
    let named = named.and_then(|cell| cell.split_once(prefix));
    let named = named.and_then(|(_, rest)| rest.split_once(suffix));
    let Some((named, _)) = named else { return };
    let name = &message.name.value;
    if named != name {
        let text = format!("operation of message `{name}` is `{named}`");
        warnings.push(warning(table, cell, text).help(format!("refer to `{name}`")));
    }
}

/// Warns about the method, the entity set, or the key in `` `DELETE` /accounts(*accountid*) ``.
fn check_request(
    table: &Table,
    message: &Message,
    operation: &Fact<String>,
    warnings: &mut Diagnostics,
) {
    let name = &message.name.value;
    let Some((_, expected)) = METHODS.iter().find(|(known, _)| known == name) else {
        return;
    };
    // Older pages have the address of the service between the method and the entity set.
    let request = operation.value.split("<br").next().unwrap_or_default();
    let Some((method, rest)) = request.trim_end().split_once(' ') else {
        return;
    };
    let method = method.trim_matches('`');
    let is_method = !method.is_empty() && method.bytes().all(|byte| byte.is_ascii_alphabetic());
    let Some((_, path)) = rest.rsplit_once('/').filter(|_| is_method) else {
        return;
    };
    if method != *expected {
        let text = format!("method of message `{name}` is `{method}`");
        warnings.push(warning(table, operation, text).help(format!("write `{expected}`")));
    }
    let (set, key) = match path.split_once('(') {
        Some((set, key)) => (set, key.strip_suffix(')').map(|key| key.trim_matches('*'))),
        None => (path, None),
    };
    let facts = &table.facts;
    let parts = [
        ("entity set", Some(set), &facts.entity_set_name),
        ("key", key, &facts.primary_id_attribute),
    ];
    for (what, found, expected) in parts {
        let (Some(found), Some(expected)) = (found, expected) else {
            continue;
        };
        if found != expected.value {
            let text = format!("{what} of message `{name}` is `{found}`");
            let page = table.page_containing(expected.span);
            warnings.push(
                warning(table, operation, text)
                    .with_related(page, expected.span, "name in the properties")
                    .help(format!("write `{}`", expected.value)),
            );
        }
    }
}

/// Warns about a link to the type of another table at the end of the page.
fn check_see_also(table: &Table, warnings: &mut Diagnostics) {
    let (Some(links), Some(name)) = (&table.see_also, &table.facts.logical_name) else {
        return;
    };
    let named = links.value.split_once("<xref:Microsoft.Dynamics.CRM.");
    let Some((named, _)) = named.and_then(|(_, rest)| rest.split_once('?')) else {
        return;
    };
    if named != name.value {
        let text = format!("mismatched type `{named}`: the table is `{}`", name.value);
        warnings.push(warning(table, links, text).help(format!("refer to `{}`", name.value)));
    }
}

fn warning(table: &Table, at: &Fact<String>, message: String) -> Diagnostic {
    let page = table.page_containing(at.span);
    Diagnostic::warning(Code::OddOperation, page, at.span, message)
}
