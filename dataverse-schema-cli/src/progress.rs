use indicatif::{ProgressBar, ProgressStyle};

/// A progress bar on stderr, if that is a terminal.
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// Starts a bar with this number of steps.
    pub(crate) fn new(steps: usize, is_shown: bool) -> Self {
        if !is_shown {
            return Self(ProgressBar::hidden());
        }
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {wide_msg}")
            .expect("the template is valid")
            .progress_chars("=> ");
        let steps = u64::try_from(steps).unwrap_or(u64::MAX);
        Self(ProgressBar::new(steps).with_style(style))
    }

    /// Shows what the next step is about.
    pub(crate) fn advance(&self, name: &str) {
        self.0.set_message(name.to_owned());
        self.0.inc(1);
    }

    /// Removes the bar.
    pub(crate) fn finish(&self) {
        self.0.finish_and_clear();
    }
}
