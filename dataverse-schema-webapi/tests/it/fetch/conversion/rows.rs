//! Rows that queries are evaluated over.

use std::collections::BTreeMap;

use test_support::random::Random;

pub(super) const NAMES: [&str; 4] = ["bern", "basel", "sion", "olten"];

/// A value that isn't null.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub(super) enum Cell {
    Text(String),
    Number(i64),
}

impl Cell {
    /// Reads a literal of the same type as another value.
    pub(super) fn like(&self, text: &str) -> Self {
        match self {
            Self::Text(_) => Self::Text(text.to_owned()),
            Self::Number(_) => Self::Number(text.parse().expect("a number")),
        }
    }
}

/// Values by the logical names of their columns.
pub(super) type Row = BTreeMap<&'static str, Cell>;

/// Returns up to six depots, of which some are below others.
pub(super) fn depots(random: &mut Random) -> Vec<Row> {
    let count = random.below(6) + 1;
    let mut rows = Vec::new();
    for index in 0..count {
        let mut row = Row::new();
        row.insert("contoso_depotid", Cell::Text(format!("d{index}")));
        for column in ["contoso_name", "contoso_town"] {
            if random.below(4) > 0 {
                let name = random.pick(&NAMES).expect("a name");
                row.insert(column, Cell::Text((*name).to_owned()));
            }
        }
        if random.below(4) > 0 {
            row.insert("contoso_calls", Cell::Number(random.below(5) as i64));
        }
        if index > 0 && random.below(4) > 0 {
            let parent = random.below(index);
            row.insert("contoso_parentdepot", Cell::Text(format!("d{parent}")));
        }
        rows.push(row);
    }
    rows
}

/// Returns the ids of rows in the order of these keys, null first, and not more than `top`.
pub(super) fn sorted(
    mut rows: Vec<(Vec<Option<Cell>>, &Row)>,
    descending: &[bool],
    top: Option<usize>,
) -> Vec<Cell> {
    rows.sort_by(|(a, _), (b, _)| {
        let orders = a.iter().zip(b).zip(descending).map(|((a, b), descending)| {
            let order = a.partial_cmp(b).expect("values of one type");
            if *descending { order.reverse() } else { order }
        });
        orders.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
    });
    let ids = rows.iter().map(|(_, row)| row["contoso_depotid"].clone());
    ids.take(top.unwrap_or(usize::MAX)).collect()
}

/// Compares like the service: a missing value is unequal to each value, and neither less nor more.
pub(super) fn compare(left: Option<&Cell>, operator: &str, right: &Cell) -> bool {
    let Some(left) = left else {
        return operator == "ne";
    };
    match operator {
        "eq" => left == right,
        "ne" => left != right,
        "gt" => left > right,
        "ge" => left >= right,
        "lt" => left < right,
        "le" => left <= right,
        _ => panic!("{operator}"),
    }
}
