//! The rules of Dataverse's Web API, and the check of requests against them.
//!
//! The book doesn't use the code that builds requests. It reads tables from the JSON of their
//! models, and requests as they are sent.

mod batch;
mod blocks;
mod expression;
pub mod fetch;
mod headers;
mod json;
mod key;
mod pages;
mod party;
mod plan;
mod query;
mod row;
pub mod rules;
mod sent;
mod table;
mod url;
mod value;
mod violations;

use std::collections::BTreeMap;

use serde_json::Value;

pub use self::sent::{Intent, Sent};
pub use self::table::{Column, Navigation, Table};
pub use self::violations::Violation;

use self::blocks::check_blocks;
use self::headers::{check_headers, check_patch, check_tracking};
use self::json::Json;
use self::key::{check_key, key_columns};
use self::query::check_column;
use self::row::{Write, is_content_id};
use self::url::{Segment, Url, below_base, is_encoded};
use self::value::check_value;
use self::violations::Violations;

const MESSAGES: &str = "Microsoft.Dynamics.CRM.";

/// The tables whose requests are checked against the rules.
#[derive(Debug, Default)]
pub struct Book {
    tables: BTreeMap<String, Table>,
    /// The logical names of tables by their entity sets.
    entity_sets: BTreeMap<String, String>,
}

/// The batch that a request is part of.
#[derive(Clone, Copy)]
struct Surroundings<'a> {
    /// The content ids and paths of earlier requests of the change set.
    earlier: &'a [(String, String)],
}

/// The end of a path.
struct End<'a> {
    table: &'a Table,
    /// The segment with the key of a row, if the path leads to one row.
    row: Option<&'a Segment>,
    property: Option<&'a Column>,
    /// The lookup that the last segment follows, of this table or of the rows of a list.
    lookup: Option<&'a Column>,
    /// `$ref`, `$count`, `$value`, or a message; empty for rows and values.
    suffix: &'a str,
}

impl Book {
    /// Adds a table from the JSON of its model.
    pub fn add(&mut self, model: &Value) {
        if let Some(table) = Table::read(model) {
            self.add_entity_set(&table.entity_set, &table.name);
            self.tables.insert(table.name.clone(), table);
        }
    }

    /// Adds the entity set of a table without a model.
    pub fn add_entity_set(&mut self, entity_set: &str, table: &str) {
        self.entity_sets
            .insert(entity_set.to_owned(), table.to_owned());
    }

