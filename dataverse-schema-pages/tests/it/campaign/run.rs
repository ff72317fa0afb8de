//! Damages pages many times, and counts the outcomes.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use dataverse_schema_pages::model::Table;
use dataverse_schema_pages::{Source, read_page};

use super::judge::{Outcome, judge};
use super::page::Page;
use test_support::mutate::{MUTATIONS, Mutant};
use test_support::random::Random;

/// A page without errors.
pub(crate) struct Original {
    name: String,
    text: String,
    pub(super) model: Table,
    page: Page,
}

impl Original {
    pub(crate) fn new(name: &str, text: &str) -> Self {
        // Line endings aren't damaged.
        let text = text.replace("\r\n", "\n");
        let model =
            read_page(&Source::new(name, text.as_str())).unwrap_or_else(|p| panic!("{}", p[0]));
        Self {
            page: Page::new(&text),
            name: name.to_owned(),
            text,
            model,
        }
    }
}

/// The maximum time for a page.
const LIMIT: Duration = Duration::from_secs(20);

/// The maximum number of losses that are shown.
const SHOWN: usize = 200;

type Counts = BTreeMap<&'static str, BTreeMap<Option<Outcome>, usize>>;

/// Damages pages, and panics if anything is lost.
pub(crate) fn campaign(originals: &[Original], count: usize, seed: u64) {
    let next = AtomicUsize::new(0);
    let counts: Mutex<Counts> = Mutex::default();
    let losses: Mutex<Vec<(usize, String)>> = Mutex::default();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let running: Vec<Mutex<Option<(Instant, String)>>> =
        (0..threads).map(|_| Mutex::default()).collect();
    std::thread::scope(|scope| {
        let workers: Vec<_> = running
            .iter()
            .map(|slot| {
                let (next, counts, losses) = (&next, &counts, &losses);
                scope.spawn(move || {
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        if number >= count {
                            return;
                        }
                        let (kind, outcome) = one(originals, seed, number, slot);
                        let mut counts = counts.lock().expect("the lock is not poisoned");
                        let key = outcome.as_ref().ok().copied();
                        *counts.entry(kind).or_default().entry(key).or_default() += 1;
                        if let Err(loss) = outcome {
                            losses
                                .lock()
                                .expect("the lock is not poisoned")
                                .push((number, loss));
                        }
                    }
                })
            })
            .collect();
        while workers.iter().any(|worker| !worker.is_finished()) {
            std::thread::sleep(Duration::from_millis(20));
            for slot in &running {
                let slot = slot.lock().expect("the lock is not poisoned");
                if let Some((start, what)) = slot.as_ref()
                    && start.elapsed() > LIMIT
                {
                    // There is no other way to stop a thread that never ends.
                    eprintln!("this takes too long: {what}");
                    std::process::exit(101);
                }
            }
        }
    });
    let counts = counts.into_inner().expect("the lock is not poisoned");
    eprintln!("{}", table(&counts));
    let mut losses = losses.into_inner().expect("the lock is not poisoned");
    losses.sort();
    let shown: Vec<&str> = losses
        .iter()
        .take(SHOWN)
        .map(|(_, loss)| loss.as_str())
        .collect();
    assert!(
        losses.is_empty(),
        "{} losses:\n{}",
        losses.len(),
        shown.join("\n")
    );
}

/// Damages a page and judges the outcome.
fn one(
    originals: &[Original],
    seed: u64,
    number: usize,
    running: &Mutex<Option<(Instant, String)>>,
) -> (&'static str, Result<Outcome, String>) {
    let mut random = Random::new(seed.wrapping_mul(0x1_0000_0001).wrapping_add(number as u64));
    random.next_number();
    let (kind, mutation) = MUTATIONS[number % MUTATIONS.len()];
    let (original, mutant) = loop {
        // The smallest of three, to save time.
        let some = [0; 3].map(|_| random.pick(originals).expect("there are pages"));
        let original = some
            .into_iter()
            .min_by_key(|page| page.text.len())
            .expect("there are three");
        let lines: Vec<&str> = original.text.split('\n').collect();
        if let Some(mutant) = mutation(&lines, &mut random) {
            break (original, mutant);
        }
    };
    let what = || format!("mutation {number} (seed {seed}), {kind}: {}", original.name);
    *running.lock().expect("the lock is not poisoned") = Some((Instant::now(), what()));
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        judge(&original.model, &original.page, &mutant)
    }));
    let outcome = outcome.unwrap_or_else(|_| Err("a panic".to_owned()));
    *running.lock().expect("the lock is not poisoned") = None;
    (
        kind,
        outcome.map_err(|why| format!("\n== {}\n{}{why}\n", what(), shown(original, &mutant))),
    )
}

/// Returns the damaged lines, before and after.
fn shown(original: &Original, mutant: &Mutant) -> String {
    const MAX: usize = 4;
    let mut shown = String::new();
    for (mark, text, lines) in [
        ('-', &original.text, &mutant.old),
        ('+', &mutant.text, &mutant.new),
    ] {
        let all: Vec<&str> = text.split('\n').collect();
        for at in lines.iter().take(MAX) {
            writeln!(shown, "{mark} {}: {:?}", at + 1, all.get(*at))
                .expect("writing to a String succeeds");
        }
        if lines.len() > MAX {
            writeln!(shown, "{mark} and {} more", lines.len() - MAX)
                .expect("writing to a String succeeds");
        }
    }
    shown
}

fn table(counts: &Counts) -> String {
    let outcomes = [
        (Some(Outcome::Error), "error"),
        (Some(Outcome::Changed), "changed"),
        (Some(Outcome::Moved), "moved"),
        (Some(Outcome::Neutral), "neutral"),
        (None, "LOSS"),
    ];
    let mut table = format!("{:24}", "");
    for (_, head) in outcomes {
        write!(table, "{head:>9}").expect("writing to a String succeeds");
    }
    let mut sums = [0; 5];
    for (kind, counts) in counts {
        write!(table, "\n{kind:24}").expect("writing to a String succeeds");
        for ((outcome, _), sum) in outcomes.iter().zip(&mut sums) {
            let count = counts.get(outcome).copied().unwrap_or(0);
            *sum += count;
            write!(table, "{count:9}").expect("writing to a String succeeds");
        }
    }
    write!(table, "\n{:24}", "all").expect("writing to a String succeeds");
    for sum in sums {
        write!(table, "{sum:9}").expect("writing to a String succeeds");
    }
    table
}
