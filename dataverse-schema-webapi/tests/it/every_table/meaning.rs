//! Evaluates the meaning of random queries over rows. Independent parsers compare it with the URLs.

use serde_json::Value;
use test_support::book::{Book, Navigation, Table};

use crate::evaluation::{Cell, Database, Row, TODAY, USER, WEEK_AGO, compare, sorted};

/// Returns the rows of a table that a query finds.
pub(super) fn found_by_meaning<'r>(
    book: &Book,
    database: &'r Database,
    table: &Table,
    meant: &Value,
) -> Vec<&'r Row> {
    let scope = |row| Scope {
        book,
        database,
        table,
        row,
    };
    let rows = database[&table.name].iter();
    let rows = rows.filter(|row| {
        let filter = meant.get("filter");
        filter.is_none_or(|filter| scope(*row).holds(filter) == Some(true))
    });
    let orders: Vec<&Value> = meant["order_by"].as_array().into_iter().flatten().collect();
    let found = rows.map(|row| {
        let keys = orders.iter().map(|order| {
            let value = scope(row).value(text(&order[0]));
            value.cloned()
        });
        (keys.collect(), row)
    });
    let descending: Vec<bool> = orders.iter().map(|order| order[1] == "desc").collect();
    let top = meant["top"]
        .as_u64()
        .and_then(|top| usize::try_from(top).ok());
    sorted(found.collect(), &descending, top)
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a string")
}

/// A row of a table.
#[derive(Clone, Copy)]
struct Scope<'b, 'r> {
    book: &'b Book,
    database: &'r Database,
    table: &'b Table,
    row: &'r Row,
}

impl<'b, 'r> Scope<'b, 'r> {
    /// Returns whether the row matches a condition; `None` for text functions without text, as in
    /// OData.
    fn holds(self, tree: &Value) -> Option<bool> {
        let all = |trees: &Value| -> Vec<Option<bool>> {
            let trees = trees.as_array().into_iter().flatten();
            trees.map(|tree| self.holds(tree)).collect()
        };
        if let Some(trees) = tree.get("and") {
            let all = all(trees);
            let is_known = !all.contains(&None);
            return (is_known || all.contains(&Some(false))).then(|| !all.contains(&Some(false)));
        }
        if let Some(trees) = tree.get("or") {
            let any = all(trees);
            let is_known = !any.contains(&None);
            return (is_known || any.contains(&Some(true))).then(|| any.contains(&Some(true)));
        }
        if let Some(inner) = tree.get("not") {
            return self.holds(inner).map(|holds| !holds);
        }
        if let Some(quantifier) = tree.get("lambda") {
            return Some(self.lambda(text(quantifier), tree));
        }
        if let Some(function) = tree.get("call") {
            let Some(Cell::Text(value)) = self.value(text(&tree["path"])) else {
                return None;
            };
            let part = text(&tree["string"]);
            return Some(match text(function) {
                "contains" => value.contains(part),
                "startswith" => value.starts_with(part),
                _ => value.ends_with(part),
            });
        }
        if let Some(function) = tree.get("function") {
            let (_, name) = text(function).rsplit_once('.').expect("a namespace");
            return Some(self.function(name, &tree["arguments"]));
        }
        Some(self.comparison(tree))
    }

    fn lambda(self, quantifier: &str, tree: &Value) -> bool {
        let (to, rows) = self.list(text(&tree["path"]));
        let mut inner = rows.into_iter().map(|row| {
            let scope = Scope {
                table: to,
                row,
                ..self
            };
            match tree.get("filter") {
                Some(filter) => scope.holds(filter),
                None => Some(true),
            }
        });
        match quantifier {
            "any" => inner.any(|holds| holds == Some(true)),
            _ => !inner.any(|holds| holds == Some(false)),
        }
    }

    fn comparison(self, tree: &Value) -> bool {
        let operator = text(&tree["op"]);
        let value = self.value(text(&tree["path"]));
        let literal = tree["value"].as_object().expect("a literal");
        let (kind, literal) = literal.iter().next().expect("a literal");
        match &**kind {
            "null" => value.is_none() == (operator == "eq"),
            "path" => compare(value, operator, self.value(text(literal))),
            _ => {
                let other = match literal {
                    Value::Bool(is_set) => u8::from(*is_set).to_string(),
                    literal => text(literal).to_owned(),
                };
                let other = value.map(|value| value.like(&other));
                compare(value, operator, other.as_ref())
            }
        }
    }

    fn function(self, name: &str, arguments: &Value) -> bool {
        let value = self.row.get(text(&arguments["PropertyName"]["string"]));
        let list = arguments["PropertyValues"]["list"].as_array();
        let list: Vec<&str> = list.into_iter().flatten().map(text).collect();
        let Some(value) = value else {
            return name == "NotIn";
        };
        match name {
            "NotIn" => !list.iter().any(|item| *value == value.like(item)),
            "Between" => *value >= value.like(list[0]) && *value <= value.like(list[1]),
            "ContainValues" => value.has_any(list.into_iter()),
            "EqualUserId" => *value == Cell::Text(USER.to_owned()),
            "Today" => value.day() == TODAY,
            "LastXDays" => (WEEK_AGO..=TODAY).contains(&value.day()),
            "OnOrAfter" => {
                let first = text(&arguments["PropertyValue"]["string"]);
                value.day() >= value.like(first).day()
            }
            "InFiscalPeriodAndYear" => ["2026-04", "2026-05", "2026-06"]
                .iter()
                .any(|month| value.day().starts_with(month)),
            _ => panic!("{name}"),
        }
    }

    /// Returns the value at the end of a path.
    fn value(self, path: &str) -> Option<&'r Cell> {
        let path = without_variable(path);
        match path.split_once('/') {
            None | Some((_, "Value")) => {
                let name = path.strip_suffix("/Value").unwrap_or(path);
                self.row.get(&self.table.property(name)?.name)
            }
            Some((navigation, rest)) => {
                let navigation = self.navigation(navigation);
                let to = self.book.table(&navigation.to)?;
                let id = self.row.get(&navigation.lookup)?;
                let mut rows = self.database[&to.name].iter();
                let row = rows.find(|row| row.get(&to.primary_id) == Some(id))?;
                let scope = Scope {
                    table: to,
                    row,
                    ..self
                };
                scope.value(rest)
            }
        }
    }

    /// Returns the relationship over a navigation property. Pages may list several, of which the
    /// types have one.
    fn navigation(self, name: &str) -> &'b Navigation {
        let mut known = self.table.navigation(name).iter();
        let found = known.find(|navigation| self.database.contains_key(&navigation.to));
        found.unwrap_or_else(|| panic!("`{name}` of `{}`", self.table.name))
    }

    /// Returns the table and the rows that a list leads to.
    fn list(self, path: &str) -> (&'b Table, Vec<&'r Row>) {
        let navigation = self.navigation(without_variable(path));
        let to = self.book.table(&navigation.to).expect("a table");
        let id = self.row.get(&self.table.primary_id);
        let rows = self.database[&to.name].iter();
        let rows = rows.filter(|row| id.is_some() && row.get(&navigation.lookup_of_rows) == id);
        (to, rows.collect())
    }
}

/// Returns a path without the variable of a lambda.
fn without_variable(path: &str) -> &str {
    match path.split_once('/') {
        Some((variable, rest))
            if variable.starts_with('o') && variable[1..].parse::<u32>().is_ok() =>
        {
            rest
        }
        _ => path,
    }
}
