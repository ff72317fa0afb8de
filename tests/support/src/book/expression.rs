//! Expressions of `$filter` and `$apply`: which names they contain.

use std::collections::BTreeMap;

use super::Book;
use super::query::check_column;
use super::rules::{self, Rule};
use super::table::Table;
use super::url::is_guid;
use super::violations::Violations;

/// The words of expressions that aren't names of properties.
const WORDS: &[&str] = &[
    "eq",
    "ne",
    "gt",
    "ge",
    "lt",
    "le",
    "and",
    "or",
    "not",
    "null",
    "true",
    "false",
    "contains",
    "startswith",
    "endswith",
    "groupby",
    "aggregate",
    "filter",
    "with",
    "as",
    "sum",
    "average",
    "min",
    "max",
    "countdistinct",
    "$count",
    "asc",
    "desc",
    "any",
    "all",
];

/// A token of an expression.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    /// A name, a path, or a word.
    Name(String),
    Text(String),
    /// A number, a date, or a GUID.
    Literal,
    Symbol(char),
}

/// The names that an expression may contain.
pub(super) struct Scope<'a> {
    pub(super) table: &'a Table,
    pub(super) book: &'a Book,
    aliases: &'a [&'a (String, String)],
}

impl<'a> Scope<'a> {
    pub(super) fn new(
        book: &'a Book,
        table: &'a Table,
        aliases: &'a [&'a (String, String)],
    ) -> Self {
        Self {
            table,
            book,
            aliases,
        }
    }

    /// Checks the path of a property from the table.
    pub(super) fn check_path(&self, path: &str, rule: &'static Rule, found: &mut Violations) {
        match self.aliases.iter().find(|(name, _)| name == path) {
            Some((_, value)) => self.check_path_from(Some(self.table), value, rule, found),
            None => self.check_path_from(Some(self.table), path, rule, found),
        }
    }

    /// Checks a path, and returns the table that it leads to if that is in the book.
    fn check_path_from(
        &self,
        table: Option<&'a Table>,
        path: &str,
        rule: &'static Rule,
        found: &mut Violations,
    ) {
        let (mut table, mut rest) = (table, path);
        while let Some(known) = table {
            let (name, after) = rest.split_once('/').unwrap_or((rest, ""));
            let navigations = known.navigation(name);
            if !after.is_empty() && !navigations.is_empty() {
                table = self.target(known, name);
                rest = after;
                continue;
            }
            let is_managed = known
                .property(name)
                .is_some_and(|column| column.kind == "ManagedProperty");
            let is_end = after.is_empty() || is_managed && after == "Value";
            found.check(is_end, rule, path);
            return check_column(known, name, rule, found);
        }
    }

    fn target(&self, table: &Table, navigation: &str) -> Option<&'a Table> {
        self.book.related(table.navigation(navigation))
    }

    /// Checks the names in an expression.
    pub(super) fn check_expression(
        &self,
        expression: &str,
        rule: &'static Rule,
        found: &mut Violations,
    ) {
        let tokens = tokens(expression);
        let mut variables: BTreeMap<String, Option<&Table>> = BTreeMap::new();
        let mut named = Vec::new();
        for (index, token) in tokens.iter().enumerate() {
            let Token::Name(name) = token else {
                continue;
            };
            let after = tokens.get(index + 1);
            let before = index.checked_sub(1).and_then(|index| tokens.get(index));
            let is_after_as = before == Some(&Token::Name("as".into()));
            if is_after_as {
                named.push(name.clone());
                continue;
            }
            if after == Some(&Token::Symbol('=')) {
                if name == "PropertyName" {
                    self.check_property_name(tokens.get(index + 2), rule, found);
                }
                continue;
            }
            let (first, rest) = name.split_once('/').unwrap_or((name, ""));
            let (start, path) = match variables.get(first) {
                Some(start) => (*start, rest),
                None => (Some(self.table), &**name),
            };
            if let Some(list) = path.strip_suffix("/any").or(path.strip_suffix("/all")) {
                let to = self.check_list(start, list, rule, found);
                if let (Some(Token::Name(variable)), Some(Token::Symbol(':'))) =
                    (tokens.get(index + 2), tokens.get(index + 3))
                {
                    variables.insert(variable.clone(), to);
                }
                continue;
            }
            let is_function = name.starts_with("Microsoft.Dynamics.CRM.");
            let is_declared = after == Some(&Token::Symbol(':'));
            let is_alias = name.starts_with('@');
            if is_alias {
                let is_known = self.aliases.iter().any(|(known, _)| known == name);
                found.check(is_known, rule, name);
            }
            if is_function || is_declared || is_alias || named.contains(name) || path.is_empty() {
                continue;
            }
            if !WORDS.contains(&&**name) {
                self.check_path_from(start, path, rule, found);
            }
        }
    }

    /// Checks the path of a list of rows, and returns their table if it is in the book.
    fn check_list(
        &self,
        start: Option<&'a Table>,
        path: &str,
        rule: &'static Rule,
        found: &mut Violations,
    ) -> Option<&'a Table> {
        let mut table = start?;
        let names: Vec<&str> = path.split('/').collect();
        for (index, name) in names.iter().enumerate() {
            let navigations = table.navigation(name);
            let is_last = index + 1 == names.len();
            let is_list = navigations.iter().any(|navigation| navigation.is_list);
            found.check(!navigations.is_empty() && is_list == is_last, rule, path);
            table = self.target(table, name)?;
        }
        Some(table)
    }

    fn check_property_name(
        &self,
        token: Option<&Token>,
        rule: &'static Rule,
        found: &mut Violations,
    ) {
        let name = match token {
            Some(Token::Text(name)) => name.clone(),
            Some(Token::Name(alias)) => {
                let alias = self.aliases.iter().find(|(name, _)| name == alias);
                let text = alias.map_or("", |(_, value)| value).trim_matches('\'');
                text.to_owned()
            }
            _ => String::new(),
        };
        let column = self.table.column(&name);
        let is_readable = column.is_some_and(|column| column.is_readable());
        found.check(is_readable, rule, format_args!("PropertyName '{name}'"));
        if column.is_some_and(|column| column.is_description) {
            found.add(
                &rules::NO_PROPERTY_COLUMN,
                format_args!("PropertyName '{name}'"),
            );
        }
    }
}

