//! Three apps over one base page, in every order.

use serde_json::Value;

use super::outcome::{Passed, outcome};
use super::pages::*;

const ORDERS: [[usize; 3]; 6] = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
];

/// Returns what the third app changes of the first one's, in an order.
fn apps() -> [String; 3] {
    let color = string_column("Color", "The color of the paint.");
    [
        app("Alpha", &adds_note("Notes.")),
        app(
            "Beta",
            &format!(
                "## Writable columns/attributes\n\n{color}{}",
                options("Fabrikam", &[(2, "Heavy")])
            ),
        ),
        app_of(
            "Patch",
            "Alpha",
            &format!(
                "{}{}",
                changes("fab_Note", "Alpha", "|MaxLength|250|"),
                EVENTS
            ),
        ),
    ]
}

/// Sorts lists, as pages are merged in different orders.
fn sorted(mut table: Value) -> Value {
    for list in ["columns", "messages", "events"] {
        if let Some(items) = table[list].as_array_mut() {
            items.sort_by_key(Value::to_string);
        }
    }
    table
}

#[test]
fn found_pages_are_one_table_in_every_order() {
    let mut tables = ORDERS.map(|order| {
        let apps = apps();
        let names = ["a/crane.md", "b/crane.md", "c/crane.md"];
        let mut pages: Vec<(&str, String)> = Vec::new();
        for (name, index) in names.into_iter().zip(order) {
            pages.push((name, apps[index].clone()));
        }
        pages.push(("b/base.md", base()));
        let outcome = outcome(&pages, Passed::Found);
        assert_eq!(outcome.diagnostics, [""; 0]);
        sorted(outcome.table.expect("no errors"))
    });
    tables.sort_by_key(Value::to_string);
    assert_eq!(tables[0], tables[5]);
    assert_eq!(tables[0]["columns"].as_array().map(Vec::len), Some(4));
}

#[test]
fn named_pages_are_one_table_or_one_message() {
    let names = ["alpha.md", "beta.md", "patch.md"];
    let mut tables = Vec::new();
    for order in ORDERS {
        let mut pages = vec![("base.md", base())];
        pages.extend(order.map(|index| (names[index], apps()[index].clone())));
        let outcome = outcome(&pages, Passed::Named);
        let place = |app: usize| order.iter().position(|index| *index == app);
        if place(0) < place(2) {
            assert_eq!(outcome.diagnostics, [""; 0]);
            tables.push(sorted(outcome.table.expect("no errors")));
        } else {
            assert_eq!(
                outcome.messages,
                ["column `fab_Note` is changed before it is defined"]
            );
        }
    }
    assert_eq!(tables.len(), 3);
    assert!(tables.iter().all(|table| *table == tables[0]));
}
