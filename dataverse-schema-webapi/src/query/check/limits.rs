/// The longest URL that a GET takes, in bytes.
pub(crate) const MAX_URL: usize = 32_768;
/// The longest URL that a GET in a batch takes, in bytes.
pub(crate) const MAX_URL_IN_BATCH: usize = 65_536;
pub(crate) const MAX_EXPANSIONS: usize = 15;
pub(crate) const MAX_CONDITIONS: usize = 500;
pub(crate) const MAX_PAGE: u32 = 5_000;
pub(crate) const MAX_LISTED_TEXT: usize = 850;
