use crate::request::Request;

/// A request of a batch, or a change set.
#[derive(Clone, Debug)]
pub(super) enum Item {
    One(Request),
    ChangeSet(Vec<Request>),
}

impl Item {
    pub(super) fn requests(&self) -> &[Request] {
        match self {
            Self::One(request) => core::slice::from_ref(request),
            Self::ChangeSet(requests) => requests,
        }
    }
}

/// The number of the request that a path refers to: 1 for `$1`, `$1/primarycontactid/$ref`.
pub(super) fn reference(path: &str) -> Option<usize> {
    let name = path.strip_prefix('$')?;
    name.split('/').next()?.parse().ok()
}
