#![no_main]

#[path = "../check/solutions.rs"]
mod solutions;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| solutions::check(bytes));