    /// Returns the tables.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.tables.values()
    }

    /// Returns the table with this logical name.
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.get(name)
    }

    /// Returns the table that a navigation property leads to. Returns `None` for several tables,
    /// and for a table that isn't in the book.
    fn related(&self, navigations: &[Navigation]) -> Option<&Table> {
        let (first, others) = navigations.split_first()?;
        let is_only = others.iter().all(|other| other.to == first.to);
        self.table(&first.to).filter(|_| is_only)
    }

    /// Returns the lookup of a navigation property; that of a list is in the other table.
    fn lookup<'a>(&'a self, table: &'a Table, navigation: &Navigation) -> Option<&'a Column> {
        if navigation.is_list {
            let other = self.table(&navigation.to)?;
            other.column(&navigation.lookup_of_rows)
        } else {
            table.column(&navigation.lookup)
        }
    }

    fn table_of_set(&self, entity_set: &str) -> Option<&str> {
        self.entity_sets.get(entity_set).map(String::as_str)
    }

    /// Returns the rules that a request violates.
    pub fn check(&self, sent: &Sent) -> Vec<Violation> {
        let mut found = Violations::default();
        self.check_sent(sent, None, &mut found);
        found.0
    }

    fn check_sent(&self, sent: &Sent, batch: Option<Surroundings<'_>>, found: &mut Violations) {
        let limit = if batch.is_some() { 65_536 } else { 32_768 };
        found.check(
            sent.path.len() <= limit,
            &rules::URL_LENGTH,
            sent.path.len(),
        );
        found.check(is_encoded(&sent.path), &rules::URL_ENCODING, &sent.path);
        check_headers(sent, found);
        let has_body = sent.body.as_deref() != Some("");
        let is_read = matches!(&*sent.method, "GET" | "DELETE");
        found.check(!(is_read && has_body), &rules::NO_BODY, &sent.method);
        if sent.path == "$batch" {
            return self.check_batch(sent, found);
        }
        check_blocks(sent, found);
        let Some(path) = self.resolved(&sent.path, batch, found) else {
            return;
        };
        let Some(url) = Url::read(&path) else {
            return;
        };
        let Some(end) = self.walk(&url, &sent.path, found) else {
            return;
        };
        match end.suffix {
            "$ref" => self.check_reference(sent, &end, found),
            message if message.starts_with(MESSAGES) => self.check_targets(sent, &end, found),
            _ if end.property.is_some() => check_single_value(sent, &end, found),
            "" | "$count" if sent.method == "GET" => {
                let is_link = path.len() < sent.path.len();
                self.check_query(end.table, &url.options, is_link, found);
                check_tracking(sent, &url.options, found);
            }
            _ => {
                self.check_write_options(sent, end.table, &url.options, found);
                self.check_write(sent, &end, found);
            }
        }
    }

    /// Returns the path with a reference such as `$1` replaced by the address of its row.
    fn resolved(
        &self,
        path: &str,
        batch: Option<Surroundings<'_>>,
        found: &mut Violations,
    ) -> Option<String> {
        let (first, rest) = path.split_once('/').unwrap_or((path, ""));
        if !is_content_id(first) {
            return below_base(path).map(str::to_owned);
        }
        // Outside of a batch, the request is still to be added to one.
        let batch = batch?;
        let earlier = batch.earlier.iter().find(|(id, _)| *id == first[1..]);
        let Some((_, set)) = earlier else {
            found.add(&rules::CONTENT_ID, path);
            return None;
        };
        let address = format!("{}(00000000-0000-0000-0000-000000000001)", below_base(set)?);
        Some(if rest.is_empty() {
            address
        } else {
            format!("{address}/{rest}")
        })
    }

    /// Follows the segments of a path. Returns `None` for tables that aren't in the book.
    fn walk<'a>(&'a self, url: &'a Url, shown: &str, found: &mut Violations) -> Option<End<'a>> {
        let (first, rest) = url.segments.split_first()?;
        let Some(name) = self.table_of_set(&first.name) else {
            let is_function = first.name.starts_with(char::is_uppercase);
            found.check(
                is_function,
                &rules::RESOURCE,
                format_args!("`{}`", first.name),
            );
            return None;
        };
        let mut end = End {
            table: self.table(name)?,
            row: first.key.is_some().then_some(first),
            property: None,
            lookup: None,
            suffix: "",
        };
        if let Some(key) = &first.key {
            check_key(end.table, key, shown, found);
        }
        for segment in rest {
            let name = segment.name.as_str();
            let navigations = end.table.navigation(name);
            if name.starts_with('$') || name.starts_with(MESSAGES) {
                end.suffix = name;
            } else if let Some(navigation) = navigations.first() {
                end.lookup = self.lookup(end.table, navigation);
                let is_row = !navigation.is_list || segment.key.is_some();
                end.row = is_row.then_some(segment);
                let related = self.related(navigations);
                // References are checked without the table that they lead to.
                let is_reference = rest.last().is_some_and(|last| last.name == "$ref");
                if related.is_none() && is_reference {
                    continue;
                }
                end.table = related?;
                if let Some(key) = &segment.key {
                    check_key(end.table, key, shown, found);
                }
            } else {
                end.property = end.table.property(name);
                if end.property.is_none() {
                    check_column(end.table, name, &rules::RESOURCE, found);
                    return None;
                }
            }
        }
        Some(end)
    }

    /// Checks a request that creates or changes a row.
    fn check_write(&self, sent: &Sent, end: &End<'_>, found: &mut Violations) {
        let mut key = Vec::new();
        let (creates, updates) = match &*sent.method {
            "POST" => {
                let guard = sent.header("If-None-Match").unwrap_or_default();
                found.check(guard == "null", &rules::IF_NONE_MATCH, guard);
                (true, false)
            }
            "PATCH" => {
                let write = check_patch(sent, end.table.is_elastic, found);
                let address = end.row.and_then(|segment| segment.key.as_ref());
                key = address.map_or_else(Vec::new, |key| key_columns(end.table, key));
                // An update may change the columns of an alternate key.
                key.retain(|column| write.0 || *column == end.table.primary_id);
                write
            }
            _ => return,
        };
        let Some(body) = sent.body.as_deref().and_then(Json::parse) else {
            return found.add(&rules::OBJECT, sent.body.as_deref().unwrap_or("bytes"));
        };
        let write = Write {
            creates,
            updates,
            key: &key,
            is_target: false,
        };
        self.check_row(end.table, &body, write, found);
    }

    /// Checks the body of a bulk message.
    fn check_targets(&self, sent: &Sent, end: &End<'_>, found: &mut Violations) {
        let message = &end.suffix[MESSAGES.len()..];
        let (creates, updates) = match message {
            "CreateMultiple" => (true, false),
            "UpdateMultiple" => (false, true),
            "UpsertMultiple" => (true, true),
            "DeleteMultiple" => (false, false),
            _ => return,
        };
        let body = sent.body.as_deref().and_then(Json::parse);
        let targets = body.as_ref().and_then(|body| body.get("Targets"));
        let Some(Json::List(targets)) = targets else {
            return found.add(&rules::TARGETS, message);
        };
        found.check(
            sent.method == "POST" && !targets.is_empty(),
            &rules::TARGETS,
            message,
        );
        let expected = format!("{MESSAGES}{}", end.table.name);
        for target in targets {
            let r#type = target.get("@odata.type").and_then(Json::text);
            found.check(
                r#type == Some(&*expected),
                &rules::TARGETS,
                format_args!("{type:?}"),
            );
            let has_key =
                target.get("@odata.id").is_some() || target.get(&end.table.primary_id).is_some();
            found.check(
                has_key || message == "CreateMultiple",
                &rules::TARGETS,
                message,
            );
            let write = Write {
                creates,
                updates,
                key: &[],
                is_target: true,
            };
            if message != "DeleteMultiple" {
                self.check_row(end.table, target, write, found);
            }
        }
    }

    fn check_reference(&self, sent: &Sent, end: &End<'_>, found: &mut Violations) {
        if let Some(lookup) = end.lookup.filter(|_| sent.method != "GET") {
            let what = format!("`{}`", lookup.name);
            check_update(lookup, &what, found);
            let is_kept = sent.method != "DELETE" || !lookup.is_required();
            found.check(is_kept, &rules::REQUIRED, what);
        }
        if !matches!(&*sent.method, "POST" | "PUT") {
            return;
        }
        let body = sent.body.as_deref().and_then(Json::parse);
        let Some(Json::Object(members)) = body else {
            return found.add(&rules::REFERENCE, "not an object");
        };
        let [(name, Json::Text(url))] = members.as_slice() else {
            return found.add(&rules::REFERENCE, format_args!("{members:?}"));
        };
        let is_absolute = url.starts_with("https://") || url.starts_with("http://");
        let is_reference = name == "@odata.id" && (is_absolute || is_content_id(url));
        found.check(is_reference, &rules::REFERENCE, url);
        if let (true, Some(url)) = (is_absolute, Url::read(url)) {
            self.walk(&url, "@odata.id", found);
        }
    }
}

