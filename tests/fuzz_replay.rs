//! What the fuzz targets check, with stored inputs and with some damaged pages: a short run of them with any compiler.

#[path = "../fuzz/check/model.rs"]
mod model;
#[path = "campaign/mutate.rs"]
#[allow(dead_code)] // The campaign needs more of it.
mod mutate;
#[path = "campaign/random.rs"]
mod random;
#[path = "../fuzz/check/tokens.rs"]
mod tokens;

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;

use mutate::KINDS;
use random::Random;

fn files(folder: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.retain(|path| path.is_file());
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let bytes = fs::read(path).expect("the file is there");
        (path.display().to_string(), bytes)
    };
    paths.iter().map(read).collect()
}

fn check(what: &str, bytes: &[u8]) {
    let outcome = catch_unwind(|| {
        model::check(bytes);
        tokens::check(bytes);
    });
    assert!(
        outcome.is_ok(),
        "{what}: {}",
        String::from_utf8_lossy(bytes)
    );
}

#[test]
fn stored_inputs() {
    for folder in ["fuzz/seeds", "tests/pages", "schemas"] {
        for (name, bytes) in files(folder) {
            check(&name, &bytes);
        }
    }
}

#[test]
fn damaged_lines() {
    let pages = ["contoso_crate.md", "contoso_carrier.md", "self.md"];
    let pages = pages.map(|name| {
        let page = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/pages")
            .join(name);
        fs::read_to_string(page).expect("the page is there")
    });
    let mut random = Random::new(1);
    for number in 0..200 {
        let page = random.of(&pages).expect("there are pages");
        let lines: Vec<&str> = page.lines().collect();
        let (kind, mutation) = KINDS[number % KINDS.len()];
        if let Some(mutant) = mutation(&lines, &mut random) {
            check(kind, mutant.text.as_bytes());
        }
    }
}

#[test]
fn damaged_bytes() {
    let mut random = Random::new(1);
    let mut pages = files("tests/pages");
    pages.retain(|(_, bytes)| !bytes.is_empty() && bytes.len() < 4_000);
    for _ in 0..200 {
        let (name, bytes) = random.of(&pages).expect("there are pages");
        let mut bytes = bytes.clone();
        for _ in 0..=random.below(4) {
            let at = random.below(bytes.len());
            match random.below(4) {
                0 => bytes[at] = random.below(256) as u8,
                1 => bytes[at] ^= 1 << random.below(8),
                2 => bytes.truncate(at + 1),
                _ => {
                    let end = (at + random.below(40)).min(bytes.len());
                    let part = bytes[at..end].to_vec();
                    let to = random.below(bytes.len());
                    bytes.splice(to..to, part);
                }
            }
        }
        check(name, &bytes);
    }
}
