//! Work whose instructions `.ci/instructions` counts.

use std::env;
use std::hint::black_box;

use dataverse_schema::Rows;

use crate::packages::PluginPackage;
use crate::reading::PACKAGES;

/// Reads rows with annotations as often as `TIMES` says.
#[test]
#[ignore = "`.ci/instructions` counts its instructions"]
fn reading_rows() {
    let times = env::var("TIMES").map_or(Ok(1), |times| times.parse());
    for _ in 0..times.expect("a number") {
        let rows: Rows<PluginPackage> =
            serde_json::from_str(black_box(PACKAGES)).expect("a response");
        black_box(rows);
    }
}
