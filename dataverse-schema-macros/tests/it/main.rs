//! Tests of the macro as the compiler runs it.

#[cfg(unix)]
mod manifest_dir;
mod mistakes;
mod rebuild;
mod several_pages;
mod ui;
