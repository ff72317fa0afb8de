use std::collections::BTreeSet;

use dataverse_schema_pages::check::{CheckedColumn, ColumnExposure};
use dataverse_schema_pages::model::ColumnType;

use crate::choose::selector::{Item, Selection};

/// Removes the columns that the user doesn't want. The primary key is always kept. State and status
/// can only be set together, so they are kept or removed together.
pub(super) fn choose(
    columns: &mut Vec<CheckedColumn<'_>>,
    primary_id: &str,
    wanted: &Selection,
    used: &mut BTreeSet<usize>,
) {
    let verdicts: Vec<Verdict> = columns
        .iter()
        .map(|column| Verdict::new(column, primary_id, wanted, used))
        .collect();
    let mut state = Verdict::default();
    for (column, verdict) in columns.iter().zip(&verdicts) {
        if is_state(column) {
            state.is_included |= verdict.is_included;
            state.is_excluded |= verdict.is_excluded;
        }
    }
    let mut verdicts = verdicts.into_iter();
    columns.retain(|column| {
        let verdict = verdicts.next().unwrap_or_default();
        if is_state(column) { state } else { verdict }.keeps()
    });
}

fn is_state(column: &CheckedColumn<'_>) -> bool {
    matches!(column.r#type, ColumnType::State | ColumnType::Status)
}

#[derive(Clone, Copy, Default)]
struct Verdict {
    is_included: bool,
    is_excluded: bool,
}

impl Verdict {
    fn new(
        column: &CheckedColumn<'_>,
        primary_id: &str,
        wanted: &Selection,
        used: &mut BTreeSet<usize>,
    ) -> Self {
        let names = [column.logical_name];
        let item = Item::named(&names);
        let is_primary_id = column.logical_name == primary_id;
        // A selector that includes a column without generated items, or excludes the primary key,
        // is a mistake: it doesn't count as used.
        let mut unused = BTreeSet::new();
        let including = if column.exposure == ColumnExposure::Described {
            &mut unused
        } else {
            &mut *used
        };
        let is_included = wanted.includes(item, including);
        let excluding = if is_primary_id { &mut unused } else { used };
        let is_excluded = wanted.excludes(item, excluding);
        Self {
            is_included: is_included || is_primary_id,
            is_excluded: is_excluded && !is_primary_id,
        }
    }

    fn keeps(self) -> bool {
        self.is_included && !self.is_excluded
    }
}
