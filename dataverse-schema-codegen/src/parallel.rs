use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use dataverse_schema_pages::diagnostic::Diagnostics;

/// Maps items on all processors, and passes the results in the order of the items to `each`, which
/// runs on the current thread while others are mapped.
///
/// The rest of the compiler waits for a procedural macro, and the tables of an include can be read
/// and written independently.
pub(crate) fn for_each<'a, T: Sync, R: Send>(
    items: &'a [T],
    map: impl Fn(&'a T) -> R + Sync,
    mut each: impl FnMut(R),
) {
    let next = AtomicUsize::new(0);
    let map_next = || {
        let index = next.fetch_add(1, Ordering::Relaxed);
        Some((index, map(items.get(index)?)))
    };
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let helper_count = processors.min(items.len()).saturating_sub(1);
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        let work = |sender: mpsc::Sender<(usize, R)>| {
            while let Some(mapped) = map_next() {
                if sender.send(mapped).is_err() {
                    return;
                }
            }
        };
        // If the system cannot start a thread, the current one does its work.
        let helpers: Vec<_> = (0..helper_count)
            .map(|_| sender.clone())
            .filter_map(|sender| {
                let builder = thread::Builder::new();
                builder.spawn_scoped(scope, move || work(sender)).ok()
            })
            .collect();
        drop(sender);
        let mut waiting = BTreeMap::new();
        let mut passed = 0;
        while passed < items.len() {
            waiting.extend(receiver.try_iter());
            if let Some(result) = waiting.remove(&passed) {
                each(result);
                passed += 1;
            } else if let Some((index, result)) = map_next().or_else(|| receiver.recv().ok()) {
                waiting.insert(index, result);
            } else {
                // A helper has panicked.
                break;
            }
        }
        for helper in helpers {
            helper.join().unwrap_or_else(|panic| resume_unwind(panic));
        }
    });
}

/// Maps items on all processors and returns the results that aren't `None`. Adds the diagnostics of
/// all items to `diagnostics`.
pub(crate) fn filter_map<'a, T: Sync, R: Send>(
    items: &'a [T],
    diagnostics: &mut Diagnostics,
    filter_map: impl Fn(&'a T, &mut Diagnostics) -> Option<R> + Sync,
) -> Vec<R> {
    let mut kept = Vec::new();
    let map = |item| {
        let mut diagnostics = Diagnostics::default();
        let result = filter_map(item, &mut diagnostics);
        (result, diagnostics)
    };
    for_each(items, map, |(result, of_item)| {
        kept.extend(result);
        diagnostics.extend(of_item);
    });
    kept
}
