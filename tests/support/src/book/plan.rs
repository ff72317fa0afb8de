//! Random writes to a table, as JSON: which columns get which values.

use serde_json::{Map, Value, json};

use super::table::{Column, Table};
use super::{Book, party};
use crate::random::Random;

/// Strings with special characters of URLs and JSON, and characters of two UTF-16 code units.
const TEXTS: [&str; 8] = [
    "",
    "a",
    "O'Brian \"x\"",
    "100%",
    "a/b\\c\n\t",
    "é 😀 漢字",
    "$1",
    "#;,&?@",
];

/// Strings that the service supports in keys.
const KEYS: [&str; 5] = ["A", "O'Hare", "a b", "é 漢字", "(1,2)=$#;@"];

/// What makes the writes to a table.
struct Writer<'a> {
    book: &'a Book,
    table: &'a Table,
    random: Random,
}

impl Book {
    /// Returns writes to a table, the same for the same seed.
    pub fn writes(&self, table: &Table, seed: u64) -> Vec<Value> {
        let random = Random::new(seed);
        let mut writer = Writer {
            book: self,
            table,
            random,
        };
        let mut writes = writer.full();
        writes.extend(writer.subsets(8));
        writes.extend(writer.lookups());
        writes.extend(writer.many());
        writes.extend(writer.singles());
        writes.extend(writer.relationships());
        writes.extend(writer.together(6));
        writes
    }
}

