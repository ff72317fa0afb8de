#![no_main]

#[path = "../check/tokens.rs"]
mod tokens;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| tokens::check(bytes));
