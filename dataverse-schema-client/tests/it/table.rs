//! A table that a server keeps: it records how often each row was created.

use std::collections::BTreeMap;
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

/// The rows, by id, with the number of times that each was created and updated.
#[derive(Clone, Default)]
pub(crate) struct Table(Arc<Mutex<BTreeMap<String, Writes>>>);

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Writes {
    pub(crate) created: u32,
    pub(crate) updated: u32,
}

impl Table {
    pub(crate) fn rows(&self) -> MutexGuard<'_, BTreeMap<String, Writes>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
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
        } else {
            self.create_multiple(&request.body)
        };
        match fault {
            Fault::ResetAfter => Step::Reset,
            Fault::CutAfter => Step::Cut(answer),
            Fault::SilenceAfter => Step::Silence,
            Fault::FailureAfter => failure.into(),
            _ => answer.into(),
        }
    }

    /// Creates all rows or none.
    fn create_multiple(&self, body: &str) -> Answer {
        let Ok(body) = serde_json::from_str::<serde_json::Value>(body) else {
            return error(400, "0x0", "The body isn't JSON.");
        };
        let targets = body["Targets"].as_array().cloned().unwrap_or_default();
        let ids = targets.iter().map(|row| row["contoso_depotid"].as_str());
        let Some(ids) = ids.collect::<Option<Vec<&str>>>() else {
            return error(400, "0x0", "A row has no id.");
        };
        let mut rows = self.rows();
        if ids.iter().any(|id| rows.contains_key(*id)) {
            return error(412, "0x80040237", "A row with this id exists.");
        }
        if targets.iter().any(|row| row["contoso_name"] == DUPLICATE) {
            return error(412, "0x80060892", "Another row has this key.");
        }
        if targets.iter().any(|row| row["contoso_name"] == REJECTED) {
            return error(400, "0x80040265", "A plug-in rejects the row.");
        }
        for id in &ids {
            rows.entry((*id).to_owned()).or_default().created += 1;
        }
        Answer::new(200, format!(r#"{{"Ids": {ids:?}}}"#))
    }

    fn batch(&self, body: &str) -> Answer {
        let mut parts = String::new();
        for part in body.split("Content-Type: application/http").skip(1) {
            let status = self.write(part);
            parts.push_str(&format!(
                "--answers\r\nContent-Type: application/http\r\n\r\nHTTP/1.1 {status} Planted\r\n\r\n\r\n"
            ));
        }
        parts.push_str("--answers--\r\n");
        Answer::new(200, parts).header("Content-Type", "multipart/mixed; boundary=answers")
    }

    /// Executes a part of a batch, and returns its status.
    fn write(&self, part: &str) -> u16 {
        let id = part
            .split_once('(')
            .and_then(|(_, rest)| rest.split_once(')'));
        let Some((id, _)) = id else { return 400 };
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
        let writes = rows.entry(id.to_owned()).or_default();
        if exists {
            writes.updated += 1;
        } else {
            writes.created += 1;
        }
        204
    }
}

/// The name of a row that the service rejects.
pub(crate) const REJECTED: &str = "rejected";

/// The name of a row that the service rejects since another one has the same alternate key.
pub(crate) const DUPLICATE: &str = "duplicate";
