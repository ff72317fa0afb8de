//! Random rows of the tables that a query uses, with the values that queries compare with.

use test_support::book::fetch::Element;
use test_support::book::{Book, Column, Table};
use test_support::random::Random;

use super::queries::{GUID, PARTS, TEXTS};
use crate::evaluation::{Cell, Database, Row};

const NUMBERS: [&str; 12] = [
    "0",
    "7",
    "-3",
    "2147483647",
    "9007199254740993",
    "0.1",
    "20000",
    "922337203685477.5807",
    "-47.639583",
    "1",
    "8",
    "913560000",
];
const DATES: [&str; 6] = [
    "2026-01-02T03:04:05Z",
    "1753-01-01T00:00:00Z",
    "2025-12-28T00:00:00Z",
    "2026-05-17T12:00:00Z",
    "2026-02-28",
    "2026-07-01",
];
const OPTIONS: [&str; 4] = ["1,3", "2", "3", "1,2"];
const IDS: [&str; 4] = [
    GUID,
    "00000000-0000-0000-0000-000000000001",
    "00000000-0000-0000-0000-000000000002",
    "00000000-0000-0000-0000-000000000003",
];

/// Returns rows of each table in a query, with the columns that any form of it names.
pub(super) fn database(book: &Book, xml: &str, forms: &str, random: &mut Random) -> Database {
    let mut database = Database::new();
    let fetch = Element::parse(xml).expect("XML");
    fetch.visit(&mut |element| {
        if element.name == "entity" || element.name == "link-entity" {
            let table = book.table(element.get("name").expect("a name"));
            let table = table.expect("a table of the corpus");
            let count = if element.name == "entity" { 12 } else { 5 };
            let rows = || {
                (0..count)
                    .map(|index| row(table, index, forms, random))
                    .collect()
            };
            database.entry(table.name.clone()).or_insert_with(rows);
        }
    });
    database
}

fn row(table: &Table, index: usize, forms: &str, random: &mut Random) -> Row {
    let mut row = Row::new();
    for column in &table.columns {
        if forms.contains(&column.name)
            && random.below(4) > 0
            && let Some(cell) = cell(column, random)
        {
            row.insert(column.name.clone(), cell);
        }
    }
    let id = match IDS.get(index) {
        Some(id) => (*id).to_owned(),
        None => format!("00000000-0000-0000-0000-{index:012}"),
    };
    row.insert(table.primary_id.clone(), Cell::Text(id));
    row
}

fn cell(column: &Column, random: &mut Random) -> Option<Cell> {
    let mut pick = |values: &[&str]| (*random.pick(values).expect("values")).to_owned();
    Some(match &*column.kind {
        "String" | "Memo" | "EntityName" => {
            let text = pick(&TEXTS);
            let part = pick(&PARTS);
            Cell::Text(match random.below(4) {
                0 => text,
                1 => format!("{part}{text}"),
                2 => format!("{text}{part}"),
                _ => format!("b{part}b"),
            })
        }
        "Boolean" | "ManagedProperty" => Cell::number(&pick(&["0", "1"])),
        "DateTime" => Cell::Text(pick(&DATES)),
        "Uniqueidentifier" | "Lookup" | "Customer" | "Owner" => Cell::Text(pick(&IDS)),
        "MultiSelectPicklist" => Cell::options(&pick(&OPTIONS)),
        "File" | "Image" => Cell::Text("file".to_owned()),
        "Integer" | "BigInt" | "Decimal" | "Money" | "Double" | "Picklist" | "State" | "Status" => {
            Cell::number(&pick(&NUMBERS))
        }
        _ => return None,
    })
}