impl Writer<'_> {
    /// Returns writes of all columns.
    fn full(&mut self) -> Vec<Value> {
        let keep = |_: &Column| true;
        let mut clear = self.id("update");
        clear["clear"] = self.clearable().into();
        let mut diff = self.id("diff");
        diff["from"] = self.row(true);
        diff["to"] = self.row(false);
        vec![
            self.changes(json!({ "message": "create" }), keep),
            self.with_changes("update", keep),
            self.with_changes("upsert", keep),
            clear,
            diff,
        ]
    }

    /// Returns writes of random columns, by ids and by keys.
    fn subsets(&mut self, count: usize) -> Vec<Value> {
        let mut writes = Vec::new();
        for index in 0..count {
            let message = ["create", "update", "upsert"][index % 3];
            let chosen = self.some();
            let write = match (message, self.key()) {
                ("create", _) => json!({ "message": message }),
                (_, Some(key)) if index % 2 == 0 => self.keyed(message, &key),
                _ => self.id(message),
            };
            writes.push(self.changes(write, |column| chosen.contains(&column.name)));
        }
        writes
    }

    /// Returns a write for each target of each lookup, and one that clears it.
    fn lookups(&mut self) -> Vec<Value> {
        let mut writes = Vec::new();
        for column in self
            .table
            .columns
            .iter()
            .filter(|column| column.is_lookup())
        {
            for (navigation, target) in self.targets(column) {
                let bind = json!({ &column.name: target });
                if column.is_for_create() {
                    writes.push(json!({ "message": "create", "bind": bind.clone() }));
                }
                if column.is_for_update() {
                    let mut write = self.id("update");
                    write["bind"] = bind;
                    writes.push(write);
                }
                let is_listed = self.table.navigation(&navigation)[0].is_listed;
                if column.is_for_update() && !column.is_required() && is_listed {
                    let mut write = self.id("update");
                    write["clear_over"] = json!([navigation]);
                    writes.push(write);
                }
            }
        }
        writes
    }

    /// Returns writes of several rows.
    fn many(&mut self) -> Vec<Value> {
        let mut writes = Vec::new();
        for (message, of) in [
            ("create_multiple", "create"),
            ("update_multiple", "update"),
            ("upsert_multiple", "upsert"),
            ("delete_multiple", "delete"),
            ("batch", "create"),
        ] {
            let mut rows = Vec::new();
            for _ in 0..3 {
                let chosen = self.some();
                let row = match (of, self.key()) {
                    ("create", _) => json!({ "message": of }),
                    ("upsert", Some(key)) if message == "upsert_multiple" => self.keyed(of, &key),
                    _ => self.id(of),
                };
                rows.push(match of {
                    "delete" => row,
                    _ => self.changes(row, |column| chosen.contains(&column.name)),
                });
            }
            writes.push(json!({ "message": message, "rows": rows }));
        }
        writes
    }

    /// Returns requests for single values.
    fn singles(&mut self) -> Vec<Value> {
        let mut writes = vec![self.id("delete"), self.id("retrieve")];
        for column in &self.table.columns {
            let is_value =
                column.property().is_some() && !matches!(&*column.kind, "File" | "Image");
            if !is_value || self.random.below(4) > 0 {
                continue;
            }
            let is_written = column.is_for_update()
                && !column.is_lookup()
                && !matches!(&*column.kind, "State" | "Status")
                && column.name != self.table.primary_id;
            let mut single = |message: &str| {
                let mut write = self.id(message);
                write["column"] = json!(column.name);
                writes.push(write);
            };
            if column.is_readable() {
                single("get");
                single("get_raw");
            }
            if is_written {
                if !column.is_required() {
                    single("clear");
                }
                let mut write = self.id("put");
                write["column"] = json!(column.name);
                write["value"] = json!(value(column, &mut self.random));
                writes.push(write);
            }
        }
        writes
    }

    /// Returns requests along relationships.
    fn relationships(&mut self) -> Vec<Value> {
        let mut writes = Vec::new();
        for (name, navigations) in &self.table.navigations {
            let navigation = &navigations[0];
            let Some(set) = self.book.entity_set(&navigation.to) else {
                continue;
            };
            if self.random.below(6) > 0 {
                continue;
            }
            let mut write = self.id("relate");
            write["navigation"] = json!(name);
            let lookup = self.book.lookup(self.table, navigation);
            let changes = lookup.is_none_or(Column::is_for_update);
            write["changes"] = json!(changes);
            write["clears"] = json!(changes && !lookup.is_some_and(Column::is_required));
            let id = guid(&mut self.random);
            write["target"] = json!([navigation.to, set, id]);
            writes.push(write);
        }
        writes
    }

    /// Returns new rows together with other rows: inserted ones, parties, and rows that lookups
    /// find by alternate keys.
    fn together(&mut self, count: usize) -> Vec<Value> {
        let mut writes = Vec::new();
        for index in 0..count {
            let mut write = match (index % 3, self.table.is_elastic) {
                (2, false) => self.id("upsert"),
                _ => json!({ "message": "create" }),
            };
            let chosen = self.some();
            write = self.changes(write, |column| chosen.contains(&column.name));
            self.bind_by_key(&mut write);
            self.insert(&mut write, 2);
            self.add_parties(&mut write);
            writes.push(write);
        }
        writes
    }

    /// Adds alternate keys to half of the bound rows whose table has a page.
    fn bind_by_key(&mut self, write: &mut Value) {
        let binds = write["bind"].as_object_mut();
        for target in binds.into_iter().flat_map(Map::values_mut) {
            let table = self.book.table(target[0].as_str().unwrap_or_default());
            let Some(table) = table.filter(|_| self.random.below(2) == 0) else {
                continue;
            };
            // The service finds no row for a `#` in a body.
            let key = self.of(table, |table| table.key());
            let key = key.filter(|key| !key.to_string().contains('#'));
            if let (Some(key), Some(target)) = (key, target.as_array_mut()) {
                target.push(key);
            }
        }
    }

    /// Inserts up to three related rows, which insert others, up to a depth.
    fn insert(&mut self, write: &mut Value, depth: usize) {
        let mut inserts: Vec<Value> = Vec::new();
        let ways: Vec<_> = self.table.navigations.iter().collect();
        for _ in 0..self.random.below(4) {
            let Some((name, navigations)) = self.random.pick(&ways).copied() else {
                break;
            };
            let (Some(to), Some(navigation)) =
                (self.book.related(navigations), navigations.first())
            else {
                continue;
            };
            let lookup = self.book.lookup(self.table, navigation);
            // The primary key of an upsert is in its address, even if it is a lookup.
            let is_new = lookup.map_or(navigation.is_list, |lookup| {
                lookup.is_for_create() && lookup.name != self.table.primary_id
            });
            let is_party = to.name == party::TABLE;
            if !is_new || is_party {
                continue;
            }
            let count = if navigation.is_list {
                1 + self.random.below(2)
            } else {
                1
            };
            let rows: Vec<Value> = (0..count)
                .map(|_| self.of(to, |to| to.inserted(depth)))
                .collect();
            inserts.push(json!({
                "navigation": name,
                "table": to.name,
                "rows": rows,
            }));
        }
        write["insert"] = inserts.into();
    }

    fn inserted(&mut self, depth: usize) -> Value {
        let chosen = self.some();
        let row = json!({ "message": "create" });
        let mut row = self.changes(row, |column| chosen.contains(&column.name));
        if depth > 1 {
            self.insert(&mut row, depth - 1);
        }
        row
    }

    /// Adds parties to the row of an activity.
    fn add_parties(&mut self, write: &mut Value) {
        let mut ways = self.table.navigations.values().flatten();
        if !ways.any(|way| way.is_list && way.to == party::TABLE) {
            return;
        }
        let mut parties: Vec<Value> = Vec::new();
        for column in &self.table.columns {
            if column.kind != "PartyList" || !column.is_for_create() {
                continue;
            }
            for target in column.targets() {
                // The table's page lists them; Microsoft's article lists 12 and 13, too.
                let role = 1 + self.random.below(11);
                if let Some(set) = self.book.entity_set(target) {
                    let target = json!([target, set, guid(&mut self.random)]);
                    parties.push(json!({ "column": column.name, "role": role, "target": target }));
                }
            }
        }
        write["parties"] = parties.into();
    }

    /// Does something for another table.
    fn of<R>(&mut self, table: &Table, write: impl FnOnce(&mut Writer<'_>) -> R) -> R {
        let mut writer = Writer {
            book: self.book,
            table,
            random: Random::new(self.random.next_number()),
        };
        write(&mut writer)
    }

    fn with_changes(&mut self, message: &str, keep: impl Fn(&Column) -> bool) -> Value {
        let write = self.id(message);
        self.changes(write, keep)
    }

    /// Adds values for the columns that the message can write.
    fn changes(&mut self, mut write: Value, keep: impl Fn(&Column) -> bool) -> Value {
        let (mut set, mut bind) = (Map::new(), Map::new());
        let is_update = write["message"] == "update";
        let key = write["key"].clone();
        for column in &self.table.columns {
            let is_written = match write["message"].as_str() {
                Some("create") => column.is_for_create() && !column.is_secondary_image(),
                Some("update") => column.is_for_update(),
                _ => column.is_for_create() || column.is_for_update(),
            };
            let is_address = key.get(&column.name).is_some()
                || column.name == self.table.primary_id && write["message"] != "create";
            if !is_written || is_address || !keep(column) || column.property().is_none() {
                continue;
            }
            if column.is_lookup() {
                let targets = self.targets(column);
                if let Some((_, target)) = self.random.pick(&targets) {
                    bind.insert(column.name.clone(), target.clone());
                }
            } else if column.kind != "State" && column.kind != "Status" {
                set.insert(column.name.clone(), value(column, &mut self.random).into());
            }
        }
        if is_update || self.random.below(2) == 0 {
            self.state(&mut set, &write);
        }
        write["set"] = set.into();
        write["bind"] = bind.into();
        write
    }

    /// Sets a status and its state.
    fn state(&mut self, set: &mut Map<String, Value>, write: &Value) {
        let of = |kind: &str| self.table.columns.iter().find(|column| column.kind == kind);
        let (Some(state), Some(status)) = (of("State"), of("Status")) else {
            return;
        };
        let is_written = |column: &Column| match write["message"].as_str() {
            Some("create") => column.is_for_create(),
            Some("update") => column.is_for_update(),
            _ => column.is_for_create() && column.is_for_update(),
        };
        if !is_written(state) || !is_written(status) {
            return;
        }
        if let Some((value, Some(of))) = self.random.pick(&status.options()) {
            set.insert(status.name.clone(), value.to_string().into());
            set.insert(state.name.clone(), of.to_string().into());
        }
    }

    fn clearable(&self) -> Vec<String> {
        let columns = self.table.columns.iter().filter(|column| {
            let has_way = !column.is_lookup() || !self.targets(column).is_empty();
            column.is_for_update()
                && column.property().is_some()
                && !column.is_required()
                && !matches!(&*column.kind, "State" | "Status")
                && column.name != self.table.primary_id
                && has_way
        });
        columns.map(|column| column.name.clone()).collect()
    }

    /// Returns a row as a response contains it.
    fn row(&mut self, is_old: bool) -> Value {
        let mut row = Map::new();
        for column in &self.table.columns {
            let Some(property) = column.property() else {
                continue;
            };
            let is_left_out = matches!(&*column.kind, "State" | "Status" | "File");
            if !column.is_readable() || is_left_out || column.name == self.table.primary_id {
                continue;
            }
            let has_way = !column.is_lookup() || !self.targets(column).is_empty();
            if self.random.below(4) == 0 && !column.is_required() && has_way {
                row.insert(property, Value::Null);
                continue;
            }
            if !column.is_lookup() {
                row.insert(property, read_value(column, &mut self.random));
            } else if let Some((_, target)) = self.targets(column).first() {
                let annotation = format!("{property}@Microsoft.Dynamics.CRM.lookuplogicalname");
                row.insert(annotation, target[0].clone());
                let id = if is_old {
                    json!(guid(&mut self.random))
                } else {
                    target[2].clone()
                };
                row.insert(property, id);
            }
        }
        row.into()
    }

    /// Returns the navigation properties of a lookup to tables with known entity sets, each with
    /// its table, entity set, and an id.
    fn targets(&self, lookup: &Column) -> Vec<(String, Value)> {
        let mut targets = Vec::new();
        for (name, navigations) in &self.table.navigations {
            // In Dataverse, a navigation property leads to one table, or to owners.
            let first = navigations.first();
            let Some(navigation) = first.filter(|first| first.lookup == lookup.name) else {
                continue;
            };
            let tables: Vec<&str> = match &*navigation.to {
                "owner" => lookup.targets().collect(),
                to => vec![to],
            };
            for table in tables {
                if let Some(set) = self.book.entity_set(table) {
                    let id = guid(&mut Random::new(set.len() as u64));
                    targets.push((name.clone(), json!([table, set, id])));
                }
            }
        }
        targets
    }

    /// Returns a write to a row with a random id.
    fn id(&mut self, message: &str) -> Value {
        let id = guid(&mut self.random);
        let replaces = self.replaces(message);
        json!({ "message": message, "id": id, "replace": replaces })
    }

    /// Returns a write to a row with a key.
    fn keyed(&self, message: &str, key: &Value) -> Value {
        json!({ "message": message, "key": key, "replace": self.replaces(message) })
    }

    fn replaces(&self, message: &str) -> bool {
        self.table.is_elastic && message == "upsert"
    }

    /// Returns the values of a key of one or two columns.
    fn key(&mut self) -> Option<Value> {
        let columns = self.table.columns.iter().filter(|column| {
            let is_kind = matches!(
                &*column.kind,
                "String" | "Integer" | "Picklist" | "DateTime"
            );
            is_kind && column.property().is_some() && column.is_for_create() && column.is_readable()
        });
        let columns: Vec<&Column> = columns.collect();
        let mut key = Map::new();
        for _ in 0..=self.random.below(2) {
            let column = *self.random.pick(&columns)?;
            let text = match &*column.kind {
                "String" => {
                    let texts = KEYS.map(str::to_owned);
                    self.random.pick(&texts).cloned()?
                }
                _ => value(column, &mut self.random),
            };
            key.insert(column.name.clone(), text.into());
        }
        Some(key.into())
    }

    /// Returns the names of a third of the columns.
    fn some(&mut self) -> Vec<String> {
        let mut names = Vec::new();
        for column in &self.table.columns {
            if self.random.below(3) == 0 {
                names.push(column.name.clone());
            }
        }
        names
    }
}

