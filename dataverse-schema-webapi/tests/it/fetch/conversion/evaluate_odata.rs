//! Evaluates the filter, the order, and `$top` of a URL over rows of one table.

use percent_encoding::percent_decode_str;

use crate::evaluation::{Cell, Row, compare, sorted};

/// Returns the rows that a query finds.
pub(super) fn found<'r>(rows: &'r [Row], url: &str) -> Vec<&'r Row> {
    let (_, options) = url.split_once('?').expect("options");
    let options: Vec<(String, String)> = options
        .split('&')
        .map(|option| {
            let (name, value) = option.split_once('=').expect("a value");
            let value = percent_decode_str(value).decode_utf8().expect("UTF-8");
            (name.to_owned(), value.into_owned())
        })
        .collect();
    let option = |name: &str| {
        let mut options = options.iter();
        options.find_map(|(known, value)| (known == name).then_some(&**value))
    };
    let filter = option("$filter").expect("a filter");
    let matches = |row: &&Row| {
        let mut parser = Parser {
            rest: filter,
            aliases: &options,
        };
        let expression = parser.or();
        assert_eq!(parser.rest, "", "{filter}");
        expression.holds(row, rows) == Some(true)
    };
    let orders: Vec<(&str, bool)> = option("$orderby")
        .expect("an order")
        .split(',')
        .map(|order| match order.strip_suffix(" desc") {
            Some(path) => (path, true),
            None => (order, false),
        })
        .collect();
    let found = rows.iter().filter(matches).map(|row| {
        let keys = orders
            .iter()
            .map(|(path, _)| value(path, row, rows).cloned());
        (keys.collect(), row)
    });
    let descending: Vec<bool> = orders.iter().map(|(_, descending)| *descending).collect();
    let top = option("$top").map(|top| top.parse().expect("a number"));
    sorted(found.collect(), &descending, top)
}

/// A part of a filter.
enum Expression {
    And(Vec<Expression>),
    Or(Vec<Expression>),
    Not(Box<Expression>),
    Compare(String, String, Option<String>),
    Text(&'static str, String, String),
    In(bool, String, Vec<String>),
    Any(Option<Box<Expression>>),
    All(Box<Expression>),
}

impl Expression {
    /// Returns whether a row matches; `None` for text functions without text, as in OData.
    fn holds(&self, row: &Row, rows: &[Row]) -> Option<bool> {
        let below = || {
            let parent = row.get("contoso_depotid");
            rows.iter()
                .filter(move |row| row.get("contoso_parentdepot") == parent)
        };
        match self {
            Self::And(all) => {
                let all: Vec<Option<bool>> = all.iter().map(|part| part.holds(row, rows)).collect();
                let is_unknown = all.contains(&None);
                if all.contains(&Some(false)) {
                    Some(false)
                } else {
                    (!is_unknown).then_some(true)
                }
            }
            Self::Or(any) => {
                let any: Vec<Option<bool>> = any.iter().map(|part| part.holds(row, rows)).collect();
                let is_unknown = any.contains(&None);
                if any.contains(&Some(true)) {
                    Some(true)
                } else {
                    (!is_unknown).then_some(false)
                }
            }
            Self::Not(inner) => inner.holds(row, rows).map(|holds| !holds),
            Self::Compare(path, operator, literal) => {
                let value = value(path, row, rows);
                Some(match (literal, value) {
                    (None, value) => value.is_none() == (operator == "eq"),
                    (Some(literal), value) => {
                        let other = value.map(|value| value.like(literal));
                        compare(value, operator, other.as_ref())
                    }
                })
            }
            Self::Text(function, path, part) => match value(path, row, rows) {
                Some(Cell::Text(text)) if *function == "contains" => Some(text.contains(part)),
                Some(Cell::Text(text)) => Some(text.starts_with(part)),
                _ => None,
            },
            Self::In(is_in, path, list) => {
                let value = value(path, row, rows);
                let is_listed =
                    value.is_some_and(|value| list.iter().any(|item| value == &value.like(item)));
                Some(is_listed == *is_in)
            }
            Self::Any(None) => Some(below().next().is_some()),
            Self::Any(Some(inner)) => Some(below().any(|row| inner.holds(row, rows) == Some(true))),
            Self::All(inner) => Some(!below().any(|row| inner.holds(row, rows) == Some(false))),
        }
    }
}

/// Returns the value at the end of a path of lookups.
fn value<'r>(path: &str, row: &'r Row, rows: &'r [Row]) -> Option<&'r Cell> {
    match path.split_once('/') {
        Some((_, rest)) => {
            let parent = row.get("contoso_parentdepot")?;
            let row = rows
                .iter()
                .find(|row| row.get("contoso_depotid") == Some(parent))?;
            value(rest, row, rows)
        }
        None if path == "_contoso_parentdepot_value" => row.get("contoso_parentdepot"),
        None => row.get(path),
    }
}

struct Parser<'f> {
    rest: &'f str,
    aliases: &'f [(String, String)],
}

