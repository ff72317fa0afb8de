use serde_json::Value;

use super::change_set::ChangeSet;
use crate::request::{Body, Request};

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

/// Returns the content ids to which a body binds lookups (`"…@odata.bind": "$1"`).
pub(super) fn bound_content_ids(body: &Body) -> Vec<usize> {
    let mut ids = Vec::new();
    let Body::Json(json) = body else {
        return ids;
    };
    // Most bodies have none, and parsing them would take time.
    if json.as_str().contains("\"$")
        && let Ok(value) = json.parse()
    {
        add_bound_content_ids(&value, &mut ids);
    }
    ids
}

fn add_bound_content_ids(value: &Value, ids: &mut Vec<usize>) {
    match value {
        Value::Array(values) => values
            .iter()
            .for_each(|value| add_bound_content_ids(value, ids)),
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::String(path) if is_reference(name) => ids.extend(content_id(path)),
                    value => add_bound_content_ids(value, ids),
                }
            }
        }
        _ => {}
    }
}

fn is_reference(name: &str) -> bool {
    name.ends_with("@odata.bind") || name == "@odata.id"
}
