//! Query options.

use super::Book;
use super::expression::Scope;
use super::rules::{self, Rule};
use super::sent::Sent;
use super::table::Table;
use super::url::split;
use super::violations::Violations;

/// The query options of a request for rows.
const OPTIONS: [&str; 12] = [
    "$select",
    "$filter",
    "$orderby",
    "$expand",
    "$top",
    "$count",
    "$apply",
    "fetchXml",
    "savedQuery",
    "userQuery",
    "partitionId",
    "tag",
];

/// The query options in an expansion.
const EXPAND_OPTIONS: [&str; 5] = ["$select", "$filter", "$orderby", "$expand", "$top"];

impl Book {
    /// Checks the query options of a request for rows, which may be the link of a response.
    pub(super) fn check_query(
        &self,
        table: &Table,
        options: &[(String, String)],
        is_link: bool,
        found: &mut Violations,
    ) {
        let aliases: Vec<&(String, String)> = options
            .iter()
            .filter(|(name, _)| name.starts_with('@'))
            .collect();
        let scope = Scope::new(self, table, &aliases);
        let mut expands = 0;
        for (index, (name, value)) in options.iter().enumerate() {
            let is_duplicate = options[..index].iter().any(|(known, _)| known == name);
            let is_token = is_link && matches!(&**name, "$skiptoken" | "$deltatoken");
            let is_known = OPTIONS.contains(&&**name) || name.starts_with('@') || is_token;
            found.check(is_known && !is_duplicate, &rules::OPTION, name);
            self.check_option(&scope, name, value, &mut expands, found);
        }
        found.check(expands <= 15, &rules::EXPAND_COUNT, expands);
    }

    /// Checks the query options of a request that writes a row.
    pub(super) fn check_write_options(
        &self,
        sent: &Sent,
        table: &Table,
        options: &[(String, String)],
        found: &mut Violations,
    ) {
        let preferences = sent.header("Prefer").unwrap_or_default();
        let returns_row = preferences.contains("return=representation");
        for (name, _) in options {
            let is_allowed = match &**name {
                "$select" => returns_row,
                "$expand" => returns_row && sent.method == "POST",
                name => !name.starts_with('$'),
            };
            found.check(is_allowed, &rules::RETURNED, name);
        }
        self.check_query(table, options, false, found);
    }

    fn check_option(
        &self,
        scope: &Scope<'_>,
        name: &str,
        value: &str,
        expands: &mut usize,
        found: &mut Violations,
    ) {
        match name {
            "fetchXml" => scope.book.check_fetch(scope.table, value, found),
            "$select" => {
                for name in value.split(',') {
                    check_column(scope.table, name, &rules::SELECT, found);
                }
            }
            "$orderby" => {
                for order in value.split(',') {
                    let (path, direction) = order.split_once(' ').unwrap_or((order, "asc"));
                    let is_direction = direction == "asc" || direction == "desc";
                    found.check(is_direction, &rules::ORDER, order);
                    scope.check_path(path, &rules::ORDER, found);
                }
            }
            "$filter" => scope.check_expression(value, &rules::FILTER, found),
            "$apply" => {
                for step in split(value, '/') {
                    scope.check_expression(step, &rules::APPLY, found);
                }
            }
            "$expand" => {
                for item in split(value, ',') {
                    self.check_expand(scope.table, item, expands, found);
                }
            }
            "$top" => found.check(value.parse::<u32>().is_ok(), &rules::OPTION, value),
            "$count" => found.check(value == "true" || value == "false", &rules::OPTION, value),
            _ => {}
        }
    }

    fn check_expand(&self, table: &Table, item: &str, expands: &mut usize, found: &mut Violations) {
        *expands += 1;
        let (name, options) = match item.strip_suffix(')').and_then(|item| item.split_once('(')) {
            Some((name, options)) => (name, split(options, ';')),
            None => (item, Vec::new()),
        };
        let (name, is_reference) = match name.strip_suffix("/$ref") {
            Some(name) => (name, true),
            None => (name, false),
        };
        let navigations = table.navigation(name);
        let Some(first) = navigations.first() else {
            return found.add(&rules::EXPAND, format_args!("`{name}` of `{}`", table.name));
        };
        found.check(!(is_reference && first.is_list), &rules::EXPAND, item);
        for option in options {
            let (name, value) = option.split_once('=').unwrap_or((option, ""));
            let is_for_lists = matches!(name, "$filter" | "$orderby" | "$top");
            let is_allowed = EXPAND_OPTIONS.contains(&name) && (first.is_list || !is_for_lists);
            found.check(is_allowed && !is_reference, &rules::EXPAND, option);
            if let Some(to) = self.related(navigations) {
                let scope = Scope::new(self, to, &[]);
                self.check_option(&scope, name, value, expands, found);
            }
        }
    }
}

/// Checks the property of a column that responses contain.
pub(super) fn check_column(table: &Table, name: &str, rule: &'static Rule, found: &mut Violations) {
    let what = format!("`{name}` of `{}`", table.name);
    match table.property(name) {
        Some(column) => found.check(column.is_readable(), rule, what),
        None => {
            let is_description = table
                .column(name)
                .is_some_and(|column| column.is_description);
            let rule = if is_description {
                &rules::NO_PROPERTY_COLUMN
            } else {
                rule
            };
            found.add(rule, what);
        }
    }
}
