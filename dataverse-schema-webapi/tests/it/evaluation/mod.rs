//! Evaluates queries over rows, for comparing their forms with each other.

mod cell;
mod fetch;
mod groups;

use std::cmp::Ordering;
use std::collections::BTreeMap;

pub(crate) use cell::{Cell, compare};
pub(crate) use fetch::found_by_fetch;
pub(crate) use groups::{body, grouped_by_fetch};

/// The day that is today, in each evaluation.
pub(crate) const TODAY: &str = "2026-01-02";

/// The days since a week before.
pub(crate) const WEEK_AGO: &str = "2025-12-26";

/// The id of the user.
pub(crate) const USER: &str = "78914942-34cb-ed11-b596-0022481d68cd";

/// Values by the logical names of their columns.
pub(crate) type Row = BTreeMap<String, Cell>;

/// Rows by the logical names of their tables.
pub(crate) type Database = BTreeMap<String, Vec<Row>>;

/// Returns rows in the order of these keys, null first, and not more than `top`.
pub(crate) fn sorted<'r>(
    mut rows: Vec<(Vec<Option<Cell>>, &'r Row)>,
    descending: &[bool],
    top: Option<usize>,
) -> Vec<&'r Row> {
    rows.sort_by(|(a, _), (b, _)| {
        let orders = a.iter().zip(b).zip(descending).map(|((a, b), descending)| {
            let order = a.partial_cmp(b).expect("values of one type");
            if *descending { order.reverse() } else { order }
        });
        orders.fold(Ordering::Equal, Ordering::then)
    });
    let rows = rows.into_iter().map(|(_, row)| row);
    rows.take(top.unwrap_or(usize::MAX)).collect()
}
