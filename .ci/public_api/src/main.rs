//! Prints the public API that a crate has by rustdoc's JSON: a line for each item, except those
//! that every type has.

use std::error::Error;
use std::io::{self, Write as _};

fn main() -> Result<(), Box<dyn Error>> {
    let mut out = io::stdout().lock();
    for file in std::env::args().skip(1) {
        let api = public_api::Builder::from_rustdoc_json(file)
            .omit_blanket_impls(true)
            .omit_auto_trait_impls(true)
            .omit_auto_derived_impls(true)
            .build()?;
        for item in api.items() {
            writeln!(out, "{item}")?;
        }
    }
    Ok(())
}
