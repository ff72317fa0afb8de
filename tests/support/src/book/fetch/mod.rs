//! FetchXML: elements, attributes, and what they may contain.

mod grammar;
mod xml;

use std::collections::BTreeSet;

use super::Book;
use super::rules;
use super::table::Table;
use super::violations::Violations;

pub use self::xml::Element;

/// The kinds of links that are conditions.
const CONDITIONS: [&str; 4] = ["any", "not any", "all", "not all"];

impl Book {
    /// Checks a query in FetchXML for rows of a table.
    pub(super) fn check_fetch(&self, table: &Table, xml: &str, found: &mut Violations) {
        let fetch = match Element::parse(xml) {
            Ok(fetch) => fetch,
            Err(error) => return found.add(&rules::FETCH, format_args!("{error}: {xml}")),
        };
        found.check(fetch.name == "fetch", &rules::FETCH, &fetch.name);
        grammar::check(&fetch, found);
        let mut aliases = BTreeSet::new();
        let mut links = 0;
        fetch.visit(&mut |element| {
            links += usize::from(element.name == "link-entity");
            if element.name == "link-entity"
                && let Some(alias) = element.get("alias")
            {
                let is_new = aliases.insert(alias.to_owned());
                found.check(is_new, &rules::FETCH, format_args!("alias `{alias}`"));
            }
        });
        found.check(links <= 15, &rules::FETCH_LINKS, links);
        check_options(&fetch, found);
        let entities = fetch.children("entity").collect::<Vec<_>>();
        found.check(entities.len() == 1, &rules::FETCH, "one `entity`");
        for entity in entities {
            let name = entity.get("name").unwrap_or_default();
            found.check(name == table.name, &rules::FETCH_COLUMN, name);
            self.check_node(entity, Some(table), &aliases, found);
        }
    }

    /// Checks the columns of a table and its links.
    fn check_node(
        &self,
        node: &Element,
        table: Option<&Table>,
        aliases: &BTreeSet<String>,
        found: &mut Violations,
    ) {
        for child in &node.children {
            match &*child.name {
                "attribute" => check_name(table, child.get("name"), found),
                "order" | "condition" => {
                    let alias = child.get("entityname");
                    if let Some(alias) = alias {
                        found.check(aliases.contains(alias), &rules::FETCH_COLUMN, alias);
                    } else if child.get("alias").is_none() {
                        check_name(table, child.get("attribute"), found);
                    }
                    if let Some(other) = child.get("valueof") {
                        match other.split_once('.') {
                            Some((alias, _)) => {
                                found.check(aliases.contains(alias), &rules::FETCH_COLUMN, other);
                            }
                            None => check_name(table, Some(other), found),
                        }
                    }
                }
                "filter" => self.check_node(child, table, aliases, found),
                "link-entity" => {
                    let is_condition = CONDITIONS.contains(&child.get("link-type").unwrap_or(""));
                    let is_in_filter = node.name == "filter";
                    let link = format!("link to `{}`", child.get("name").unwrap_or_default());
                    found.check(is_condition == is_in_filter, &rules::FETCH_LINK, &link);
                    let is_read =
                        !is_condition && !matches!(child.get("link-type"), Some("exists" | "in"));
                    let has_columns = child.children.iter().any(|child| {
                        child.name.ends_with("attribute") || child.name == "all-attributes"
                    });
                    found.check(is_read || !has_columns, &rules::FETCH_LINK, &link);
                    check_name(table, child.get("to"), found);
                    let linked = child.get("name").and_then(|name| self.table(name));
                    check_name(linked, child.get("from"), found);
                    self.check_node(child, linked, aliases, found);
                }
                _ => {}
            }
        }
    }
}

/// Checks that a table has a column with this logical name.
fn check_name(table: Option<&Table>, name: Option<&str>, found: &mut Violations) {
    let Some(name) = name else {
        return found.add(&rules::FETCH, "missing name of a column");
    };
    if let Some(table) = table {
        let what = format!("`{name}` of `{}`", table.name);
        found.check(table.column(name).is_some(), &rules::FETCH_COLUMN, what);
    }
}

fn check_options(fetch: &Element, found: &mut Violations) {
    let has = |name| fetch.get(name).is_some();
    let number = |name| fetch.get(name).and_then(|value| value.parse::<u32>().ok());
    let is_paged = has("count") || has("page") || has("paging-cookie");
    let is_counted = has("returntotalrecordcount");
    found.check(
        !(has("top") && (is_paged || is_counted)),
        &rules::FETCH_PAGES,
        "`top`",
    );
    for (name, maximum) in [("top", 5_000), ("count", 5_000), ("page", u32::MAX)] {
        if has(name) {
            let is_valid = number(name).is_some_and(|value| (1..=maximum).contains(&value));
            found.check(is_valid, &rules::FETCH_PAGES, name);
        }
    }
    let is_later = number("page").is_some_and(|page| page > 1);
    found.check(
        is_later || !has("paging-cookie"),
        &rules::FETCH_PAGES,
        "`paging-cookie`",
    );
}