/// Checks that the page doesn't exclude a column from updates.
fn check_update(column: &Column, what: &str, found: &mut Violations) {
    let rule = if column.is_writable() {
        &rules::CREATE_ONLY
    } else {
        &rules::READ_ONLY
    };
    found.check(column.is_for_update(), rule, what);
}

/// Checks a request for one value.
fn check_single_value(sent: &Sent, end: &End<'_>, found: &mut Violations) {
    let Some(column) = end.property else {
        return;
    };
    let what = format!("`{}` of `{}`", column.name, end.table.name);
    let is_content = matches!(&*column.kind, "File" | "Image");
    if sent.method == "GET" {
        return found.check(column.is_readable(), &rules::RESOURCE, what);
    }
    if is_content && sent.method != "PUT" {
        return;
    }
    found.check(!column.is_lookup(), &rules::LOOKUP, &what);
    check_update(column, &what, found);
    if sent.method != "PUT" {
        return found.check(!column.is_required(), &rules::REQUIRED, what);
    }
    match sent.body.as_deref().and_then(Json::parse) {
        Some(Json::Object(members)) => match members.as_slice() {
            [(name, value)] if name == "value" => check_value(column, value, found),
            _ => found.add(&rules::SINGLE_VALUE, what),
        },
        _ => found.add(&rules::SINGLE_VALUE, what),
    }
}
