use test_support::book::fetch::Element;

use super::{Cell, Database, Row, TODAY, USER, WEEK_AGO, compare, sorted};

/// Returns the rows that a query in FetchXML finds.
pub(crate) fn found_by_fetch<'r>(database: &'r Database, xml: &str) -> Vec<&'r Row> {
    let fetch = Element::parse(xml).expect("XML");
    let entity = fetch.children("entity").next().expect("a table");
    let scope = |row| Scope {
        database,
        entity,
        row,
    };
    let rows = &database[entity.get("name").expect("a name")];
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
struct Scope<'e, 'r> {
    database: &'r Database,
    entity: &'e Element,
    row: &'r Row,
}

impl<'e, 'r> Scope<'e, 'r> {
    fn matches_all(self, node: &'e Element) -> bool {
        node.children("filter").all(|filter| self.matches(filter))
    }

    fn matches(self, filter: &'e Element) -> bool {
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

    fn link(self, link: &'e Element) -> bool {
        let mut matching = self.rows(link, self.row).map(|row| {
            let scope = Scope {
                database: self.database,
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

    /// Returns the rows that are linked to a row.
    fn rows(self, link: &Element, row: &'r Row) -> impl Iterator<Item = &'r Row> {
        let column = |name| link.get(name).expect("a column").to_owned();
        let (from, to) = (column("from"), row.get(&column("to")));
        let rows = &self.database[link.get("name").expect("a table")];
        rows.iter()
            .filter(move |row| to.is_some() && row.get(&from) == to)
    }

    /// Returns the value of the column that an element names.
    fn value(self, element: &Element) -> Option<&'r Cell> {
        self.column(
            element.get("entityname"),
            element.get("attribute").expect("a column"),
        )
    }

    fn column(self, alias: Option<&str>, column: &str) -> Option<&'r Cell> {
        let row = match alias {
            None => Some(self.row),
            Some(alias) => self
                .linked(self.entity, alias, Some(self.row))
                .expect("an alias"),
        };
        row?.get(column)
    }

    /// Returns the row of the link with this alias, or `None` if there is no link.
    fn linked(self, node: &Element, alias: &str, row: Option<&'r Row>) -> Option<Option<&'r Row>> {
        node.children("link-entity").find_map(|link| {
            assert_eq!(link.get("link-type"), Some("outer"));
            let next = row.and_then(|row| self.rows(link, row).next());
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
        let operator = condition.get("operator").expect("an operator");
        if let Some(other) = condition.get("valueof") {
            let other = match other.split_once('.') {
                Some((alias, column)) => self.column(Some(alias), column),
                None => self.column(None, other),
            };
            return compare(value, operator, other);
        }
        let values: Vec<&str> = condition.children.iter().map(|item| &*item.text).collect();
        let listed = || match value {
            Some(Cell::Options(_)) => value == Some(&Cell::options(&values.join(","))),
            Some(value) => values.iter().any(|item| *value == value.like(item)),
            None => false,
        };
        let is = |holds: &dyn Fn(&Cell) -> bool| value.is_some_and(holds);
        match operator {
            "null" => value.is_none(),
            "not-null" => value.is_some(),
            "like" => is_like(value, argument) == Some(true),
            "not-like" => is_like(value, argument) == Some(false),
            "in" => listed(),
            "not-in" => !listed(),
            "between" => {
                is(&|value| (value.like(values[0])..=value.like(values[1])).contains(value))
            }
            "contain-values" => is(&|value| value.has_any(values.iter().copied())),
            "eq-userid" => value == Some(&Cell::Text(USER.to_owned())),
            "today" => is(&|value| value.day() == TODAY),
            "last-x-days" => {
                assert_eq!(argument, "7");
                is(&|value| (WEEK_AGO..=TODAY).contains(&value.day()))
            }
            "on-or-after" => is(&|value| value.day() >= value.like(argument).day()),
            "in-fiscal-period-and-year" => {
                assert_eq!(values, ["2", "2026"]);
                is(&|value| ("2026-04-01".."2026-07-01").contains(&value.day()))
            }
            _ => {
                let other = value.map(|value| value.like(argument));
                compare(value, operator, other.as_ref())
            }
        }
    }
}

/// Returns whether text matches a pattern, or `None` without text.
fn is_like(value: Option<&Cell>, pattern: &str) -> Option<bool> {
    let Some(Cell::Text(text)) = value else {
        return None;
    };
    Some(matches(text, pattern))
}

fn matches(text: &str, pattern: &str) -> bool {
    let mut rest = pattern.chars();
    let Some(first) = rest.next() else {
        return text.is_empty();
    };
    let mut after = text.chars();
    let next = after.next();
    match first {
        '%' => matches(text, rest.as_str()) || next.is_some() && matches(after.as_str(), pattern),
        '_' => next.is_some() && matches(after.as_str(), rest.as_str()),
        '[' => {
            let (set, rest) = rest.as_str().split_once(']').expect("a set");
            next.is_some_and(|next| set.contains(next)) && matches(after.as_str(), rest)
        }
        _ => next == Some(first) && matches(after.as_str(), rest.as_str()),
    }
}
