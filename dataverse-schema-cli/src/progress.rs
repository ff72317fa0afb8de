use indicatif::{ProgressBar, ProgressStyle};

/// The bar that shows how far the reading has come.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// The most pages that are read without a bar.
    const FEW: usize = 8;

    pub(crate) fn new(pages: usize, is_shown: bool) -> Self {
        if !is_shown || pages <= Self::FEW {
            return Self(ProgressBar::hidden());
        }
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {wide_msg}")
            .expect("the template is well formed")
            .progress_chars("=> ");
        let pages = u64::try_from(pages).unwrap_or(u64::MAX);
        Self(ProgressBar::new(pages).with_style(style))
    }

    /// A page is going to be read.
    pub(crate) fn page(&self, name: &str) {
        self.0.set_message(name.to_owned());
        self.0.inc(1);
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        self.0.finish_and_clear();
    }
}
