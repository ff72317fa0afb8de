use core::fmt::Write as _;
use std::mem;

use dataverse_schema_runtime::info::ColumnKind;
use dataverse_schema_runtime::internal::{push_encoded, push_literal, push_quoted};

use crate::query::ast::{
    Arguments, ColumnPath, Condition, Expansion, Operand, Options, Own, RowsQuery, Sort,
};
use crate::request::push_query_option;

const AND: &str = "%20and%20";
const NAMESPACE: &str = "Microsoft.Dynamics.CRM.";

/// Returns the URL of a query for rows.
pub(crate) fn rows_url(query: &RowsQuery) -> String {
    let mut printer = Printer::new(&query.path, query.aliases.clone());
    let mut separator = '?';
    printer.options(&query.options, &mut separator, '&');
    if query.count {
        printer.option(&mut separator, '&', "$count=true");
    }
    printer.finish(separator, &query.own)
}

/// Returns the URL of the number of rows that match the filters of a query.
pub(crate) fn count_url(query: &RowsQuery) -> String {
    let mut printer = Printer::new(&format!("{}/$count", query.path), query.aliases.clone());
    let mut separator = '?';
    printer.filter_option(&query.options, &mut separator, '&');
    printer.finish(separator, &query.own)
}

/// Prints the options of a query, percent-encoded.
pub(super) struct Printer {
    pub(super) url: String,
    /// The values of parameter aliases. The service has none in expansions and aggregates.
    aliases: Vec<String>,
    /// Inside an expansion or an aggregate.
    pub(super) is_nested: bool,
    /// The number of lambdas around.
    variables: usize,
}

impl Printer {
    /// Creates a printer. The path has these parameter aliases, and the query's follow them.
    pub(super) fn new(path: &str, aliases: Vec<String>) -> Self {
        Self {
            url: path.to_owned(),
            aliases,
            is_nested: false,
            variables: 0,
        }
    }

    fn option(&mut self, separator: &mut char, next: char, name: &str) {
        self.url.push(mem::replace(separator, next));
        self.url.push_str(name);
    }

    /// Returns the URL with the parameter aliases, and with the options of the user.
    pub(super) fn finish(mut self, mut separator: char, own: &Own) -> String {
        for (index, alias) in mem::take(&mut self.aliases).iter().enumerate() {
            self.option(&mut separator, '&', "");
            let _ = write!(self.url, "@p{}={alias}", index + 1);
        }
        for (name, value) in &own.options {
            push_query_option(&mut self.url, name, value);
        }
        self.url
    }

    fn options(&mut self, options: &Options, separator: &mut char, next: char) {
        if !options.select.is_empty() {
            self.option(separator, next, "$select=");
            let names = options.select.iter().map(|column| column.property);
            self.list(names, |printer, name| printer.url.push_str(name));
        }
        self.filter_option(options, separator, next);
        self.order_by(&options.order_by, separator, next);
        if let Some(top) = options.top {
            self.option(separator, next, "$top=");
            let _ = write!(self.url, "{top}");
        }
        if !options.expand.is_empty() {
            self.option(separator, next, "$expand=");
            let is_nested = mem::replace(&mut self.is_nested, true);
            self.list(&options.expand, Self::expansion);
            self.is_nested = is_nested;
        }
    }

    fn filter_option(&mut self, options: &Options, separator: &mut char, next: char) {
        if !options.filter.is_empty() {
            self.option(separator, next, "$filter=");
            self.filter(&options.filter);
        }
    }

    pub(super) fn order_by(&mut self, order_by: &[Sort], separator: &mut char, next: char) {
        if order_by.is_empty() {
            return;
        }
        self.option(separator, next, "$orderby=");
        self.list(order_by, |printer, sort| {
            printer.column(&sort.path);
            if sort.is_descending {
                printer.url.push_str("%20desc");
            }
        });
    }

    pub(super) fn list<I>(
        &mut self,
        items: impl IntoIterator<Item = I>,
        mut print: impl FnMut(&mut Self, I),
    ) {
        for (index, item) in items.into_iter().enumerate() {
            if index > 0 {
                self.url.push(',');
            }
            print(self, item);
        }
    }

    fn expansion(&mut self, expansion: &Expansion) {
        self.url.push_str(expansion.navigation);
        if expansion.is_reference {
            self.url.push_str("/$ref");
            return;
        }
        let mut separator = '(';
        self.options(&expansion.options, &mut separator, ';');
        if separator == ';' {
            self.url.push(')');
        }
    }

    /// Prints a column, which inside a lambda belongs to the variable of the innermost one.
    fn operand(&mut self, path: &ColumnPath) {
        if self.variables > 0 {
            let _ = write!(self.url, "o{}/", self.variables);
        }
        self.column(path);
    }

