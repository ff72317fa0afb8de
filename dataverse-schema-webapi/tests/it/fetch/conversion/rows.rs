//! Rows that queries are evaluated over.

use test_support::random::Random;

use crate::evaluation::{Cell, Row};

pub(crate) const NAMES: [&str; 4] = ["bern", "basel", "sion", "olten"];

/// Returns up to six depots, of which some are below others.
pub(crate) fn depots(random: &mut Random) -> Vec<Row> {
    let count = random.below(6) + 1;
    let mut rows = Vec::new();
    for index in 0..count {
        let mut row = Row::new();
        row.insert(
            "contoso_depotid".to_owned(),
            Cell::Text(format!("d{index}")),
        );
        for column in ["contoso_name", "contoso_town"] {
            if random.below(4) > 0 {
                let name = random.pick(&NAMES).expect("a name");
                row.insert(column.to_owned(), Cell::Text((*name).to_owned()));
            }
        }
        if random.below(4) > 0 {
            row.insert(
                "contoso_calls".to_owned(),
                Cell::number(&random.below(5).to_string()),
            );
        }
        if index > 0 && random.below(4) > 0 {
            let parent = random.below(index);
            row.insert(
                "contoso_parentdepot".to_owned(),
                Cell::Text(format!("d{parent}")),
            );
        }
        rows.push(row);
    }
    rows
}
