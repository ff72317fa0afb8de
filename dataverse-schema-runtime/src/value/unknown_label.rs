use core::fmt::{self, Display};

/// The number of labels that an error shows.
const SHOWN: usize = 10;

/// The error for a label that isn't that of exactly one option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownLabel {
    label: String,
    /// The values of the options with this label.
    same: Vec<i32>,
    /// The labels of all options.
    labels: Vec<&'static str>,
}

impl UnknownLabel {
    pub(super) fn new(label: &str, options: impl Iterator<Item = (i32, &'static str)>) -> Self {
        let (mut same, mut labels) = (Vec::new(), Vec::new());
        for (value, known) in options.filter(|(_, known)| !known.is_empty()) {
            if known == label {
                same.push(value);
            }
            labels.push(known);
        }
        Self {
            label: label.to_owned(),
            same,
            labels,
        }
    }
}

impl Display for UnknownLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            label,
            same,
            labels,
        } = self;
        if !same.is_empty() {
            return write!(f, "options {same:?} have the label `{label}`: use a value");
        }
        if labels.is_empty() {
            return write!(
                f,
                "expected the value of an option, as none has a label, found `{label}`"
            );
        }
        f.write_str("expected the label of an option (")?;
        for (index, label) in labels.iter().enumerate().take(SHOWN + 1) {
            match index {
                0 => write!(f, "`{label}`")?,
                SHOWN => f.write_str(", …")?,
                _ => write!(f, ", `{label}`")?,
            }
        }
        write!(f, "), found `{label}`")
    }
}

impl core::error::Error for UnknownLabel {}
