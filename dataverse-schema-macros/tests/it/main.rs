//! Tests of the macro as the compiler runs it.

#[cfg(unix)]
mod manifest_dir;
mod rebuild;
mod ui;
