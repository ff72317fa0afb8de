//! A table that a server keeps, with change tracking.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use dataverse_schema::value::Uuid;

use crate::random::Random;
use crate::server::{Answer, Received, error};

/// The number of rows that a page has at most.
pub(crate) const PAGE: usize = 3;

/// The rows, by id, with their versions.
pub(crate) type Rows = BTreeMap<Uuid, u64>;

#[derive(Clone, Default)]
pub(crate) struct TrackedTable(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    version: u64,
    rows: Rows,
    /// The versions at which rows were deleted.
    deleted: Rows,
    /// The entries of each query, of which links name pages, and the rows at that time.
    queries: Vec<(Vec<String>, Rows, u64)>,
}

impl TrackedTable {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Creates, updates, or deletes a row.
    pub(crate) fn write(&self, random: &mut Random) {
        let state = &mut *self.state();
        state.version += 1;
        let id = Uuid::from_u128(1 + random.below(9) as u128);
        if state.rows.contains_key(&id) && random.below(3) == 0 {
            state.rows.remove(&id);
            state.deleted.insert(id, state.version);
        } else {
            state.rows.insert(id, state.version);
            state.deleted.remove(&id);
        }
    }

    /// Returns the rows at the time of the query whose last page has this link to later changes.
    pub(crate) fn rows_at(&self, delta_link: &str) -> Option<Rows> {
        let state = self.state();
        let version = token(delta_link, "$deltatoken")?;
        let mut queries = state.queries.iter();
        let (_, rows, _) = queries.find(|(_, _, known)| *known == version)?;
        Some(rows.clone())
    }

    pub(crate) fn answer(&self, request: &Received) -> Answer {
        let state = &mut *self.state();
        let (query, from) = match token(&request.line, "$skiptoken") {
            Some(token) => ((token / 1_000) as usize, (token % 1_000) as usize),
            None => {
                let since = token(&request.line, "$deltatoken");
                state.start(since);
                (state.queries.len() - 1, 0)
            }
        };
        let Some((entries, _, version)) = state.queries.get(query) else {
            return error(400, "0x0", "The link is unknown.");
        };
        let end = entries.len().min(from + PAGE);
        let link = if end < entries.len() {
            let token = query * 1_000 + end;
            format!(r#""@odata.nextLink": "{{base}}contoso_depots?$skiptoken={token}""#)
        } else {
            format!(r#""@odata.deltaLink": "{{base}}contoso_depots?$deltatoken={version}""#)
        };
        let entries = entries[from..end].join(", ");
        Answer::new(200, format!(r#"{{"value": [{entries}], {link}}}"#))
    }
}

impl State {
    /// Notes the changes since a version, or all rows.
    fn start(&mut self, since: Option<u64>) {
        let is_new = |version: &u64| since.is_none_or(|since| *version > since);
        let changed = self.rows.iter().filter(|(_, version)| is_new(version));
        let changed = changed.map(|(id, version)| {
            format!(r#"{{"contoso_depotid": "{id}", "contoso_name": "{version}"}}"#)
        });
        let deleted = self
            .deleted
            .iter()
            .filter(|(_, version)| since.is_some() && is_new(version));
        let deleted = deleted.map(|(id, _)| {
            format!(
                r#"{{"@odata.context": "{{base}}$metadata#contoso_depots/$deletedEntity",
                    "id": "{id}", "reason": "deleted"}}"#
            )
        });
        let entries = changed.chain(deleted).collect();
        // Each link to later changes is another one.
        self.version += 1;
        let query = (entries, self.rows.clone(), self.version);
        self.queries.push(query);
    }
}

/// Returns the value of an option in a URL.
fn token(url: &str, name: &str) -> Option<u64> {
    let (_, options) = url.split_once('?')?;
    let mut options = options
        .split('&')
        .filter_map(|option| option.split_once('='));
    options.find(|(known, _)| *known == name)?.1.parse().ok()
}
