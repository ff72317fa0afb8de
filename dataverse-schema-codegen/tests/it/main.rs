//! Tests of generated code.

mod choosing;
mod corpus;
mod counted;
mod custom_table;
mod description;
mod descriptions;
mod diagnostics;
mod documentation;
mod edit_form;
mod expansion;
mod fuzz_replay;
mod language;
mod layouts;
mod names;
mod operations;
mod page_order;
mod taken;
mod wide_tables;
