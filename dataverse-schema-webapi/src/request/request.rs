use core::fmt::{self, Display};

use dataverse_schema_runtime::internal::ByteCount;

use super::annotation::{IntoAnnotations, ResponseAnnotation};
use super::base_url::BaseUrl;
use super::body::Body;
use super::method::Method;
use super::prefer;
use super::query_option::push_query_option;

const CONTENT_TYPE: &str = "Content-Type";
const PREFER: &str = "Prefer";

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
        self.headers
            .retain(|(name, _)| !name.eq_ignore_ascii_case(CONTENT_TYPE));
        if let Some(content_type) = body.content_type() {
            let after_accept = self.headers.len().min(1);
            self.headers
                .insert(after_accept, (CONTENT_TYPE, content_type.into()));
        }
        self.body = body;
        self
    }

    /// Adds a query option to the URL, percent-encoded.
    ///
    /// For example, plug-ins receive `query_option("tag", "import")` as a [shared variable], and
    /// `query_option("partitionId", "device-001")` names the partition of a row of an [elastic
    /// table].
    ///
    /// [shared variable]: https://learn.microsoft.com/power-apps/developer/data-platform/optional-parameters#add-a-shared-variable-to-the-plugin-execution-context
    /// [elastic table]: https://learn.microsoft.com/power-apps/developer/data-platform/use-elastic-tables#partitionid-parameter
    pub fn query_option(mut self, name: &str, value: &str) -> Self {
        push_query_option(&mut self.path, name, value);
        self
    }

    /// Returns the request for the next page, with the method and headers of this request. The link
    /// comes from the response:
    /// [`Rows::next_link`](dataverse_schema_runtime::rows::Rows::next_link).
    pub fn next_page(&self, next_link: &str) -> Self {
        Self {
            path: next_link.to_owned(),
            ..self.clone()
        }
    }

    /// Returns the request's absolute URL.
    pub fn url(&self, base: &BaseUrl) -> String {
        base.join(&self.path)
    }

    /// Sets a header, replacing one of the same name. The case of the name doesn't matter.
    ///
    /// `Prefer` is a list of preferences: those in `value` are added to the request's, and replace
    /// only those of the same name.
    pub fn header(self, name: &'static str, value: impl Into<String>) -> Self {
        if name.eq_ignore_ascii_case(PREFER) {
            self.prefer(&value.into())
        } else {
            self.with_header(name, value.into())
        }
    }

    /// Adds preferences (`Prefer`). They replace those of the same name.
    pub fn prefer(self, preferences: &str) -> Self {
        let merged = prefer::merge(self.preferences(), preferences);
        if merged.is_empty() {
            self
        } else {
            self.with_header(PREFER, merged)
        }
    }

    fn preferences(&self) -> &str {
        self.headers
            .iter()
            .find(|(name, _)| name.eq_ignore_ascii_case(PREFER))
            .map_or("", |(_, value)| value)
    }

    fn with_header(mut self, name: &'static str, value: String) -> Self {
        let is_same = |(known, _): &(&str, String)| known.eq_ignore_ascii_case(name);
        let index = self.headers.iter().position(is_same);
        self.headers.retain(|header| !is_same(header));
        let index = index.unwrap_or(self.headers.len());
        self.headers.insert(index, (name, value));
        self
    }

    /// Makes the request conditional on the row's
    /// [etag](dataverse_schema_runtime::row_ext::RowExt::etag) (optimistic concurrency). The
    /// service responds with 412 if the row has another etag.
    pub fn if_match(self, etag: impl Into<String>) -> Self {
        self.header("If-Match", etag)
    }

    /// Restricts an upsert to existing rows. The service responds with 404 if the row doesn't
    /// exist.
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
    pub fn annotations(self, annotations: impl IntoAnnotations) -> Self {
        let annotations: Vec<ResponseAnnotation> = annotations.into_annotations().collect();
        let preference = prefer::annotations(self.preferences(), &annotations);
        self.prefer(&preference)
    }

    /// Turns on duplicate detection, which is off by default. The service rejects the request if
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
            None => write!(f, "\n({})", ByteCount(self.body.as_bytes().len())),
        }
    }
}
