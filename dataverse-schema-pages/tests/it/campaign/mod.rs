//! Content of pages is never lost silently.
//!
//! Pages are damaged at random, thousands of times. Each time, exactly one of these must hold:
//!
//! * **error**: reading fails, and a diagnostic points to the damage;
//! * **changed**: the model differs where the page does, and only there;
//! * **moved**: the model has the same content in another order, as the page does;
//! * **neutral**: the model is the same, and only exceptions (see [`page`]) have changed.
//!
//! Anything else is a loss.

mod judge;
mod known;
mod model;
mod page;
mod run;

use std::fs;
use std::path::PathBuf;

use test_support::mutate::MUTATIONS;
use test_support::{corpus, workspace};

use self::run::{Original, campaign};

fn originals(pages: &[PathBuf]) -> Vec<Original> {
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).expect("the page exists");
        Original::new(&path.display().to_string(), &text)
    };
    pages.iter().map(read).collect()
}

#[test]
fn damage_to_own_pages_loses_nothing() {
    let names = [
        "schemas/pluginpackage.md",
        "schemas/stagedmetadataasyncoperation.md",
        "tests/pages/contoso_carrier.md",
        "tests/pages/contoso_crate.md",
        "tests/pages/contoso_parcel.md",
    ];
    let pages = names.map(|name| workspace().join(name));
    let of_each_kind = 20;
    campaign(&originals(&pages), MUTATIONS.len() * of_each_kind, 1);
}

/// `CAMPAIGN` and `CAMPAIGN_SEED` override the number of mutations and the seed.
#[test]
#[ignore = "reads the folder that DATAVERSE_SCHEMA_CORPUS names"]
fn damage_to_real_pages_loses_nothing() {
    const LARGEST: u64 = 60_000;
    let folders = [
        "current",
        "current/field-service",
        "current/sales",
        "scale",
        "older",
    ];
    let mut pages: Vec<PathBuf> = folders.into_iter().flat_map(corpus::pages).collect();
    pages.retain(|page| fs::metadata(page).is_ok_and(|data| data.len() < LARGEST));
    pages.sort();
    let number = |name: &str, usual: usize| {
        let text = std::env::var(name).ok();
        text.map_or(usual, |text| text.parse().expect("a number"))
    };
    let seed = number("CAMPAIGN_SEED", 1) as u64;
    campaign(&originals(&pages), number("CAMPAIGN", 10_000), seed);
}
