//! What the fuzz target `solutions` checks, on a few inputs.

#[path = "../../../fuzz/check/solutions.rs"]
mod solutions;

use test_support::replay;

#[test]
fn seeds() {
    replay::seeds("solutions", solutions::check);
}