    pub(super) fn column(&mut self, path: &ColumnPath) {
        for step in &path.navigation {
            self.url.push_str(step.navigation_property());
            self.url.push('/');
        }
        self.url.push_str(path.column.property);
        if matches!(path.column.kind, ColumnKind::ManagedProperty) {
            self.url.push_str("/Value");
        }
    }

    /// Prints conditions as one that holds if all of them do.
    pub(super) fn filter(&mut self, conditions: &[Condition]) {
        let is_alone = conditions.len() == 1;
        for (index, condition) in conditions.iter().enumerate() {
            if index > 0 {
                self.url.push_str(AND);
            }
            let is_part = !is_alone && !matches!(condition, Condition::And(_));
            self.condition(condition, is_part);
        }
    }

    /// Prints a condition. One that is part of another has parentheses where they are needed.
    fn condition(&mut self, condition: &Condition, is_part: bool) {
        match condition {
            Condition::Compare {
                path,
                operator,
                operand,
            } => {
                self.operand(path);
                let _ = write!(self.url, "%20{operator}%20");
                match operand {
                    Operand::Null => self.url.push_str("null"),
                    Operand::Value(value) => push_literal(&mut self.url, value),
                    Operand::Column(path) => self.operand(path),
                }
            }
            Condition::Text {
                function,
                path,
                text,
            } => {
                let _ = write!(self.url, "{function}(");
                self.operand(path);
                self.url.push(',');
                push_quoted(&mut self.url, &escape_wildcards(text));
                self.url.push(')');
            }
            Condition::Function {
                name,
                path,
                arguments,
                ..
            } => self.function(name, path, arguments),
            Condition::Unchecked(text) => {
                self.url.push('(');
                push_encoded(&mut self.url, text);
                self.url.push(')');
            }
            Condition::And(all) => self.joined(all, AND, is_part),
            Condition::Or(any) => self.joined(any, "%20or%20", is_part),
            Condition::Not(inner) => {
                self.url.push_str("not%20(");
                self.condition(inner, false);
                self.url.push(')');
            }
            Condition::Lambda {
                quantifier,
                step,
                condition,
            } => self.lambda(quantifier, step.navigation_property(), condition.as_deref()),
        }
    }

    fn joined(&mut self, conditions: &[Condition], operator: &str, is_part: bool) {
        if is_part {
            self.url.push('(');
        }
        for (index, condition) in conditions.iter().enumerate() {
            if index > 0 {
                self.url.push_str(operator);
            }
            self.condition(condition, true);
        }
        if is_part {
            self.url.push(')');
        }
    }

    fn lambda(&mut self, quantifier: &str, navigation: &str, condition: Option<&Condition>) {
        if self.variables > 0 {
            let _ = write!(self.url, "o{}/", self.variables);
        }
        let _ = write!(self.url, "{navigation}/{quantifier}(");
        if let Some(condition) = condition {
            self.variables += 1;
            let _ = write!(self.url, "o{}:", self.variables);
            self.condition(condition, false);
            self.variables -= 1;
        }
        self.url.push(')');
    }

    fn function(&mut self, name: &str, path: &ColumnPath, arguments: &Arguments) {
        let _ = write!(self.url, "{NAMESPACE}{name}(PropertyName=");
        // Query functions name a lookup by its logical name, not by its property.
        let property = match path.column.kind {
            ColumnKind::Lookup { .. } | ColumnKind::Customer { .. } | ColumnKind::Owner { .. } => {
                path.column.logical_name
            }
            _ => path.column.property,
        };
        push_quoted(&mut self.url, property);
        match arguments {
            Arguments::None => {}
            Arguments::Number(number) => {
                let _ = write!(self.url, ",PropertyValue={number}");
            }
            Arguments::Value(value) => {
                self.url.push_str(",PropertyValue=");
                push_quoted(&mut self.url, &value.to_string());
            }
            Arguments::Numbers(first, second) => {
                let _ = write!(self.url, ",PropertyValue1={first},PropertyValue2={second}");
            }
            Arguments::List(values) => self.property_values(array(values)),
            Arguments::Options(options) => self.property_values(array(options)),
        }
        self.url.push(')');
    }

    fn property_values(&mut self, list: String) {
        self.url.push_str(",PropertyValues=");
        if self.is_nested {
            self.url.push_str(&list);
        } else {
            self.aliases.push(list);
            let _ = write!(self.url, "@p{}", self.aliases.len());
        }
    }
}

/// Returns values as an encoded JSON array of strings.
fn array(values: &[impl ToString]) -> String {
    let texts: Vec<String> = values.iter().map(ToString::to_string).collect();
    let json = serde_json::to_string(&texts).expect("a list of strings serializes");
    let mut list = String::new();
    push_encoded(&mut list, &json);
    list
}

/// Puts wildcards in brackets, as the string functions would otherwise interpret them.
pub(crate) fn escape_wildcards(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '%' | '_' | '[' => escaped.extend(['[', c, ']']),
            _ => escaped.push(c),
        }
    }
    escaped
}
