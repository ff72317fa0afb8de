use indicatif::{ProgressBar, ProgressStyle};

/// A progress bar over the pages that are read.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// The maximum number of pages that are read without a bar.
    const FEW: usize = 8;

    pub(super) fn new(pages: usize, is_shown: bool) -> Self {
        if !is_shown || pages <= Self::FEW {
            return Self(ProgressBar::hidden());
        }
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {wide_msg}")
            .expect("the template is valid")
            .progress_chars("=> ");
        let pages = u64::try_from(pages).unwrap_or(u64::MAX);
        Self(ProgressBar::new(pages).with_style(style))
    }

    /// Shows the page that is read next.
    pub(super) fn advance(&self, name: &str) {
        self.0.set_message(name.to_owned());
        self.0.inc(1);
    }

    /// Removes the bar.
    pub(super) fn finish(&self) {
        self.0.finish_and_clear();
    }
}
