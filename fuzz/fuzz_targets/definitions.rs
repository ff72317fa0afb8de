#![no_main]

#[path = "../check/definitions.rs"]
mod definitions;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| definitions::check(bytes));
