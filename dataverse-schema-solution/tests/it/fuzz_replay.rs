//! What the fuzz targets `solutions` and `operations` check, on a few inputs.

#[path = "../../../fuzz/check/operations.rs"]
mod operations;
#[path = "../../../fuzz/check/solutions.rs"]
mod solutions;

use test_support::replay;

#[test]
fn operations_of_seeds() {
    replay::seeds("operations", operations::check);
}

#[test]
fn seeds() {
    replay::seeds("solutions", solutions::check);
}
