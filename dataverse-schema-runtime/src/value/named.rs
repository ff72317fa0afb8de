/// A table of which at least the logical name is known.
pub trait Named: 'static {
    /// The logical name.
    fn logical_name() -> &'static str;
}
