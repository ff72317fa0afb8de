//! Numbers at random, the same in each run.

/// A linear congruential generator, by Knuth.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// Returns a number below this one.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}