fn tokens(expression: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = expression;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '\'' => {
                let length = text_length(rest);
                tokens.push(Token::Text(
                    rest[1..length].trim_end_matches('\'').replace("''", "'"),
                ));
                length
            }
            '"' => {
                tokens.push(Token::Literal);
                quoted_length(rest)
            }
            _ if is_word(c) => {
                let length = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
                let word = &rest[..length];
                let is_literal = c.is_ascii_digit() || c == '-' || is_guid(word);
                tokens.push(if is_literal {
                    Token::Literal
                } else {
                    Token::Name(word.to_owned())
                });
                length
            }
            ' ' => 1,
            _ => {
                tokens.push(Token::Symbol(c));
                c.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    // The colons in the time of a date are no lambda operators.
    let mut index = 1;
    while index < tokens.len() {
        let is_clock = tokens[index] == Token::Symbol(':') && tokens[index - 1] == Token::Literal;
        if is_clock {
            tokens.drain(index..=(index + 1).min(tokens.len() - 1));
        } else {
            index += 1;
        }
    }
    tokens
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || "_./@$-".contains(c)
}

/// Returns the length of a string in double quotes, in which a backslash escapes a character.
fn quoted_length(text: &str) -> usize {
    let mut is_escaped = false;
    let mut characters = text.char_indices().skip(1);
    let end = characters.find(|(_, c)| {
        let is_end = *c == '"' && !is_escaped;
        is_escaped = *c == '\\' && !is_escaped;
        is_end
    });
    end.map_or(text.len(), |(index, _)| index + 1)
}

/// Returns the length of a string with its quotes.
fn text_length(text: &str) -> usize {
    let mut end = 1;
    while let Some(quote) = text[end..].find('\'') {
        end += quote + 1;
        if !text[end..].starts_with('\'') {
            return end;
        }
        end += 1;
    }
    text.len()
}
