use core::fmt::{self, Display};

use super::annotation::Annotation;
use super::base_url::BaseUrl;
use super::body::Body;
use super::method::Method;

/// The preference that asks for annotations.
const ANNOTATIONS: &str = "odata.include-annotations=";

/// A request to the Web API. An HTTP client adds the authorization and sends it.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The path and query below the base URL, percent-encoded, or an absolute URL from a response.
    pub path: String,
    /// The headers that the Web API requires.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Body,
}

impl Request {
    /// Creates a request with OData's headers and no body, for example for a custom action.
    ///
    /// The path must already be percent-encoded.
    pub fn new(method: Method, path: impl Into<String>) -> Self {
        Self {
            method,
            path: path.into(),
            headers: vec![
                ("Accept", "application/json".into()),
                ("OData-MaxVersion", "4.0".into()),
                ("OData-Version", "4.0".into()),
            ],
            body: Body::None,
        }
    }

    /// Sets the body and the matching header `Content-Type`.
    pub fn with_body(mut self, body: Body) -> Self {
        if let Some(content_type) = body.content_type() {
            self.headers
                .insert(1, ("Content-Type", content_type.into()));
        }
        self.body = body;
        self
    }

    /// Returns the request's absolute URL.
    pub fn url(&self, base: &BaseUrl) -> String {
        base.join(&self.path)
    }

    /// Sets a header, replacing one of the same name.
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self.headers.push((name, value.into()));
        self
    }

    pub(crate) fn prefer(self, preference: &str) -> Self {
        let known = self.headers.iter().find(|(name, _)| *name == "Prefer");
        let preferences = match known {
            Some((_, known)) => format!("{known},{preference}"),
            None => preference.to_owned(),
        };
        self.header("Prefer", preferences)
    }

    /// Makes the request conditional on the row's [etag](dataverse_schema_runtime::row_ext::RowExt::etag)
    /// (optimistic concurrency). The service responds with 412 if the row has another etag.
    pub fn if_match(self, etag: impl Into<String>) -> Self {
        self.header("If-Match", etag)
    }

    /// Restricts an upsert to existing rows. The service responds with 404 if the row doesn't exist.
    pub fn update_only(self) -> Self {
        self.header("If-Match", "*")
    }

    /// Restricts an upsert to new rows. The service responds with 412 if the row exists.
    pub fn create_only(self) -> Self {
        self.header("If-None-Match", "*")
    }

    /// Asks for the row as it is after the write (`Prefer: return=representation`). The status is
    /// 201 or 200 instead of 204.
    pub fn return_representation(self) -> Self {
        self.prefer("return=representation")
    }

    /// Asks for these annotations, in addition to those that the request already asks for. Details
    /// of errors are annotations, too.
    pub fn annotations(mut self, annotations: impl IntoIterator<Item = Annotation>) -> Self {
        let mut names = self.take_annotations();
        for annotation in annotations {
            for name in annotation.names().split(',') {
                if !names.iter().any(|known| known == name) {
                    names.push(name.to_owned());
                }
            }
        }
        if names.is_empty() {
            self
        } else {
            self.prefer(&format!("{ANNOTATIONS}\"{}\"", names.join(",")))
        }
    }

    /// Removes the preference for annotations and returns their names.
    fn take_annotations(&mut self) -> Vec<String> {
        let index = self.headers.iter().position(|(name, _)| *name == "Prefer");
        let taken = index.and_then(|index| {
            let header = &self.headers[index].1;
            let (before, rest) = header.split_once(&format!("{ANNOTATIONS}\""))?;
            let (names, after) = rest.split_once('"')?;
            let names = names.split(',').map(str::to_owned).collect();
            let rest = format!("{}{after}", before.trim_end_matches(','));
            Some((index, names, rest.trim_start_matches(',').to_owned()))
        });
        let Some((index, names, rest)) = taken else {
            return Vec::new();
        };
        if rest.is_empty() {
            self.headers.remove(index);
        } else {
            self.headers[index].1 = rest;
        }
        names
    }

    /// Turns on duplicate detection, which is off by default. The service refuses the request if
    /// its rules find a duplicate row (error `0x80040333`).
    pub fn detect_duplicates(self) -> Self {
        self.header("MSCRM.SuppressDuplicateDetection", "false")
    }
}

/// Formats the request as it is sent, without host and authorization.
impl Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} {}", self.method, self.path)?;
        for (name, value) in &self.headers {
            writeln!(f, "{name}: {value}")?;
        }
        match self.body.as_str() {
            Some("") => Ok(()),
            Some(text) => write!(f, "\n{text}"),
            None => write!(f, "\n({} bytes)", self.body.as_bytes().len()),
        }
    }
}
