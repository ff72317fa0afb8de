//! What the fuzz targets `model` and `definitions` check, on a few inputs.

#[path = "../../../fuzz/check/definitions.rs"]
mod definitions;
#[path = "../../../fuzz/check/model.rs"]
mod model;

use test_support::replay;

#[test]
fn stored_inputs() {
    replay::stored_inputs(model::check);
}

#[test]
fn damaged_lines() {
    replay::damaged_lines(model::check);
}

#[test]
fn damaged_bytes() {
    replay::damaged_bytes(model::check);
}

#[test]
fn seeds_of_definitions() {
    replay::seeds("definitions", definitions::check);
}
