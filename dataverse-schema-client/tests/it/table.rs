//! A table that a server keeps: it records how often each row was created.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::server::{Answer, Received, Step, error};

/// A fault of the server, before or after it executes a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    None,
    ResetBefore,
    ResetAfter,
    CutAfter,
    SilenceAfter,
    Busy,
    Unavailable,
    Unauthorized,
    FailureBefore,
    FailureAfter,
}

pub(crate) const FAULTS: [Fault; 9] = [
    Fault::ResetBefore,
    Fault::ResetAfter,
    Fault::CutAfter,
    Fault::SilenceAfter,
    Fault::Busy,
    Fault::Unavailable,
    Fault::Unauthorized,
    Fault::FailureBefore,
    Fault::FailureAfter,
];

#[derive(Clone, Default)]
pub(crate) struct Table {
    /// The rows, by id, with the number of times that each was created and updated.
    rows: Arc<Mutex<BTreeMap<String, Writes>>>,
    /// The messages for which the service has a filter.
    messages: &'static [&'static str],
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Writes {
    pub(crate) created: u32,
    pub(crate) updated: u32,
}

/// The messages for which the service has a filter, if a table supports all messages for many
/// rows: it has none for `UpsertMultiple`.
pub(crate) const FILTERED: &[&str] = &["CreateMultiple", "UpdateMultiple"];

impl Table {
    pub(crate) fn supporting(messages: &'static [&'static str]) -> Self {
        let rows = Arc::default();
        Self { rows, messages }
    }

    pub(crate) fn rows(&self) -> MutexGuard<'_, BTreeMap<String, Writes>> {
        self.rows.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Executes a request, unless the fault prevents that.
    pub(crate) fn execute(&self, request: &Received, fault: Fault) -> Step {
        let failure = Answer::new(500, "<html>failure</html>");
        match fault {
            Fault::ResetBefore => return Step::Reset,
            Fault::Busy => return Answer::new(429, "").header("Retry-After", "0").into(),
            Fault::Unavailable => return Answer::new(503, "").header("Retry-After", "0").into(),
            Fault::Unauthorized => return Answer::new(401, "").into(),
            Fault::FailureBefore => return failure.into(),
            _ => {}
        }
        let answer = if request.line.ends_with("$batch") {
            self.batch(&request.body)
        } else if is_question(request) {
            self.filters(&request.line)
        } else {
            self.write_many(request)
        };
        match fault {
            Fault::ResetAfter => Step::Reset,
            Fault::CutAfter => Step::Cut(answer),
            Fault::SilenceAfter => Step::Silence,
            Fault::FailureAfter => failure.into(),
            _ => answer.into(),
        }
    }

    /// Returns the filters of a message, as Microsoft's example shows them.
    fn filters(&self, line: &str) -> Answer {
        let is_named = |name: &&&str| line.contains(&format!("@message=%27{name}%27"));
        let filter = r#"{"sdkmessagefilterid": "f9bedb46-856e-ed11-9561-002248081470"}"#;
        let filters = self.messages.iter().find(is_named).map_or("", |_| filter);
        Answer::new(200, format!(r#"{{"value": [{filters}]}}"#))
    }

    /// Executes a message for many rows: for all of them or none.
    fn write_many(&self, request: &Received) -> Answer {
        let Ok(body) = serde_json::from_str::<serde_json::Value>(&request.body) else {
            return error(400, "0x0", "The body isn't JSON.");
        };
        let mut segments = request.line.rsplit(['/', '.']);
        let message = segments.next().unwrap_or_default();
        let entity_set = request.line.rsplit('/').nth(1).unwrap_or_default();
        let key = format!("{}id", entity_set.trim_end_matches('s'));
        let targets = body["Targets"].as_array().cloned().unwrap_or_default();
        let ids = targets.iter().map(|row| row[&key].as_str());
        let Some(ids) = ids.collect::<Option<Vec<&str>>>() else {
            return error(400, "0x0", "A row has no id.");
        };
        let distinct: BTreeSet<_> = ids.iter().copied().collect();
        let mut rows = self.rows();
        let exists = |id: &&str| rows.contains_key(*id);
        if message == "CreateMultiple" && ids.iter().any(exists) {
            return error(412, "0x80040237", "A row with this id exists.");
        }
        if message == "UpdateMultiple" && !ids.iter().all(exists) {
            return error(404, "0x80040217", "A row with this id doesn't exist.");
        }
        if message != "UpdateMultiple" && distinct.len() < ids.len() {
            return error(400, "0x80040237", "Two rows have the same id.");
        }
        if targets.iter().any(|row| row["contoso_name"] == DUPLICATE) {
            return error(412, "0x80060892", "Another row has this key.");
        }
        if targets.iter().any(|row| row["contoso_name"] == REJECTED) {
            return error(400, "0x80040265", "A plug-in rejects the row.");
        }
        // `UpdateMultiple` ignores all changes to a row but the first.
        for id in distinct {
            write_row(&mut rows, id);
        }
        match message {
            "CreateMultiple" => Answer::new(200, format!(r#"{{"Ids": {ids:?}}}"#)),
            _ => Answer::new(204, ""),
        }
    }

    fn batch(&self, body: &str) -> Answer {
        let requests = body.split("Content-Type: application/http").skip(1);
        parts(requests.map(|part| self.write(part)))
    }

    /// Executes a part of a batch, and returns its status.
    fn write(&self, part: &str) -> u16 {
        let id = part
            .split_once('(')
            .and_then(|(_, rest)| rest.split_once(')'));
        // A create without an id, which the service gives it.
        let Some((id, _)) = id else { return 204 };
        if part.contains(REJECTED) {
            return 400;
        }
        if part.contains(DUPLICATE) {
            return 412;
        }
        let mut rows = self.rows();
        let exists = rows.contains_key(id);
        if part.contains("\r\nGET ") {
            return if exists { 200 } else { 404 };
        }
        if exists && part.contains("If-None-Match: *") {
            return 412;
        }
        if !exists && part.contains("If-Match: *") {
            return 404;
        }
        write_row(&mut rows, id);
        204
    }
}

/// Returns the answer to a batch whose parts have these statuses.
pub(crate) fn parts(statuses: impl IntoIterator<Item = u16>) -> Answer {
    let part = |status| {
        format!(
            "--answers\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 {status} Planted\r\n\r\n\r\n"
        )
    };
    let parts: String = statuses.into_iter().map(part).collect();
    Answer::new(200, format!("{parts}--answers--\r\n"))
        .header("Content-Type", "multipart/mixed; boundary=answers")
}

fn write_row(rows: &mut BTreeMap<String, Writes>, id: &str) {
    let exists = rows.contains_key(id);
    let writes = rows.entry(id.to_owned()).or_default();
    if exists {
        writes.updated += 1;
    } else {
        writes.created += 1;
    }
}

/// Returns true if a request asks which messages a table supports.
pub(crate) fn is_question(request: &Received) -> bool {
    request.line.contains("/sdkmessagefilters?")
}

/// The name of a row that the service rejects.
pub(crate) const REJECTED: &str = "rejected";

/// The name of a row that the service rejects since another one has the same alternate key.
pub(crate) const DUPLICATE: &str = "duplicate";
