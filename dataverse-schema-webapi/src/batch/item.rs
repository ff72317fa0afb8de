use super::change_set::ChangeSet;
use crate::request::Request;

/// A request or a change set of a batch.
#[derive(Clone, Debug)]
pub(super) enum Item {
    One(Request),
    ChangeSet(ChangeSet),
}

impl Item {
    pub(super) fn requests(&self) -> &[Request] {
        match self {
            Self::One(request) => core::slice::from_ref(request),
            Self::ChangeSet(set) => set.requests(),
        }
    }
}

/// Returns the content id that a path refers to: 1 for `$1` and for `$1/primarycontactid/$ref`.
pub(super) fn content_id(path: &str) -> Option<usize> {
    let name = path.strip_prefix('$')?;
    name.split('/').next()?.parse().ok()
}