impl Book {
    fn entity_set(&self, table: &str) -> Option<&str> {
        let mut sets = self.entity_sets.iter();
        sets.find_map(|(set, known)| (known == table).then_some(set.as_str()))
    }
}

/// Returns the JSON of a value in a response.
fn read_value(column: &Column, random: &mut Random) -> Value {
    let text = value(column, random);
    match &*column.kind {
        "Integer" | "BigInt" | "Picklist" | "Decimal" | "Money" | "Double" => {
            serde_json::from_str(&text).expect("a number is JSON")
        }
        "Boolean" => json!(text == "true"),
        "ManagedProperty" => json!({ "Value": text == "true" }),
        _ => text.into(),
    }
}

/// Returns a valid value of a column as text.
fn value(column: &Column, random: &mut Random) -> String {
    match &*column.kind {
        "Integer" | "BigInt" => whole(column, random).to_string(),
        "Decimal" | "Money" | "Double" => decimal(column, random),
        "Boolean" | "ManagedProperty" => (random.below(2) == 0).to_string(),
        "Uniqueidentifier" => guid(random),
        "DateTime" if column.behavior() == "DateOnly" => day(random),
        "DateTime" => format!("{}T{:02}:34:56Z", day(random), random.below(24)),
        "Picklist" => {
            let options = column.options();
            random
                .pick(&options)
                .map_or(1, |(value, _)| *value)
                .to_string()
        }
        "MultiSelectPicklist" => {
            let options = column.options().into_iter().take(1 + random.below(3));
            let options: Vec<String> = options.map(|(value, _)| value.to_string()).collect();
            options.join(",")
        }
        "Image" => "iVBORw0K".to_owned(),
        "EntityName" => "account".to_owned(),
        _ => text(column, random),
    }
}

