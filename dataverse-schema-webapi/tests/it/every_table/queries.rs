//! Random queries, as code and as their meaning: columns, operators, and literals.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use quote::ToTokens as _;
use serde_json::{Value, json};
use test_support::generated::{column_names, table_name};

/// Strings with special characters of URLs, quotes and wildcards; `PARTS` are arguments of
/// `contains` and similar functions.
pub(super) const TEXTS: [&str; 12] = [
    "",
    "a",
    "O'Brian",
    "''",
    "a b",
    "$&+,/:;=?@#",
    "100%",
    "%41",
    "é 😀 漢字",
    "a\tb\n",
    "\"[x]\"",
    "null",
];
pub(super) const PARTS: [&str; 6] = ["a", "O'Brian", "+123 &x=1", "é😀", "a/b(c)", "#;,"];
pub(super) const GUID: &str = "78914942-34cb-ed11-b596-0022481d68cd";

/// A table of the generated code, with what queries need.
pub(crate) struct Table {
    /// `account::Account`
    row: String,
    columns: Vec<Column>,
    relationships: Vec<Relationship>,
}

struct Column {
    field: String,
    logical_name: String,
    /// The type of its values in the generated code.
    value: String,
}

impl Column {
    /// Returns the property of the Web API.
    fn property(&self) -> String {
        if self.value.starts_with("__rt::Lookup<") {
            format!("_{}_value", self.logical_name)
        } else {
            self.logical_name.clone()
        }
    }
}

struct Relationship {
    /// The function that returns it.
    kind: &'static str,
    field: String,
    navigation: String,
    /// The name of the other table in `tables`.
    to: String,
}

impl Relationship {
    fn is_list(&self) -> bool {
        self.kind != "many_to_one"
    }
}

/// Returns the tables of generated code, by their names in `tables`; navigation properties come
/// from the pages.
pub(crate) fn tables(code: &syn::File, pages: &Path) -> HashMap<String, Table> {
    let mut tables = HashMap::new();
    for item in &code.items {
        let syn::Item::Mod(module) = item else {
            continue;
        };
        let Some((_, items)) = &module.content else {
            continue;
        };
        let inner = items.iter().find_map(|item| match item {
            syn::Item::Mod(inner) if inner.ident == "table" => inner.content.as_ref(),
            _ => None,
        });
        if let Some((_, inner)) = inner {
            let name = module.ident.to_string();
            if let Some((key, table)) = table(&name, items, inner, pages) {
                tables.insert(key, table);
            }
        }
    }
    tables
}

fn table(
    module: &str,
    items: &[syn::Item],
    inner: &[syn::Item],
    pages: &Path,
) -> Option<(String, Table)> {
    let row = items.iter().find_map(|item| match item {
        syn::Item::Struct(row) => Some(row.ident.to_string()),
        _ => None,
    })?;
    let doc = table_name(items)?;
    let names = column_names(items);
    let page = fs::read_to_string(pages.join(format!("{doc}.md"))).ok()?;
    let mut table = Table {
        row: format!("{module}::{row}"),
        columns: Vec::new(),
        relationships: Vec::new(),
    };
    for item in inner {
        let syn::Item::Struct(list) = item else {
            continue;
        };
        // Further structs of a kind have a number.
        let ident = list.ident.to_string();
        let kind = match ident.trim_end_matches(|c: char| c.is_ascii_digit()) {
            "Columns" => None,
            "ManyToOne" => Some((
                "many_to_one",
                "Many-to-One",
                "ReferencingEntityNavigationPropertyName",
            )),
            "OneToMany" => Some((
                "one_to_many",
                "One-to-Many",
                "ReferencedEntityNavigationPropertyName",
            )),
            "ManyToMany" => Some(("many_to_many", "Many-to-Many", "NavigationPropertyName")),
            _ => continue,
        };
        let properties = kind.map(|(_, heading, key)| navigation(&page, heading, key));
        for field in &list.fields {
            let name = field.ident.as_ref()?.to_string();
            if name == "__more" {
                continue;
            }
            let types = arguments(&field.ty);
            match (kind, &properties) {
                (Some((kind, ..)), Some(properties)) => {
                    let docs = docs(&field.attrs);
                    let schema_name = docs.split('`').nth(1)?;
                    let navigation = properties.get(schema_name).filter(|name| !name.is_empty());
                    if let ([_, to], Some(navigation)) = (&types[..], navigation) {
                        table.relationships.push(Relationship {
                            kind,
                            field: name,
                            navigation: navigation.clone(),
                            to: to.replace("__tables::", ""),
                        });
                    }
                }
                _ => {
                    let [_, value, access] = &types[..] else {
                        continue;
                    };
                    if access != "__rt::WriteOnly" && !value.starts_with("__rt::Parties<") {
                        table.columns.push(Column {
                            logical_name: names.get(&name)?.clone(),
                            field: name,
                            value: value.clone(),
                        });
                    }
                }
            }
        }
    }
    let camel = |name: &str| heck::ToUpperCamelCase::to_upper_camel_case(name);
    (!table.columns.is_empty()).then(|| (camel(&doc), table))
}

