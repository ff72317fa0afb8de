//! `dataverse-schema pull`, from a server on loopback that acts as an environment.

mod drift;
mod environment;
mod faults;
mod pages;
mod planted;
mod real;
mod selection;
mod sign_in;
mod tables;
