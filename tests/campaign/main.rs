//! Nothing on a page is lost in silence.
//!
//! Pages are damaged at random, thousands of times, and each time exactly one of these must hold:
//!
//! * **error**: reading fails, and a message points to the damage;
//! * **changed**: the page is read, and the model differs where the page does, and nowhere else;
//! * **moved**: the page is read, and says the same in another order, as the page does;
//! * **neutral**: the page is read, and gives the same model, and only what is made anew by rendering has changed.
//!
//! Anything else is a loss. What is made anew is judged by [`page`], which knows the pages by their text alone.

mod judge;
mod model;
mod mutate;
mod page;
mod random;
mod run;

use std::fs;
use std::path::{Path, PathBuf};

use mutate::KINDS;
use run::{Original, campaign};

fn originals(pages: &[PathBuf]) -> Vec<Original> {
    let read = |path: &PathBuf| {
        let text = fs::read_to_string(path).expect("the page is there");
        Original::new(&path.display().to_string(), &text)
    };
    pages.iter().map(read).collect()
}

#[test]
fn nothing_is_lost_from_the_pages_of_the_project() {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR"));
    let names = [
        "schemas/pluginpackage.md",
        "schemas/stagedmetadataasyncoperation.md",
        "tests/pages/contoso_carrier.md",
        "tests/pages/contoso_crate.md",
        "tests/pages/contoso_parcel.md",
    ];
    let pages = names.map(|name| workspace.join(name));
    let of_each_kind = 20;
    campaign(&originals(&pages), KINDS.len() * of_each_kind, 1);
}

/// `CAMPAIGN` and `CAMPAIGN_SEED` may give another number of mutations, and others of them.
#[test]
#[ignore = "reads the folder that DATAVERSE_SCHEMA_CORPUS names"]
fn nothing_is_lost_from_real_pages() {
    const LARGEST: u64 = 60_000;
    let corpus = std::env::var_os("DATAVERSE_SCHEMA_CORPUS")
        .expect("DATAVERSE_SCHEMA_CORPUS names the folder of pages");
    let folders = [
        "current",
        "current/field-service",
        "current/sales",
        "scale",
        "older",
    ];
    let mut pages: Vec<PathBuf> = Vec::new();
    for folder in folders {
        let folder = Path::new(&corpus).join(folder);
        let entries = fs::read_dir(folder).expect("the corpus has this folder");
        pages.extend(entries.map(|entry| entry.expect("an entry").path()));
    }
    pages.retain(|page| {
        let is_small = || fs::metadata(page).is_ok_and(|data| data.len() < LARGEST);
        page.extension().is_some_and(|extension| extension == "md") && is_small()
    });
    pages.sort();
    let number = |name: &str, usual: usize| {
        let text = std::env::var(name).ok();
        text.map_or(usual, |text| text.parse().expect("it is a number"))
    };
    let seed = number("CAMPAIGN_SEED", 1) as u64;
    campaign(&originals(&pages), number("CAMPAIGN", 10_000), seed);
}
