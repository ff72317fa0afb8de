use std::collections::BTreeMap;

use dataverse_schema_runtime::internal::{read_column, read_projection};
use dataverse_schema_runtime::operation::Operation;
use dataverse_schema_runtime::projection::FromRow;
use dataverse_schema_runtime::row::ColumnValue;
use dataverse_schema_runtime::rows::Rows;
use dataverse_schema_runtime::table::{Column, Readable, Table};
use dataverse_schema_runtime::value::{Id, Json};
use serde::de::{DeserializeOwned, Error as _};

use super::entity_id::EntityId;
use super::headers;
use super::response_error::{ResponseError, ResponseErrorKind};
use super::retry_after::RetryAfter;
use crate::fields::Fields;
use crate::query::{Groups, ReadGroups};

/// A response of the Web API, as an HTTP client received it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// The headers. Those of a response of a batch include the `Content-ID` of its part.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Response {
    /// Creates a response from what an HTTP client received.
    pub fn new<N: Into<String>, V: Into<String>>(
        status: u16,
        headers: impl IntoIterator<Item = (N, V)>,
        body: impl Into<Vec<u8>>,
    ) -> Self {
        Self {
            status,
            headers: headers
                .into_iter()
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
            body: body.into(),
        }
    }

    /// Returns the value of a header. The case of its name doesn't matter.
    pub fn header(&self, name: &str) -> Option<&str> {
        headers::find(&self.headers, name)
    }

    /// Returns the time to wait before the next attempt (`Retry-After`).
    pub fn retry_after(&self) -> Option<RetryAfter> {
        headers::retry_after(&self.headers)
    }

    /// Returns the service's id of the request (`x-ms-service-request-id` or `REQ_ID`), which
    /// Microsoft's support asks for.
    pub fn request_id(&self) -> Option<&str> {
        headers::request_id(&self.headers)
    }

    /// Returns the content id of the request in its change set (`Content-ID`), for a response of a
    /// batch.
    pub fn content_id(&self) -> Option<&str> {
        self.header("Content-ID")
    }

    /// Returns the response if the request succeeded (status 200 to 299).
    ///
    /// # Errors
    /// Returns the service's error if it rejected the request.
    pub fn success(&self) -> Result<&Self, ResponseError> {
        if (200..300).contains(&self.status) {
            return Ok(self);
        }
        Err(self.error(match serde_json::from_slice(&self.body) {
            Ok(error) => ResponseErrorKind::Refused(error),
            Err(_) => ResponseErrorKind::Status {
                body: String::from_utf8_lossy(&self.body).into_owned(),
            },
        }))
    }

    pub(super) fn error(&self, kind: ResponseErrorKind) -> ResponseError {
        ResponseError::new(kind, self.status, self.headers.clone())
    }

    /// Returns the error for a body of another form than expected, which may be the service's error
    /// after a status of success.
    pub(crate) fn invalid_body(&self, error: serde_json::Error) -> ResponseError {
        if self.body.is_empty() {
            return self.error(ResponseErrorKind::NoContent);
        }
        self.error(match serde_json::from_slice(&self.body) {
            Ok(error) => ResponseErrorKind::Refused(error),
            Err(_) => ResponseErrorKind::Body(error),
        })
    }

    #[doc(hidden)]
    pub fn decode<D: DeserializeOwned>(&self) -> Result<D, ResponseError> {
        serde_json::from_str(self.text()?).map_err(|error| self.invalid_body(error))
    }

    /// Returns the body as text. To check all of it at once is faster than each of its strings.
    fn text(&self) -> Result<&str, ResponseError> {
        let body = &self.success()?.body;
        core::str::from_utf8(body).map_err(|error| {
            let error = format_args!("invalid UTF-8 at byte {}", error.valid_up_to());
            self.invalid_body(serde_json::Error::custom(error))
        })
    }

    pub(crate) fn decode_field<D: DeserializeOwned>(
        &self,
        name: &'static str,
    ) -> Result<D, ResponseError> {
        let body: Fields = self.decode()?;
        body.parse(name).map_err(|error| self.invalid_body(error))
    }

    /// Reads rows, with the count and the link to the next page.
    ///
    /// # Errors
    /// Returns the service's error if it rejected the request, or an error for an invalid body.
    pub fn rows<P: FromRow>(&self) -> Result<Rows<P>, ResponseError> {
        Rows::from_json(self.text()?).map_err(|error| self.invalid_body(error))
    }

    /// Reads the groups of a query: of an `Aggregate`, or of `FetchGroups` in FetchXML.
    ///
    /// # Errors
    /// Returns the service's error if it rejected the request, or an error for an invalid body.
    pub fn groups<Q: ReadGroups>(
        &self,
        query: &Q,
    ) -> Result<Groups<Q::Keys, Q::Totals>, ResponseError> {
        let body = &self.success()?.body;
        query
            .read_groups(body)
            .map_err(|error| self.invalid_body(error))
    }

    /// Reads a row.
    ///
    /// # Errors
    /// Returns the service's error if it rejected the request, or an error for an invalid body.
    pub fn row<P: FromRow>(&self) -> Result<P, ResponseError> {
        read_projection(self.text()?).map_err(|error| self.invalid_body(error))
    }

    /// Reads the result of an action or a function.
    ///
    /// # Errors
    /// Returns the service's error if it rejected the request, or an error for an invalid body, or
    /// for none if the operation has a result.
    pub fn result<O: Operation>(&self) -> Result<O::Output, ResponseError> {
        let body = &self.success()?.body;
        O::read(body).map_err(|error| {
            if body.is_empty() {
                let error = serde_json::Error::custom("the operation returned no value");
                return self.error(ResponseErrorKind::Body(error));
            }
            self.invalid_body(error)
        })
    }

    /// Returns true if the row hasn't changed since the request's etag (status 304).
    pub fn is_not_modified(&self) -> bool {
        self.status == 304
    }

    /// Returns the id or alternate key of the written row (`OData-EntityId`, or else `Location`).
    ///
    /// # Errors
    /// Returns the service's error if it rejected the request, or an error for a missing or invalid
    /// header. The header is missing if the response contains the row; then [`row`](Self::row) has
    /// the id.
    pub fn entity_id<T: Table>(&self) -> Result<EntityId<T>, ResponseError> {
        let response = self.success()?;
        let url = response
            .header("OData-EntityId")
            .or_else(|| response.location())
            .ok_or_else(|| self.error(ResponseErrorKind::Header("OData-EntityId")))?;
        EntityId::parse(url).ok_or_else(|| self.error(ResponseErrorKind::EntityId(url.to_owned())))
    }

    /// Returns the ids of the rows that `CreateMultiple` created.
    ///
    /// # Errors
    /// Returns the service's error if it rejected the request, or an error for an invalid body.
    pub fn ids<T>(&self) -> Result<Vec<Id<T>>, ResponseError> {
        self.decode_field("Ids")
    }

    /// Reads a single value, or `None` if the column is null.
    ///
    /// # Errors
    /// Returns the service's error if it rejected the request, or an error for an invalid body.
    pub fn value<T: Table, V: ColumnValue, A: Readable>(
        &self,
        column: Column<T, V, A>,
    ) -> Result<Option<V>, ResponseError> {
        if self.success()?.body.is_empty() {
            return Ok(None);
        }
        let value: Json = self.decode_field("value")?;
        Json::new(&BTreeMap::from([(column.info().property, value)]))
            .and_then(|row| read_column(&row, column))
            .map_err(|error| self.invalid_body(error))
    }

    /// Reads a number of rows (`$count`), which is text after a byte order mark.
    ///
    /// # Errors
    /// Returns the service's error if it rejected the request, or an error for a body that isn't a
    /// number.
    pub fn count(&self) -> Result<u64, ResponseError> {
        let text = String::from_utf8_lossy(&self.success()?.body);
        let number = text.trim_start_matches('\u{feff}').trim();
        let count = number.parse();
        count.map_err(|_| self.error(ResponseErrorKind::Count(text.clone().into_owned())))
    }

    /// Returns the URLs of related rows, or of the related row (`$ref`).
    ///
    /// # Errors
    /// Returns the service's error if it rejected the request, or an error for an invalid body.
    pub fn references(&self) -> Result<Vec<String>, ResponseError> {
        let url = |fields: &Fields| fields.parse::<String>("@odata.id");
        let body: Fields = self.decode()?;
        let list = body
            .parse::<Vec<Fields>>("value")
            .and_then(|rows| rows.iter().map(url).collect());
        list.or_else(|_| url(&body).map(|url| vec![url]))
            .map_err(|error| self.invalid_body(error))
    }

    /// Returns the content of a file, or `None` if there is no file (status 204).
    ///
    /// # Errors
    /// Returns the service's error if it rejected the request.
    pub fn content(&self) -> Result<Option<&[u8]>, ResponseError> {
        let response = self.success()?;
        Ok((response.status != 204).then_some(&*response.body))
    }

    /// Returns the size of one part of a file in bytes (`x-ms-chunk-size`).
    pub fn chunk_size(&self) -> Option<u64> {
        self.header("x-ms-chunk-size")?.parse().ok()
    }

    /// Returns the size of a whole file in bytes (`x-ms-file-size`).
    pub fn file_size(&self) -> Option<u64> {
        self.header("x-ms-file-size")?.parse().ok()
    }

    /// Returns the URL for the parts of a file (`Location`).
    pub fn location(&self) -> Option<&str> {
        self.header("Location")
    }
}
