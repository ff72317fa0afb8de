use core::fmt::{self, Display};

use super::annotation::Annotation;
use super::base_url::BaseUrl;
use super::body::Body;
use super::method::Method;

/// The preference that asks for annotations.
const ANNOTATIONS: &str = "odata.include-annotations=";

/// A request to the Web API, to be sent by an HTTP client that adds the authorization.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The path and query below the base address, percent-encoded; or an absolute address, where a response gave it.
    pub path: String,
    /// The headers that the Web API asks for.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Body,
}

impl Request {
    /// A request that nothing here makes: for an action or function of your own, say. It has the headers of OData, and no body.
    ///
    /// The path is percent-encoded by the caller.
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

    /// Gives the request a body, and the header `Content-Type` that goes with it.
    pub fn with_body(mut self, body: Body) -> Self {
        if let Some(content_type) = body.content_type() {
            self.headers
                .insert(1, ("Content-Type", content_type.into()));
        }
        self.body = body;
        self
    }

    /// The address that the request is sent to.
    pub fn url(&self, base: &BaseUrl) -> String {
        base.join(&self.path)
    }

    /// Sets a header, in place of the one of this name that there is.
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

    /// The request succeeds only while the row has this etag, which a row tells by
    /// [`etag`](dataverse_schema_runtime::row_ext::RowExt::etag) (optimistic concurrency); else the service answers 412.
    pub fn if_match(self, etag: impl Into<String>) -> Self {
        self.header("If-Match", etag)
    }

    /// Of an upsert: the row must be there, else the service answers 404.
    pub fn update_only(self) -> Self {
        self.header("If-Match", "*")
    }

    /// Of an upsert: the row must not be there, else the service answers 412.
    pub fn create_only(self) -> Self {
        self.header("If-None-Match", "*")
    }

    /// The response carries the row as it is afterwards (`Prefer: return=representation`), with status 201 or 200 in place of 204.
    pub fn return_representation(self) -> Self {
        self.prefer("return=representation")
    }

    /// The response carries these annotations besides those that the request wants already. Details of errors come as
    /// annotations, too.
    pub fn annotations(mut self, annotations: impl IntoIterator<Item = Annotation>) -> Self {
        let mut names = self.take_annotations();
        for annotation in annotations {
            for name in annotation.names().split(',') {
                if !names.iter().any(|known| known == name) {
                    names.push(name.to_owned());
                }
            }
        }
        match names.is_empty() {
            true => self,
            false => self.prefer(&format!("{ANNOTATIONS}\"{}\"", names.join(","))),
        }
    }

    /// Takes the wish for annotations out of the header.
    fn take_annotations(&mut self) -> Vec<String> {
        let place = self.headers.iter().position(|(name, _)| *name == "Prefer");
        let found = place.and_then(|place| {
            let header = &self.headers[place].1;
            let (before, rest) = header.split_once(&format!("{ANNOTATIONS}\""))?;
            let (names, after) = rest.split_once('"')?;
            let names = names.split(',').map(str::to_owned).collect();
            let rest = format!("{}{after}", before.trim_end_matches(','));
            Some((place, names, rest.trim_start_matches(',').to_owned()))
        });
        let Some((place, names, rest)) = found else {
            return Vec::new();
        };
        match rest.is_empty() {
            true => drop(self.headers.remove(place)),
            false => self.headers[place].1 = rest,
        }
        names
    }

    /// The service refuses the request where its duplicate detection rules find another row (error `0x80040333`). Without this,
    /// it doesn't look.
    pub fn detect_duplicates(self) -> Self {
        self.header("MSCRM.SuppressDuplicateDetection", "false")
    }
}

/// The request as it goes over the wire, without host and authorization.
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
