use core::fmt::{self, Debug, Display};
use core::marker::PhantomData;

use dataverse_schema_runtime::internal::push_encoded;
use dataverse_schema_runtime::table::Table;
use dataverse_schema_runtime::value::Uuid;

use crate::query::check::{MAX_URL, MAX_URL_IN_BATCH, QueryErrors, check_url};
use crate::query::projection::Projection;
use crate::request::{IntoAnnotations, Method, Request, ResponseAnnotation};

/// A query that somebody else wrote, for rows that are read as `P`: a view, or text in FetchXML.
///
/// The view or text selects the columns. Those of `P` that it leaves out are absent.
#[must_use]
pub struct View<P> {
    url: String,
    annotations: Vec<ResponseAnnotation>,
    row: PhantomData<fn() -> P>,
}

impl<P: Projection> View<P> {
    fn new(option: &str, value: &str) -> Self {
        let mut url = format!("{}?{option}=", P::Row::info().entity_set);
        push_encoded(&mut url, value);
        Self {
            url,
            annotations: Vec::new(),
            row: PhantomData,
        }
    }

    pub(crate) fn saved(id: Uuid) -> Self {
        Self::new("savedQuery", &id.to_string())
    }

    pub(crate) fn of_user(id: Uuid) -> Self {
        Self::new("userQuery", &id.to_string())
    }

    pub(crate) fn text(xml: &str) -> Self {
        Self::new("fetchXml", xml)
    }

    /// Asks for annotations.
    pub fn annotations(mut self, annotations: impl IntoAnnotations) -> Self {
        self.annotations.extend(annotations.into_annotations());
        self
    }

    /// Checks the length of the URL and returns the request.
    ///
    /// # Errors
    /// Returns an error for text that is too long.
    pub fn to_request(&self) -> Result<Request, QueryErrors> {
        self.checked_request(MAX_URL)
    }

    /// Checks the length of the URL and returns the request for a [batch](crate::batch::Batch),
    /// where it may be twice as long.
    ///
    /// # Errors
    /// Returns an error for text that is too long.
    pub fn to_batch_request(&self) -> Result<Request, QueryErrors> {
        self.checked_request(MAX_URL_IN_BATCH)
    }

    fn checked_request(&self, max_url: usize) -> Result<Request, QueryErrors> {
        let mut errors = Vec::new();
        check_url(&self.url, max_url, &mut errors);
        QueryErrors::check(errors)?;
        let annotations = self.annotations.iter().cloned();
        Ok(Request::new(Method::Get, &*self.url).annotations(annotations))
    }
}

/// Formats the URL below the base URL, percent-encoded.
impl<P> Display for View<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.url)
    }
}

impl<P> Debug for View<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

impl<P> Clone for View<P> {
    fn clone(&self) -> Self {
        Self {
            url: self.url.clone(),
            annotations: self.annotations.clone(),
            row: PhantomData,
        }
    }
}
