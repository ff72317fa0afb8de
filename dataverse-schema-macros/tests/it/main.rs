//! Tests of the macro as the compiler runs it.

mod rebuild;
mod ui;
