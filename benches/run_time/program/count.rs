//! Prints page, rows, bytes, measure, contestant, and the allocations of a run with their bytes.

use std::alloc::System;

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() {
    for of in run_time::contests::all() {
        for contest in &of.contests {
            (contest.run)();
            let region = Region::new(ALLOCATOR);
            (contest.run)();
            let stats = region.change();
            let allocations = stats.allocations + stats.reallocations;
            println!(
                "{}\t{}\t{}\t{}\t{}\t{allocations}\t{}",
                of.page, of.rows, of.bytes, contest.measure, contest.by, stats.bytes_allocated
            );
        }
    }
}
