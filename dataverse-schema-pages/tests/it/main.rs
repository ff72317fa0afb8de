//! Tests of reading, merging, checking, and rendering pages.

mod campaign;
mod corpus;
mod diagnostics;
mod fuzz_replay;
mod html;
mod layouts;
mod merging;
mod metadata;
mod of_solution;
mod operations;
mod planting;
mod prose;
mod rendering;
mod vocabulary;