fn docs(attributes: &[syn::Attribute]) -> String {
    let texts = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("doc"));
    let texts: Vec<String> = texts
        .map(|text| text.to_token_stream().to_string())
        .collect();
    texts.join("\n")
}

fn arguments(of: &syn::Type) -> Vec<String> {
    let text = of.to_token_stream().to_string().replace(' ', "");
    let Some((_, inner)) = text.split_once('<') else {
        return Vec::new();
    };
    let inner = inner.strip_suffix('>').unwrap_or(inner);
    let (mut depth, mut parts) = (0, vec![String::new()]);
    for c in inner.chars() {
        match c {
            '<' => depth += 1,
            '>' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        parts.last_mut().expect("there is one").push(c);
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Returns the navigation properties in a section of a page by schema name, without the reader of
/// pages.
fn navigation(page: &str, section: &str, key: &str) -> HashMap<String, String> {
    let mut found = HashMap::new();
    let mut twice = Vec::new();
    let mut here = false;
    let mut name = String::new();
    for line in page.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            here = heading.starts_with(section);
        } else if let Some(heading) = line.strip_prefix("### ") {
            name = heading
                .rsplit('>')
                .next()
                .unwrap_or_default()
                .trim()
                .to_owned();
        } else if let Some(row) = line.strip_prefix(&format!("|{key}|"))
            && here
        {
            let property = row.trim_matches(['|', '`', ' ']).to_owned();
            if found.insert(name.clone(), property).is_some() {
                twice.push(name.clone());
            }
        }
    }
    for name in twice {
        found.remove(&name);
    }
    found
}

/// Pseudo-random numbers, the same for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % n as u64) as usize
    }

    fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

/// A value as code, and its meaning.
struct Literal {
    code: String,
    value: Value,
    /// The value as a string, for lists.
    text: String,
}

/// Returns code that prints random queries and aggregates of each table, together with their
/// meaning.
pub(crate) fn code(tables: &HashMap<String, Table>, queries: usize, aggregates: usize) -> String {
    let mut names: Vec<&String> = tables.keys().collect();
    names.sort();
    let mut code = String::from(
        "#![allow(unused_parens)]\nuse dataverse_schema::prelude::*;\nuse crate::print::{print, print_query};\n\
         use crate::schema::{self, tables};\n",
    );
    for (index, name) in names.iter().enumerate() {
        let mut writer = Writer {
            tables,
            dice: Dice(index as u64 * 7919 + 1),
        };
        let _ = writeln!(code, "fn table_{index}() {{");
        let table = &tables[*name];
        for number in 0..queries + aggregates {
            let _ = if number < queries {
                let (query, expansions, meant) = writer.query(table);
                writeln!(
                    code,
                    "    let query = {query};\n    \
                     print_query(query.clone(){expansions}, query, r####\"{meant}\"####);"
                )
            } else {
                let (query, meant) = writer.aggregate(table);
                writeln!(code, "    print(&{query}, r####\"{meant}\"####);")
            };
        }
        code.push_str("}\n");
    }
    code.push_str("pub(crate) fn all() {\n");
    for index in 0..names.len() {
        let _ = writeln!(code, "    table_{index}();");
    }
    code.push_str("}\n");
    code
}

