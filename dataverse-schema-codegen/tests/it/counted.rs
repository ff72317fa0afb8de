//! Work whose instructions `.ci/instructions` counts.

use std::env;
use std::hint::black_box;

use crate::expansion::expansion;

/// Expands a page as often as `TIMES` says.
#[test]
#[ignore = "`.ci/instructions` counts its instructions"]
fn expanding_a_page() {
    let times = env::var("TIMES").map_or(Ok(1), |times| times.parse());
    for _ in 0..times.expect("a number") {
        black_box(expansion("\"pluginpackage.md\""));
    }
}
