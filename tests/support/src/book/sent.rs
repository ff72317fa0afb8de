//! Requests as they are sent.

use serde_json::{Value, json};

/// A request.
#[derive(Clone, Debug, Default)]
pub struct Sent {
    /// The method.
    pub method: String,
    /// The path and query below the base URL, or an absolute URL.
    pub path: String,
    /// The headers.
    pub headers: Vec<(String, String)>,
    /// The body, or `None` for the content of a file.
    pub body: Option<String>,
    /// The purpose of the request, if it is known.
    pub intent: Option<Intent>,
}

/// The meaning of a `PATCH`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// An update.
    Update,
    /// An upsert that keeps other columns.
    Upsert,
    /// An upsert that may replace the row.
    Replace,
}

impl Intent {
    const NAMES: [(&'static str, Self); 3] = [
        ("update", Self::Update),
        ("upsert", Self::Upsert),
        ("replace", Self::Replace),
    ];
}

impl Sent {
    /// Returns the header with this name, compared without regard to case.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers.find_map(|(known, value)| known.eq_ignore_ascii_case(name).then_some(&**value))
    }

    /// Returns the request as JSON.
    pub fn to_json(&self) -> Value {
        let intent = Intent::NAMES
            .iter()
            .find(|(_, intent)| self.intent == Some(*intent));
        json!({
            "method": self.method,
            "path": self.path,
            "headers": self.headers,
            "body": self.body,
            "intent": intent.map(|(name, _)| name),
        })
    }

    /// Reads a request from JSON.
    pub fn from_json(json: &Value) -> Option<Self> {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let headers = json["headers"].as_array()?.iter();
        let headers = headers.map(|header| Some((text(&header[0])?, text(&header[1])?)));
        let intent = json["intent"].as_str();
        Some(Self {
            method: text(&json["method"])?,
            path: text(&json["path"])?,
            headers: headers.collect::<Option<_>>()?,
            body: text(&json["body"]),
            intent: Intent::NAMES
                .iter()
                .find_map(|(name, known)| (Some(*name) == intent).then_some(*known)),
        })
    }
}
