//! Tests of the command.

mod check;
mod diagram;
mod diff;
mod expand;
mod explanations;
mod fixing;
mod gadget;
mod help;
mod init;
mod model;
mod page;
mod readme;
mod several_pages;
mod versions;
