//! Evaluates FetchXML over rows of one table.

use test_support::book::fetch::Element;

use super::rows::{Cell, Row, compare, sorted};

/// Returns the ids of the rows that a query returns.
pub(super) fn ids(rows: &[Row], xml: &str) -> Vec<Cell> {
    let xml: String = xml.lines().map(str::trim).collect();
    let fetch = Element::parse(&xml).expect("XML");
    let entity = fetch.children("entity").next().expect("a table");
    let scope = |row| Scope { rows, entity, row };
    let found = rows.iter().filter(|row| scope(row).matches_all(entity));
    let orders: Vec<&Element> = entity.children("order").collect();
    let found = found.map(|row| {
        let keys = orders.iter().map(|order| scope(row).value(order).cloned());
        (keys.collect(), row)
    });
    let descending: Vec<bool> = orders
        .iter()
        .map(|order| order.get("descending") == Some("true"))
        .collect();
    let top = fetch.get("top").map(|top| top.parse().expect("a number"));
    sorted(found.collect(), &descending, top)
}

/// A row of a table or of a link in a filter.
#[derive(Clone, Copy)]
struct Scope<'r> {
    rows: &'r [Row],
    entity: &'r Element,
    row: &'r Row,
}

impl<'r> Scope<'r> {
    fn matches_all(self, node: &'r Element) -> bool {
        node.children("filter").all(|filter| self.matches(filter))
    }

    fn matches(self, filter: &'r Element) -> bool {
        let mut children = filter.children.iter().map(|child| match &*child.name {
            "filter" => self.matches(child),
            "condition" => self.holds(child),
            _ => self.link(child),
        });
        match filter.get("type") {
            Some("or") => children.any(|holds| holds),
            _ => children.all(|holds| holds),
        }
    }

    fn link(self, link: &'r Element) -> bool {
        let linked = self.rows.iter().filter(|row| {
            let from = row.get(link.get("from").expect("a column"));
            from.is_some() && from == self.row.get(link.get("to").expect("a column"))
        });
        let mut matching = linked.map(|row| {
            let scope = Scope {
                rows: self.rows,
                entity: link,
                row,
            };
            scope.matches_all(link)
        });
        match link.get("link-type") {
            Some("any") => matching.any(|matches| matches),
            Some("not any") => !matching.any(|matches| matches),
            other => panic!("{other:?}"),
        }
    }

    /// Returns the value of the column that an element names.
    fn value(self, element: &Element) -> Option<&'r Cell> {
        let row = match element.get("entityname") {
            None => Some(self.row),
            Some(alias) => self
                .linked(self.entity, alias, Some(self.row))
                .expect("an alias"),
        };
        row?.get(element.get("attribute").expect("a column"))
    }

    /// Returns the row of the link with this alias, or `None` if there is no link.
    fn linked(self, node: &Element, alias: &str, row: Option<&'r Row>) -> Option<Option<&'r Row>> {
        node.children("link-entity").find_map(|link| {
            assert_eq!(link.get("link-type"), Some("outer"));
            let next = row.and_then(|row| {
                let to = row.get(link.get("to").expect("a column"))?;
                let from = link.get("from").expect("a column");
                self.rows.iter().find(|row| row.get(from) == Some(to))
            });
            if link.get("alias") == Some(alias) {
                Some(next)
            } else {
                self.linked(link, alias, next)
            }
        })
    }

    fn holds(self, condition: &Element) -> bool {
        let value = self.value(condition);
        let argument = condition.get("value").unwrap_or_default();
        let listed = || {
            let mut values = condition.children.iter();
            value.is_some_and(|value| values.any(|item| value == &value.like(&item.text)))
        };
        match condition.get("operator").expect("an operator") {
            "null" => value.is_none(),
            "not-null" => value.is_some(),
            "like" => is_like(value, argument) == Some(true),
            "not-like" => is_like(value, argument) == Some(false),
            "in" => listed(),
            "not-in" => !listed(),
            operator => match value {
                Some(value) => compare(Some(value), operator, &value.like(argument)),
                None => compare(None, operator, &Cell::Number(0)),
            },
        }
    }
}

/// Returns whether text contains or starts with another, or `None` without text.
fn is_like(value: Option<&Cell>, pattern: &str) -> Option<bool> {
    let Some(Cell::Text(text)) = value else {
        return None;
    };
    let part = pattern.trim_matches('%');
    Some(match pattern.strip_prefix('%') {
        Some(_) => text.contains(part),
        None => text.starts_with(part),
    })
}