impl<'f> Parser<'f> {
    fn take(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn expect(&mut self, text: &str) {
        assert!(self.take(text), "expected {text} before {}", self.rest);
    }

    /// Takes the text before one of these characters.
    fn until(&mut self, ends: &[char]) -> &'f str {
        let end = self.rest.find(ends).unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at(end);
        self.rest = rest;
        text
    }

    fn or(&mut self) -> Expression {
        let mut any = vec![self.and()];
        while self.take(" or ") {
            any.push(self.and());
        }
        Expression::Or(any)
    }

    fn and(&mut self) -> Expression {
        let mut all = vec![self.part()];
        while self.take(" and ") {
            all.push(self.part());
        }
        Expression::And(all)
    }

    fn part(&mut self) -> Expression {
        if self.take("not (") {
            let inner = self.or();
            self.expect(")");
            return Expression::Not(Box::new(inner));
        }
        if self.take("(") {
            let inner = self.or();
            self.expect(")");
            return inner;
        }
        for function in ["contains", "startswith"] {
            if self.take(&format!("{function}(")) {
                let path = self.path();
                self.expect(",");
                let part = self.quoted();
                self.expect(")");
                return Expression::Text(function, path, part);
            }
        }
        if self.take("Microsoft.Dynamics.CRM.") {
            return self.function();
        }
        let path = self.path();
        if self.take("(") {
            return self.lambda(&path);
        }
        self.expect(" ");
        let operator = self.until(&[' ']).to_owned();
        self.expect(" ");
        let literal = if self.take("null") {
            None
        } else if self.rest.starts_with('\'') {
            Some(self.quoted())
        } else {
            Some(self.until(&[' ', ')']).to_owned())
        };
        Expression::Compare(path, operator, literal)
    }

    fn function(&mut self) -> Expression {
        let is_in = self.until(&['(']) == "In";
        self.expect("(PropertyName=");
        let path = self.quoted();
        self.expect(",PropertyValues=");
        let alias = self.until(&[')']);
        self.expect(")");
        let mut aliases = self.aliases.iter();
        let list = aliases.find_map(|(name, value)| (name == alias).then_some(value));
        let list = serde_json::from_str(list.expect("an alias")).expect("a list");
        Expression::In(is_in, path, list)
    }

    /// Reads the condition of a list, whose path ends in `any` or `all`.
    fn lambda(&mut self, path: &str) -> Expression {
        if self.take(")") {
            return Expression::Any(None);
        }
        self.until(&[':']);
        self.expect(":");
        let inner = Box::new(self.or());
        self.expect(")");
        if path.ends_with("all") {
            Expression::All(inner)
        } else {
            Expression::Any(Some(inner))
        }
    }

    /// Reads a path, without the variable in front of it.
    fn path(&mut self) -> String {
        let path = self.until(&[' ', ',', '(', ')']);
        match path.split_once('/') {
            Some((variable, rest))
                if variable.starts_with('o') && variable[1..].parse::<u32>().is_ok() =>
            {
                rest.to_owned()
            }
            _ => path.to_owned(),
        }
    }

    fn quoted(&mut self) -> String {
        self.expect("'");
        let text = self.until(&['\'']).to_owned();
        self.expect("'");
        text
    }
}
