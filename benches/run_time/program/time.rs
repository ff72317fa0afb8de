//! `time RUNS` prints page, rows, bytes, measure, contestant, and the seconds of each run;
//! contestants take turns.

use std::time::Instant;

fn main() {
    let runs: usize = std::env::args().nth(1).unwrap().parse().unwrap();
    for of in run_time::contests::all() {
        let mut seconds = vec![Vec::new(); of.contests.len()];
        for run in 0..=runs {
            for (contest, seconds) in of.contests.iter().zip(&mut seconds) {
                // So that the allocator is in the state that this contestant leaves, not the last.
                (contest.run)();
                let start = Instant::now();
                (contest.run)();
                // The first run warms up.
                if run > 0 {
                    seconds.push(start.elapsed().as_secs_f64());
                }
            }
        }
        for (contest, seconds) in of.contests.iter().zip(seconds) {
            print!("{}\t{}\t{}\t{}\t{}", of.page, of.rows, of.bytes, contest.measure, contest.by);
            for seconds in seconds {
                print!("\t{seconds:e}");
            }
            println!();
        }
    }
}
