use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Maps items on all processors; what comes of them is in their order.
///
/// A procedural macro runs while the rest of the compiler waits for it. The tables of an include don't need each other to
/// be read and written.
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
    let helpers = processors.min(items.len()).saturating_sub(1);
    let mut done = thread::scope(|scope| {
        // Where the system gives no thread, the work is done here.
        let helpers = (0..helpers).map(|_| thread::Builder::new().spawn_scoped(scope, work));
        let helpers: Vec<_> = helpers.collect();
        let mut done = work();
        for helper in helpers.into_iter().flatten() {
            done.extend(helper.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, made)| made).collect()
}