/// The context of a condition.
#[derive(Clone, Copy)]
struct Around {
    /// The number of enclosing lambdas.
    lambdas: usize,
    /// The maximum depth of conditions below it.
    depth: usize,
    /// Whether query functions are allowed.
    functions: bool,
}

struct Writer<'t> {
    tables: &'t HashMap<String, Table>,
    dice: Dice,
}

impl Writer<'_> {
    /// Returns a query, its expansions, and its meaning.
    fn query(&mut self, table: &Table) -> (String, String, Value) {
        let mut meant = json!({});
        let mut code = format!("schema::{}::unlisted().query()", table.row);
        self.select(table, &mut code, &mut meant);
        if self.dice.below(5) > 0 {
            self.filter(table, 3, &mut code, &mut meant);
        }
        self.order(table, &mut code, &mut meant);
        let mut expansions = String::new();
        for _ in 0..self.dice.below(3) {
            self.expand(table, 2, &mut expansions, &mut meant);
        }
        if self.dice.below(3) == 0 {
            code.push_str(".top(7)");
            meant["top"] = 7.into();
        }
        if self.dice.below(3) == 0 {
            code.push_str(".count()");
            meant["count"] = true.into();
        }
        (code, expansions, meant)
    }

    fn aggregate(&mut self, table: &Table) -> (String, Value) {
        let mut meant = json!({});
        let mut code = format!("schema::{}::unlisted().aggregate()", table.row);
        if self.dice.below(2) == 0 {
            self.filter(table, 2, &mut code, &mut meant);
        }
        let (mut keys, mut names) = (String::new(), Vec::new());
        for _ in 0..self.dice.below(4) {
            let (key, name) = self.key(table);
            let _ = write!(keys, "{key},");
            names.push(name);
        }
        if !names.is_empty() {
            let _ = write!(code, ".group_by(({keys}))");
        }
        let mut totals = vec!["$count as total1".to_owned()];
        let mut computed = "dataverse_schema::query::Total::count(),".to_owned();
        for _ in 0..self.dice.below(4) {
            let of = self.dice.pick(&table.columns);
            let functions: &[&str] = match &*of.value {
                "i32" | "i64" | "__rt::Decimal" | "f64" => &["sum", "average", "min", "max"],
                "__rt::DateTime" | "__rt::ZonelessDateTime" | "__rt::Date" => &["min", "max"],
                _ => continue,
            };
            let function = *self.dice.pick(functions);
            let _ = write!(computed, "{}.{function}(),", column(table, of));
            let index = totals.len() + 1;
            totals.push(format!("{} with {function} as total{index}", of.property()));
        }
        let _ = write!(code, ".compute(({computed}))");
        meant["apply"] = json!({ "keys": names, "totals": totals });
        (code, meant)
    }

    /// Returns a grouping key, as code and as path.
    fn key(&mut self, table: &Table) -> (String, String) {
        let groupable = |column: &&Column| {
            !column.value.starts_with("__rt::Choices<")
                && !matches!(
                    &*column.value,
                    "__rt::DateTime"
                        | "__rt::ZonelessDateTime"
                        | "__rt::Date"
                        | "__rt::ManagedBoolean"
                        | "__rt::File"
                        | "__rt::Image"
                )
        };
        let ones = table.relationships.iter().filter(|over| !over.is_list());
        let ones: Vec<_> = ones
            .filter_map(|over| Some((over, self.tables.get(&over.to)?)))
            .collect();
        if !ones.is_empty() && self.dice.below(3) == 0 {
            let (over, to) = *self.dice.pick(&ones);
            let columns: Vec<&Column> = to.columns.iter().filter(groupable).collect();
            let by = *self.dice.pick(&columns);
            let code = format!("{}.column({})", relationship(table, over), column(to, by));
            return (code, format!("{}/{}", over.navigation, by.property()));
        }
        let columns: Vec<&Column> = table.columns.iter().filter(groupable).collect();
        let by = *self.dice.pick(&columns);
        (column(table, by), by.property())
    }

    fn select(&mut self, table: &Table, code: &mut String, meant: &mut Value) {
        let mut chosen: Vec<&Column> = Vec::new();
        for _ in 0..self.dice.below(6) {
            let column = self.dice.pick(&table.columns);
            if !chosen.iter().any(|other| other.field == column.field) {
                chosen.push(column);
            }
        }
        if chosen.is_empty() {
            return;
        }
        let columns = chosen
            .iter()
            .map(|column| format!("{},", self::column(table, column)));
        let _ = write!(code, ".select(({}))", columns.collect::<String>());
        let names: Vec<String> = chosen.iter().map(|column| column.property()).collect();
        meant["select"] = names.into();
    }

    fn filter(&mut self, table: &Table, depth: usize, code: &mut String, meant: &mut Value) {
        let around = Around {
            lambdas: 0,
            depth,
            functions: true,
        };
        let (filter, tree) = self.condition(table, around);
        let _ = write!(code, ".filter({filter})");
        meant["filter"] = tree;
    }

    fn order(&mut self, table: &Table, code: &mut String, meant: &mut Value) {
        let count = self.dice.below(3);
        let mut orders = Vec::new();
        for _ in 0..count {
            let by = self.dice.pick(&table.columns);
            let is_known = |known: &Value| known[0] == by.property();
            if by.value == "__rt::ManagedBoolean" || orders.iter().any(is_known) {
                continue;
            }
            let direction = *self.dice.pick(&["asc", "desc"]);
            let _ = write!(code, ".order_by({}.{direction}())", column(table, by));
            orders.push(json!([by.property(), direction]));
        }
        if !orders.is_empty() {
            meant["order_by"] = orders.into();
        }
    }

    fn expand(&mut self, table: &Table, depth: usize, code: &mut String, meant: &mut Value) {
        if table.relationships.is_empty() {
            return;
        }
        let over = self.dice.pick(&table.relationships);
        let mut others = meant["expand"].as_array().into_iter().flatten();
        if others.any(|other| other["navigation"] == *over.navigation) {
            return;
        }
        let mut expansion = relationship(table, over);
        let mut inner = json!({ "navigation": over.navigation });
        match self.tables.get(&over.to) {
            _ if !over.is_list() && self.dice.below(5) == 0 => {
                expansion.push_str(".by_reference()");
                inner["ref"] = true.into();
            }
            Some(to) => {
                self.select(to, &mut expansion, &mut inner);
                if over.is_list() && self.dice.below(2) == 0 {
                    self.filter(to, 1, &mut expansion, &mut inner);
                    self.order(to, &mut expansion, &mut inner);
                    expansion.push_str(".top(3)");
                    inner["top"] = 3.into();
                }
                if depth > 0 && self.dice.below(2) == 0 {
                    self.expand(to, depth - 1, &mut expansion, &mut inner);
                }
            }
            None => {}
        }
        let _ = write!(code, ".expand({expansion})");
        match meant["expand"].as_array_mut() {
            Some(list) => list.push(inner),
            None => meant["expand"] = json!([inner]),
        }
    }

    fn condition(&mut self, table: &Table, around: Around) -> (String, Value) {
        let deeper = Around {
            depth: around.depth.saturating_sub(1),
            ..around
        };
        let choice = if around.depth == 0 {
            0
        } else {
            self.dice.below(10)
        };
        match choice {
            6 | 7 => {
                let joint = *self.dice.pick(&["and", "or"]);
                let (first, a) = self.condition(table, deeper);
                let (second, b) = self.condition(table, deeper);
                (
                    format!("({first}).{joint}({second})"),
                    json!({ joint: [a, b] }),
                )
            }
            8 => {
                let inside = Around {
                    functions: false,
                    ..deeper
                };
                let (inner, tree) = self.condition(table, inside);
                (format!("(!({inner}))"), json!({ "not": tree }))
            }
            9 => self
                .lambda(table, deeper)
                .unwrap_or_else(|| self.simple(table, around)),
            _ => self.simple(table, around),
        }
    }

    fn lambda(&mut self, table: &Table, around: Around) -> Option<(String, Value)> {
        let lists = table
            .relationships
            .iter()
            .filter(|over| over.is_list() && self.tables.contains_key(&over.to));
        let lists: Vec<&Relationship> = lists.collect();
        if lists.is_empty() {
            return None;
        }
        let over = *self.dice.pick(&lists);
        let code = relationship(table, over);
        let path = prefixed(around, &over.navigation);
        if self.dice.below(4) == 0 {
            return Some((
                format!("{code}.any_row()"),
                json!({ "lambda": "any", "path": path }),
            ));
        }
        let quantifier = *self.dice.pick(&["any", "all"]);
        let inside = Around {
            lambdas: around.lambdas + 1,
            functions: false,
            ..around
        };
        let to = &self.tables[&over.to];
        let (inner, tree) = self.condition(to, inside);
        let variable = format!("o{}", inside.lambdas);
        let tree =
            json!({ "lambda": quantifier, "path": path, "variable": variable, "filter": tree });
        Some((format!("{code}.{quantifier}({inner})"), tree))
    }

    /// Returns a condition on one column.
    fn simple(&mut self, table: &Table, around: Around) -> (String, Value) {
        if around.functions && self.dice.below(4) == 0 {
            let by = self.dice.pick(&table.columns);
            if let Some(found) = self.function(table, by) {
                return found;
            }
        }
        let ones = table
            .relationships
            .iter()
            .filter(|over| !over.is_list() && self.tables.contains_key(&over.to));
        let ones: Vec<&Relationship> = ones.collect();
        if !ones.is_empty() && self.dice.below(5) == 0 {
            let over = *self.dice.pick(&ones);
            let to = &self.tables[&over.to];
            let by = self.dice.pick(&to.columns);
            let code = format!("{}.column({})", relationship(table, over), column(to, by));
            let path = prefixed(around, &format!("{}/{}", over.navigation, by.property()));
            return self.compare(to, by, &code, &path);
        }
        let by = self.dice.pick(&table.columns);
        if self.dice.below(6) == 0 {
            let alike = table.columns.iter().filter(|other| {
                other.value == by.value
                    && matches!(&*by.value, "__rt::String" | "i32" | "__rt::DateTime")
            });
            let alike: Vec<&Column> = alike.collect();
            if !alike.is_empty() {
                let other = *self.dice.pick(&alike);
                let operator = *self.dice.pick(&["eq", "ne", "gt", "ge", "lt", "le"]);
                let code = format!(
                    "{}.{operator}_column({})",
                    column(table, by),
                    column(table, other)
                );
                let value = json!({ "path": prefixed(around, &other.property()) });
                return (
                    code,
                    json!({ "op": operator, "path": prefixed(around, &by.property()), "value": value }),
                );
            }
        }
        self.compare(
            table,
            by,
            &column(table, by),
            &prefixed(around, &by.property()),
        )
    }

    fn compare(&mut self, table: &Table, by: &Column, code: &str, path: &str) -> (String, Value) {
        let managed = if by.value == "__rt::ManagedBoolean" {
            "/Value"
        } else {
            ""
        };
        let path = format!("{path}{managed}");
        if by.value == "__rt::String" && self.dice.below(3) == 0 {
            let (method, call) = *self.dice.pick(&[
                ("contains", "contains"),
                ("starts_with", "startswith"),
                ("ends_with", "endswith"),
            ]);
            let text = *self.dice.pick(&PARTS);
            return (
                format!("{code}.{method}({text:?})"),
                json!({ "call": call, "path": path, "string": text }),
            );
        }
        let operators: &[&str] = match &*by.value {
            "__rt::String"
            | "i32"
            | "i64"
            | "__rt::Decimal"
            | "f64"
            | "__rt::DateTime"
            | "__rt::ZonelessDateTime"
            | "__rt::Date" => &["eq", "ne", "gt", "ge", "lt", "le"],
            _ => &["eq", "ne"],
        };
        match self.literal(table, by) {
            Some(Literal {
                code: value,
                value: literal,
                ..
            }) if self.dice.below(6) > 0 => {
                let operator = *self.dice.pick(operators);
                (
                    format!("{code}.{operator}({value})"),
                    json!({ "op": operator, "path": path, "value": literal }),
                )
            }
            _ => {
                let (method, operator) =
                    *self.dice.pick(&[("is_null", "eq"), ("is_not_null", "ne")]);
                (
                    format!("{code}.{method}()"),
                    json!({ "op": operator, "path": path, "value": { "null": true } }),
                )
            }
        }
    }

    fn literal(&mut self, table: &Table, by: &Column) -> Option<Literal> {
        let number = |code: String, text: &str| Literal {
            code,
            value: json!({ "number": text }),
            text: text.to_owned(),
        };
        Some(match &*by.value {
            "__rt::String" => {
                let text = *self.dice.pick(&TEXTS);
                Literal {
                    code: format!("{text:?}"),
                    value: json!({ "string": text }),
                    text: text.to_owned(),
                }
            }
            "i32" => {
                let n = *self
                    .dice
                    .pick(&["0", "7", "-3", "2147483647", "-2147483648"]);
                number(format!("{n}_i32"), n)
            }
            "i64" => {
                let n = *self
                    .dice
                    .pick(&["0", "9007199254740993", "-9223372036854775808"]);
                number(format!("{n}_i64"), n)
            }
            "__rt::Decimal" => {
                let n = *self.dice.pick(&[
                    "0.10",
                    "922337203685477.5807",
                    "-1",
                    "20000.0000",
                    "0.0000000001",
                ]);
                number(
                    format!("{n:?}.parse::<dataverse_schema::Decimal>().unwrap()"),
                    n,
                )
            }
            "f64" => {
                let n = *self.dice.pick(&["0.5", "-47.639583", "100000000000"]);
                number(format!("{n}_f64"), n)
            }
            "bool" | "__rt::ManagedBoolean" => {
                let yes = self.dice.below(2) == 0;
                Literal {
                    code: yes.to_string(),
                    value: json!({ "boolean": yes }),
                    text: yes.to_string(),
                }
            }
            "__rt::DateTime" | "__rt::ZonelessDateTime" => {
                let text = *self
                    .dice
                    .pick(&["2026-01-02T03:04:05Z", "1753-01-01T00:00:00Z"]);
                let of = by.value.replace("__rt", "dataverse_schema::value");
                Literal {
                    code: format!("{text:?}.parse::<{of}>().unwrap()"),
                    value: json!({ "datetime": text }),
                    text: text.to_owned(),
                }
            }
            "__rt::Date" => Literal {
                code: "\"2026-02-28\".parse::<dataverse_schema::Date>().unwrap()".to_owned(),
                value: json!({ "date": "2026-02-28" }),
                text: "2026-02-28".to_owned(),
            },
            "__rt::File" | "__rt::Image" => return None,
            "__rt::Uuid" => guid(format!(
                "{GUID:?}.parse::<dataverse_schema::value::Uuid>().unwrap()"
            )),
            value if value.starts_with("__rt::Id<") => guid(format!(
                "{GUID:?}.parse::<dataverse_schema::value::Uuid>().unwrap()"
            )),
            value if value.starts_with("__rt::Lookup<__tables::") => {
                let to = value
                    .trim_start_matches("__rt::Lookup<__tables::")
                    .trim_end_matches('>');
                guid(format!("{GUID:?}.parse::<Id<tables::{to}>>().unwrap()"))
            }
            value if value.starts_with("__rt::Lookup<") => return None,
            value if value.starts_with("__rt::Choices<") => Literal {
                code: format!("[1, 3].map({}::from_value)", choice(table, value)),
                value: json!({ "string": "1,3" }),
                text: "1,3".to_owned(),
            },
            _ => {
                let n = *self.dice.pick(&["0", "1", "913560000"]);
                number(format!("{}::from_value({n})", choice(table, &by.value)), n)
            }
        })
    }

    fn function(&mut self, table: &Table, by: &Column) -> Option<(String, Value)> {
        let code = column(table, by);
        let called = |call: &str, name: &str, more: Value| {
            let mut arguments = json!({ "PropertyName": { "string": by.logical_name } });
            for (key, value) in more.as_object().into_iter().flatten() {
                arguments[key] = value.clone();
            }
            let name = format!("Microsoft.Dynamics.CRM.{name}");
            Some((
                format!("{code}.{call}"),
                json!({ "function": name, "arguments": arguments }),
            ))
        };
        match &*by.value {
            "__rt::DateTime" | "__rt::ZonelessDateTime" | "__rt::Date" => {
                match self.dice.below(4) {
                    0 => called("today()", "Today", json!({})),
                    1 => called(
                        "last_x_days(7)",
                        "LastXDays",
                        json!({ "PropertyValue": { "number": "7" } }),
                    ),
                    2 => called(
                        "in_fiscal_period_and_year(2, 2026)",
                        "InFiscalPeriodAndYear",
                        json!({ "PropertyValue1": { "number": "2" }, "PropertyValue2": { "number": "2026" } }),
                    ),
                    _ => {
                        let literal = self.literal(table, by)?;
                        let value = json!({ "PropertyValue": { "string": literal.text } });
                        called(
                            &format!("on_or_after({})", literal.code),
                            "OnOrAfter",
                            value,
                        )
                    }
                }
            }
            value if value.starts_with("__rt::Lookup<") => {
                called("equal_user_id()", "EqualUserId", json!({}))
            }
            value if value.starts_with("__rt::Choices<") => called(
                "contain_values([dataverse_schema::Choice::from_value(2)])",
                "ContainValues",
                json!({ "PropertyValues": { "list": ["2"] } }),
            ),
            "__rt::File" | "__rt::Image" | "__rt::ManagedBoolean" | "bool" => None,
            _ => {
                let (first, second) = (self.literal(table, by)?, self.literal(table, by)?);
                let list = json!({ "PropertyValues": { "list": [first.text, second.text] } });
                let (a, b) = (first.code, second.code);
                match &*by.value {
                    "i32" | "i64" | "__rt::Decimal" | "f64" if self.dice.below(2) == 0 => {
                        called(&format!("between({a}, {b})"), "Between", list)
                    }
                    _ => called(&format!("is_not_in([{a}, {b}])"), "NotIn", list),
                }
            }
        }
    }
}

/// Returns the path of the enum in the type of a column.
fn choice(table: &Table, value: &str) -> String {
    let name = value
        .trim_start_matches("__rt::Choices<")
        .trim_end_matches('>');
    let (module, _) = table
        .row
        .split_once("::")
        .expect("a row type is in a module");
    name.replacen("super", &format!("schema::{module}"), 1)
}

fn guid(code: String) -> Literal {
    Literal {
        code,
        value: json!({ "guid": GUID }),
        text: GUID.to_owned(),
    }
}

fn column(table: &Table, column: &Column) -> String {
    format!("schema::{}::columns().{}", table.row, column.field)
}

fn relationship(table: &Table, over: &Relationship) -> String {
    format!("schema::{}::{}().{}", table.row, over.kind, over.field)
}

/// Returns the path, which starts with the variable of the innermost lambda.
fn prefixed(around: Around, path: &str) -> String {
    match around.lambdas {
        0 => path.to_owned(),
        n => format!("o{n}/{path}"),
    }
}
