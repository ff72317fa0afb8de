use std::collections::BTreeMap;

use test_support::book::fetch::Element;

use super::{Cell, Database, Row, TODAY, USER, WEEK_AGO, compare, sorted};

/// Returns the rows that a query in FetchXML finds, once for each of their linked rows.
pub(crate) fn found_by_fetch<'r>(database: &'r Database, xml: &str) -> Vec<&'r Row> {
    let fetch = Element::parse(xml).expect("XML");
    let entity = fetch.children("entity").next().expect("a table");
    let found = joined(database, entity);
    let orders: Vec<&Element> = entity.children("order").collect();
    let found = found.iter().map(|joined| {
        let scope = joined.scope(database);
        let keys = orders.iter().map(|order| scope.value(order).cloned());
        (keys.collect(), joined.row)
    });
    let descending: Vec<bool> = orders
        .iter()
        .map(|order| order.get("descending") == Some("true"))
        .collect();
    let top = fetch.get("top").map(|top| top.parse().expect("a number"));
    sorted(found.collect(), &descending, top)
}

/// A row of the queried table, with the rows of its links by their aliases.
#[derive(Clone)]
pub(super) struct JoinedRow<'r> {
    pub(super) row: &'r Row,
    pub(super) linked: Linked<'r>,
}
type Linked<'r> = BTreeMap<String, Option<&'r Row>>;

impl<'r> JoinedRow<'r> {
    fn scope<'j>(&'j self, database: &'r Database) -> Scope<'j, 'r> {
        Scope {
            database,
            linked: &self.linked,
            row: self.row,
        }
    }

    /// Returns the row of the link with this alias, or of the table without one.
    pub(super) fn row_of(&self, alias: Option<&str>) -> Option<&'r Row> {
        alias.map_or(Some(self.row), |alias| self.linked[alias])
    }
}

/// Returns the rows that match the filter of a table, with each combination of linked rows.
pub(super) fn joined<'r>(database: &'r Database, entity: &Element) -> Vec<JoinedRow<'r>> {
    let rows = &database[entity.get("name").expect("a name")];
    let rows = rows.iter().flat_map(|row| {
        let joined = combinations(database, entity, Some(row));
        joined
            .into_iter()
            .map(move |linked| JoinedRow { row, linked })
    });
    rows.filter(|joined| joined.scope(database).matches_all(entity))
        .collect()
}

/// Returns each combination of the rows that the links of a node lead to.
fn combinations<'r>(
    database: &'r Database,
    node: &Element,
    row: Option<&'r Row>,
) -> Vec<Linked<'r>> {
    let mut all = vec![Linked::new()];
    for link in node.children("link-entity") {
        let next = linked_rows(database, link, row);
        all = all
            .iter()
            .flat_map(|before| {
                next.iter().map(|after| {
                    let mut both = before.clone();
                    both.extend(after.clone());
                    both
                })
            })
            .collect();
    }
    all
}

/// Returns the rows of a link and of the links in it.
fn linked_rows<'r>(
    database: &'r Database,
    link: &Element,
    row: Option<&'r Row>,
) -> Vec<Linked<'r>> {
    let none = Linked::new();
    let matching = row.into_iter().flat_map(|row| rows_of(database, link, row));
    let matching = matching.filter(|row| {
        let scope = Scope {
            database,
            linked: &none,
            row,
        };
        scope.matches_all(link)
    });
    let with_alias = |row: Option<&'r Row>| {
        let mut all = combinations(database, link, row);
        if let Some(alias) = link.get("alias") {
            all.iter_mut().for_each(|linked| {
                linked.insert(alias.to_owned(), row);
            });
        }
        all
    };
    let found: Vec<Linked<'r>> = matching.flat_map(|row| with_alias(Some(row))).collect();
    match link.get("link-type") {
        Some("inner") => found,
        Some("outer") if found.is_empty() => with_alias(None),
        Some("outer") => found,
        Some("exists") => vec![none; usize::from(!found.is_empty())],
        other => panic!("{other:?}"),
    }
}

/// Returns the rows that a link leads to from a row.
fn rows_of<'r>(
    database: &'r Database,
    link: &Element,
    row: &'r Row,
) -> impl Iterator<Item = &'r Row> + use<'r> {
    let column = |name| link.get(name).expect("a column").to_owned();
    let (from, to) = (column("from"), row.get(&column("to")));
    let rows = &database[link.get("name").expect("a table")];
    rows.iter()
        .filter(move |row| to.is_some() && row.get(&from) == to)
}

/// A row of a table or of a link in a filter.
#[derive(Clone, Copy)]
struct Scope<'e, 'r> {
    database: &'r Database,
    linked: &'e Linked<'r>,
    row: &'r Row,
}

impl<'r> Scope<'_, 'r> {
    fn matches_all(self, node: &Element) -> bool {
        node.children("filter").all(|filter| self.matches(filter))
    }

    fn matches(self, filter: &Element) -> bool {
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

    fn link(self, link: &Element) -> bool {
        let none = Linked::new();
        let mut matching = rows_of(self.database, link, self.row).map(|row| {
            let scope = Scope {
                database: self.database,
                linked: &none,
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
        self.column(
            element.get("entityname"),
            element.get("attribute").expect("a column"),
        )
    }

    fn column(self, alias: Option<&str>, column: &str) -> Option<&'r Cell> {
        let row = match alias {
            None => Some(self.row),
            Some(alias) => self.linked[alias],
        };
        row?.get(column)
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
