//! Inputs for what the fuzz targets check: a short run with any compiler.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::mutate::MUTATIONS;
use crate::random::Random;
use crate::{page, workspace};

/// Checks the fuzz seeds and the pages of this repository.
pub fn stored_inputs(check: impl Fn(&[u8])) {
    for folder in ["fuzz/seeds", "tests/pages", "schemas"] {
        for (name, bytes) in files(folder) {
            run(&check, &name, &bytes);
        }
    }
}

/// Checks the seeds in a folder of `fuzz/seeds`, and each with a few damaged bytes.
pub fn seeds(folder: &str, check: impl Fn(&[u8])) {
    let mut random = Random::new(1);
    for (name, bytes) in files(&format!("fuzz/seeds/{folder}")) {
        run(&check, &name, &bytes);
        for _ in 0..20 {
            let mut bytes = bytes.clone();
            for _ in 0..=random.below(4) {
                damage(&mut bytes, &mut random);
            }
            run(&check, &name, &bytes);
        }
    }
}

/// Checks pages with a damaged line each.
pub fn damaged_lines(check: impl Fn(&[u8])) {
    let pages = ["contoso_crate.md", "contoso_carrier.md", "self.md"].map(page);
    let mut random = Random::new(1);
    for number in 0..200 {
        let page = random.pick(&pages).expect("there are pages");
        let lines: Vec<&str> = page.lines().collect();
        let (kind, mutate) = MUTATIONS[number % MUTATIONS.len()];
        if let Some(mutant) = mutate(&lines, &mut random) {
            run(&check, kind, mutant.text.as_bytes());
        }
    }
}

/// Checks pages with a few damaged bytes each.
pub fn damaged_bytes(check: impl Fn(&[u8])) {
    let mut random = Random::new(1);
    let mut pages = files("tests/pages");
    pages.retain(|(_, bytes)| !bytes.is_empty() && bytes.len() < 4_000);
    for _ in 0..200 {
        let (name, bytes) = random.pick(&pages).expect("there are pages");
        let mut bytes = bytes.clone();
        for _ in 0..=random.below(4) {
            damage(&mut bytes, &mut random);
        }
        run(&check, name, &bytes);
    }
}

fn damage(bytes: &mut Vec<u8>, random: &mut Random) {
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

/// Returns the files of a folder, sorted by name.
fn files(folder: &str) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(workspace().join(folder)).expect("the folder exists");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry of the folder").path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let bytes = fs::read(path).expect("the file is readable");
            (path.display().to_string(), bytes)
        })
        .collect()
}

/// Checks an input, and shows it if that panics.
fn run(check: &impl Fn(&[u8]), name: &str, input: &[u8]) {
    let outcome = catch_unwind(AssertUnwindSafe(|| check(input)));
    assert!(
        outcome.is_ok(),
        "{name}: {}",
        String::from_utf8_lossy(input)
    );
}
