/// A table with a known logical name.
pub trait Named: 'static {
    /// Returns the logical name.
    fn logical_name() -> &'static str;
}
