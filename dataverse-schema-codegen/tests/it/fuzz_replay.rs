//! What the fuzz target `tokens` checks, on a few inputs.

#[path = "../../../fuzz/check/tokens.rs"]
mod tokens;

use test_support::replay;

#[test]
fn stored_inputs() {
    replay::stored_inputs(tokens::check);
}

#[test]
fn damaged_lines() {
    replay::damaged_lines(tokens::check);
}

#[test]
fn damaged_bytes() {
    replay::damaged_bytes(tokens::check);
}
