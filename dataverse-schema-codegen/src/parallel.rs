use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use dataverse_schema_pages::diagnostic::Diagnostics;

/// Maps items on all processors and returns the results in the order of the items.
///
/// The rest of the compiler waits for a procedural macro, and the tables of an include can be read
/// and written independently.
pub(crate) fn map<'a, T: Sync, R: Send>(items: &'a [T], map: impl Fn(&'a T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else {
                return done;
            };
            done.push((index, map(item)));
        }
    };
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let helper_count = processors.min(items.len()).saturating_sub(1);
    let mut done = thread::scope(|scope| {
        // If the system cannot start a thread, the current one does its work.
        let helpers: Vec<_> = (0..helper_count)
            .filter_map(|_| thread::Builder::new().spawn_scoped(scope, work).ok())
            .collect();
        let mut done = work();
        for helper in helpers {
            done.extend(helper.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Maps items on all processors and returns the results that aren't `None`. Adds the diagnostics of
/// all items to `diagnostics`.
pub(crate) fn filter_map<'a, T: Sync, R: Send>(
    items: &'a [T],
    diagnostics: &mut Diagnostics,
    filter_map: impl Fn(&'a T, &mut Diagnostics) -> Option<R> + Sync,
) -> Vec<R> {
    let results = map(items, |item| {
        let mut diagnostics = Diagnostics::default();
        let result = filter_map(item, &mut diagnostics);
        (result, diagnostics)
    });
    let mut kept = Vec::new();
    for (result, of_item) in results {
        kept.extend(result);
        diagnostics.extend(of_item);
    }
    kept
}