/// Returns a string, which may be as long as the column allows.
fn text(column: &Column, random: &mut Random) -> String {
    let limit = column.max_length().unwrap_or(100);
    if random.below(4) == 0 && limit <= 4_000 {
        return "ü".repeat(limit);
    }
    let text = TEXTS[random.below(TEXTS.len())];
    let fits = text.encode_utf16().count() <= limit;
    if fits { text.to_owned() } else { String::new() }
}

fn whole(column: &Column, random: &mut Random) -> i64 {
    // Numbers up to 2^53 have exact bounds.
    let bound = |key: &str, default: f64| column.number(key).unwrap_or(default) as i64;
    let limit = if column.kind == "Integer" {
        f64::from(i32::MAX)
    } else {
        9e15
    };
    let (min, max) = (bound("min_value", -limit), bound("max_value", limit));
    let near = (random.below(2_000) as i64 - 1_000).clamp(min, max);
    [min, max, near][random.below(3)]
}

fn decimal(column: &Column, random: &mut Random) -> String {
    let bound = |key: &str, default: f64| column.number(key).unwrap_or(default);
    let (min, max) = (bound("min_value", -1e11), bound("max_value", 1e11));
    let number = (random.below(2_000) as f64 - 1_000.0).clamp(min.ceil(), max.floor());
    let places = column.decimal_places().unwrap_or(2);
    if number + 1.0 <= max && number >= 0.0 {
        // The service rounds a number with more decimal places.
        let fraction = "1234567890".repeat(2);
        return format!("{number}.{}", &fraction[..1 + random.below(places + 1)]);
    }
    format!("{number}")
}

fn day(random: &mut Random) -> String {
    let year = [1753, 1999, 2026, 9999][random.below(4)];
    format!(
        "{year}-{:02}-{:02}",
        1 + random.below(12),
        1 + random.below(28)
    )
}

fn guid(random: &mut Random) -> String {
    let (a, b) = (random.next_number(), random.next_number());
    format!(
        "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
        a >> 32,
        a >> 16 & 0xffff,
        a & 0xffff,
        b >> 48,
        b & 0xffff_ffff_ffff
    )
}
