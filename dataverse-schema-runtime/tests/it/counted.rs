//! Work whose instructions `.ci/instructions` counts.

use std::env;
use std::hint::black_box;

use dataverse_schema::Rows;

use crate::packages::PluginPackage;
use crate::reading::PACKAGES;

fn times() -> u32 {
    env::var("TIMES")
        .map_or(Ok(1), |times| times.parse())
        .expect("a number")
}

/// Reads rows with annotations as often as `TIMES` says.
#[test]
#[ignore = "`.ci/instructions` counts its instructions"]
fn reading_rows() {
    for _ in 0..times() {
        let rows = Rows::<PluginPackage>::from_json(black_box(PACKAGES));
        black_box(rows.expect("a response"));
    }
}

/// Reads the same rows by serde_json.
#[test]
#[ignore = "`.ci/instructions` counts its instructions"]
fn reading_rows_by_serde() {
    for _ in 0..times() {
        let rows: Rows<PluginPackage> =
            serde_json::from_str(black_box(PACKAGES)).expect("a response");
        black_box(rows);
    }
}
