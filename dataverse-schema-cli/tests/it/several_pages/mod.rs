//! Several pages of one table: the commands and the macro have the same outcome.

mod cases;
mod orders;
mod outcome;
mod pages;
